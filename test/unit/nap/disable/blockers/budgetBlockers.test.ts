import assert from "node:assert/strict";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import { claim, fixedNode, napNode, snapshot } from "../objects.ts";
import { blockers, budgets } from "./judged.ts";

describe("blockers of a drain by budgets", () => {
  it("tell when closed budgets open, and which never do", () => {
    const daytime = { nodes: "0", schedule: "0 8 * * *", duration: "10h" };
    assert.deepEqual(blockers(budgets(daytime)), [
      "waits disruptionBudget: NodePool default: its budgets let no node drift now; they open at 2026-11-22 18:00 UTC.",
    ]);
    assert.deepEqual(blockers(budgets({ nodes: "0" })), [
      "blocks disruptionBudget: NodePool default: its budgets never let a node drift.",
    ]);
    assert.deepEqual(blockers(budgets({ nodes: "0", schedule: "bad", duration: "1h" })), [
      "blocks disruptionBudget: NodePool default: its budgets never let a node drift.",
    ]);
    assert.deepEqual(blockers(budgets({ nodes: "0", reasons: ["Underutilized", "Empty"] })), []);
    assert.deepEqual(blockers(budgets()), []);
    assert.deepEqual(blockers({ ...budgets({ nodes: "0" }), nodes: [], nodeClaims: [] }), []);
  });

  it("tell when nodes that are leaving or not Ready use a budget up", () => {
    const parts = {
      nodes: [napNode("a", "default", { ready: false }), napNode("b")],
      nodeClaims: [claim("a"), claim("b")],
    };
    assert.deepEqual(blockers({ ...parts, ...budgets({ nodes: "1" }) }), [
      "waits disruptionBudget: NodePool default: its budget of 1 for reason Drifted is used up by nodes that are leaving or not Ready (1).",
    ]);
    assert.deepEqual(blockers({ ...parts, ...budgets({ nodes: "2" }) }), []);
  });

  it("hold the nodes of pools whose budgets never open in the rehearsal", () => {
    const { outlook } = stateOf(
      snapshot({ nodes: [napNode("nap")], nodeClaims: [claim("nap")], ...budgets({ nodes: "0" }) }),
    );
    assert.deepEqual(outlook.rehearsal.nodes, [
      { node: "nap", nodePool: "default", outcome: "held", isCertain: true },
    ]);
  });

  it("tell budgets that nodes use up which will not be Ready by themselves", () => {
    const since = (lastTransitionTime: string) => {
      const node = napNode("nap", "default", { ready: false });
      const conditions = [{ type: "Ready", status: "Unknown", lastTransitionTime }];
      const ill = { ...node, status: { ...node.status, conditions } };
      return blockers({ nodes: [ill, fixedNode("fixed", "fixed", { cpu: "64" })] });
    };
    assert.deepEqual(["2026-11-22T08:58:00Z", "2026-11-22T08:00:00Z"].flatMap(since), [
      "waits disruptionBudget: NodePool default: its budget of 1 for reason Drifted is used up by nodes that are leaving or not Ready (1).",
      "blocks disruptionBudget: NodePool default: its budget of 1 for reason Drifted is used up by nodes that are not Ready (nap), and stays so until they are Ready or gone.",
    ]);
  });
});
