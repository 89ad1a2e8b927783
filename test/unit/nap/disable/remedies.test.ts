import assert from "node:assert/strict";
import { remedyChanges, remedyText } from "../../../../src/nap/disable/remedies.ts";
import { stateOf } from "../../../../src/nap/disable/state.ts";
import { claim, fixedNode, managedCluster, napNode, nodePool, pod, snapshot } from "./objects.ts";
import type { Remedy } from "../../../../src/nap/disable/blocker.ts";

const remedies: readonly Remedy[] = [
  { kind: "openBudget", budget: "default/b" },
  { kind: "removeDoNotDisrupt", on: "Pod", name: "default/p" },
  { kind: "removeDoNotDisrupt", on: "Node", name: "nap" },
  { kind: "evictPod", pod: "default/p" },
  { kind: "addRoom" },
  { kind: "widenBudgets", nodePool: "default" },
  { kind: "scaleStaticPool", nodePool: "static" },
  { kind: "removeLock", lock: "keep" },
  { kind: "changePod", pod: "default/p" },
  { kind: "backUpData", pod: "default/p" },
  { kind: "wait" },
  { kind: "wait", untilMs: Date.parse("2026-11-22T18:00:00Z") },
];

describe("remedies", () => {
  const closed = nodePool("default", { disruption: { budgets: [{ nodes: "0" }] } });
  const state = stateOf(
    snapshot({
      nodes: [napNode("nap"), fixedNode("f", "fixed", { cpu: "1" })],
      nodeClaims: [claim("nap")],
      nodePools: [closed, nodePool("static", { replicas: 1 })],
      pods: [pod("p", "nap"), pod("q", "nap", { cpu: "1" })],
      managedCluster: managedCluster("Auto", [{ name: "fixed", count: 1 }]),
    }),
  );

  it("are actions in words", () => {
    assert.deepEqual(remedies.map(remedyText), [
      "Open PodDisruptionBudget default/b",
      "Remove the do-not-disrupt annotation of pod default/p",
      "Remove the do-not-disrupt annotation of node nap",
      "Evict pod default/p now",
      "Add room to the fixed pools",
      "Let all nodes of NodePool default drift at once",
      "Scale static NodePool static to 0",
      "Remove lock keep",
      "Open pod default/p",
      "Save the data of pod default/p",
      "Wait",
      "Wait until 2026-11-22 18:00 UTC",
    ]);
  });

  it("are changes where a program can do them", () => {
    const object = { uid: "uid-p", resourceVersion: "5", name: "p", namespace: "default" };
    const node = { uid: "uid-nap", resourceVersion: "7", name: "nap" };
    assert.deepEqual(
      remedies.map((remedy) =>
        remedyChanges(remedy, state).map((change) =>
          change.do === "patchNodePool" ? change.summary : change,
        ),
      ),
      [
        [],
        [{ do: "removeDoNotDisrupt", kind: "Pod", object }],
        [{ do: "removeDoNotDisrupt", kind: "Node", object: node }],
        [{ do: "evictPod", pod: object }],
        [{ do: "scaleAgentPool", pool: "fixed", from: 1, to: 2 }],
        ["budget for reason Drifted -> 100%"],
        ["replicas 1 -> 0"],
        ...[[], [], [], [], []],
      ],
    );
  });

  it("change nothing that is gone", () => {
    const empty = stateOf(snapshot());
    assert.deepEqual(
      remedies.flatMap((remedy) => remedyChanges(remedy, empty)),
      [],
    );
  });
});
