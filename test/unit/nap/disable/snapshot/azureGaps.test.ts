import assert from "node:assert/strict";
import { azureGaps } from "../../../../../src/nap/disable/snapshot/azureGaps.ts";
import { takeInventory } from "../../../../../src/nap/disable/snapshot/inventory.ts";
import { freezePlan, undoPlan } from "../../../../../src/nap/disable/changes/otherPlans.ts";
import { runChanges } from "../../../../../src/nap/disable/changes/runChanges.ts";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import { disableSteps } from "../../../../../src/nap/disable/steps.ts";
import { viewPlan } from "../../../../../src/nap/disable/viewPlan.ts";
import type { NapCluster } from "../../../../../src/nap/disable/snapshot/napCluster.ts";
import type { Plan } from "../../../../../src/nap/disable/changes/runChanges.ts";
import type { ClusterSnapshot } from "../../../../../src/nap/disable/snapshot/snapshot.ts";
import { claim, fixedNode, managedCluster, napNode, nodePool, pod, snapshot } from "../objects.ts";
import { patched } from "../patched.ts";

const silent = { managedCluster: undefined, azureProblem: "HTTP 503." };
const taint = { key: "karpenter.azure.com/disable", effect: "NoSchedule" };
const emptied = nodePool("default", {
  limits: { cpu: "0" },
  template: { spec: { ...nodePool("default").spec.template.spec, taints: [taint] } },
});

/** A cluster that takes every patch, beside an Azure that says nothing. */
function clusterOf(parts: Partial<ClusterSnapshot>): NapCluster & { asked: number } {
  let now = snapshot({ ...silent, ...parts });
  return {
    asked: 0,
    read: () => Promise.resolve(now),
    apply(change) {
      this.asked += 1;
      if (change.do === "patchNodePool")
        now = { ...now, nodePools: now.nodePools.map((pool) => patched(pool, change.patch)) };
      return Promise.resolve(undefined);
    },
  };
}

async function run(parts: Partial<ClusterSnapshot>, plan: Plan) {
  const cluster = clusterOf(parts);
  const agreed = plan(await cluster.read());
  const { made, left, problem } = await runChanges(cluster, { agreed, plan });
  return { agreed: agreed.length, made: made.length, left: left.length, problem: problem?.words };
}

const stepPlan =
  (id: string): Plan =>
  (now) =>
    disableSteps.find((step) => step.id === id)?.changes(stateOf(now)) ?? [];

describe("the way to Manual while Azure does not answer", () => {
  it("freezes, taints and undoes, which the API server alone can do", async () => {
    const pools = { nodePools: [nodePool("default", { limits: { cpu: "5" } })] };
    const done = { agreed: 1, made: 1, left: 0, problem: undefined };
    const freezing: Plan = (now) => freezePlan(takeInventory(now)).changes;
    assert.deepEqual(await run(pools, freezing), done);
    const frozen = nodePool("default", { limits: { cpu: "0" } });
    assert.deepEqual(await run({ nodePools: [frozen] }, stepPlan("taint")), done);
    const annotations = { "nap.aks/limits-before-freeze": "null" };
    const ours = { ...frozen, metadata: { ...frozen.metadata, annotations } };
    const undoing: Plan = (now) => undoPlan(takeInventory(now)).changes;
    assert.deepEqual(await run({ nodePools: [ours] }, undoing), done);
  });

  it("does not switch, and says why", async () => {
    assert.deepEqual(await run({ nodePools: [emptied] }, stepPlan("manual")), {
      agreed: 1,
      made: 0,
      left: 1,
      problem: "Azure could not be asked: HTTP 503.",
    });
  });

  it("waits with the room, which is Azure's, and calls the mode unknown", () => {
    const crowded = snapshot({
      ...silent,
      nodePools: [emptied],
      nodes: [napNode("n1"), fixedNode("f1", "fixed", { cpu: "1" })],
      nodeClaims: [claim("n1")],
      pods: [pod("big", "n1", { cpu: "3" })],
    });
    const steps = viewPlan(stateOf(crowded));
    const room = steps.find(({ id }) => id === "room");
    const manual = steps.find(({ id }) => id === "manual");
    assert.deepEqual([room?.status, room?.changes], ["waiting", []]);
    assert.match(room?.notes[0] ?? "", /^Agent pools are Azure's/);
    assert.equal(manual?.notes[0], "The mode is not known: HTTP 503. The switch needs Azure.");
  });

  it("tells what is unknown, and what is of an earlier answer", () => {
    assert.deepEqual(
      [
        snapshot(silent),
        snapshot({ ...silent, managedCluster: managedCluster() }),
        snapshot({ managedCluster: { ...managedCluster(), locksProblem: "HTTP 403." } }),
        snapshot(),
      ].map(azureGaps),
      [
        [
          {
            what: "Mode, agent pools and locks are not known: Azure does not answer",
            why: "HTTP 503.",
          },
        ],
        [
          {
            what: "Mode, agent pools and locks are those of Azure's last answer",
            why: "HTTP 503.",
          },
        ],
        [
          {
            what: "Whether locks keep Azure from deleting machines is not known",
            why: "HTTP 403.",
          },
        ],
        [],
      ],
    );
  });

  it("counts locks that could not be read as unknown, not as none", () => {
    const locksOf = (now: ClusterSnapshot) =>
      stateOf(now).outlook.blockers.map(({ kind, effect, words }) => ({ kind, effect, words }));
    const unread = { ...managedCluster(), locksProblem: "HTTP 403." };
    const unknown = (why: string) => ({
      kind: "lock",
      effect: "unknown",
      words: `Whether locks keep Azure from deleting machines is not known: ${why}`,
    });
    assert.deepEqual(locksOf(snapshot({ managedCluster: unread })), [unknown("HTTP 403.")]);
    assert.deepEqual(locksOf(snapshot(silent)), [unknown("HTTP 503.")]);
    assert.deepEqual(locksOf(snapshot({ managedCluster: { ...managedCluster(), locks: [] } })), []);
  });
});
