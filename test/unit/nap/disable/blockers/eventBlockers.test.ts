import assert from "node:assert/strict";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import type { ClusterEvent } from "../../../../../src/nap/disable/snapshot/kubernetesObjects.ts";
import { claim, napNode, nodePool, pod, snapshot } from "../objects.ts";

function event(message: string, more: Partial<ClusterEvent> = {}): ClusterEvent {
  return {
    reason: "DisruptionBlocked",
    message,
    lastTimestamp: "2026-11-22T08:59:00Z",
    involvedObject: { kind: "Node", name: "n1" },
    ...more,
  };
}

const held = { "karpenter.sh/do-not-disrupt": "true" };
const parts = {
  nodePools: [nodePool("default")],
  nodes: [napNode("n1")],
  nodeClaims: [claim("n1")],
  pods: [pod("job", "n1", { annotations: held })],
};

/** What the plan takes from the events alone. */
function said(...events: readonly ClusterEvent[]) {
  const words = (given: readonly ClusterEvent[]) =>
    stateOf(snapshot({ ...parts, takenAt: "2026-11-22T09:00:00Z", events: given })).outlook
      .blockers;
  const without = new Set(words([]).map((one) => one.words));
  return words(events)
    .filter((one) => !without.has(one.words))
    .map(({ kind, effect, node, words: text }) => `${kind} ${effect} ${node ?? ""}: ${text}`);
}

const doNotDisrupt = (name: string): string =>
  `Pod has "karpenter.sh/do-not-disrupt" annotation (Pod=${name})`;

describe("Karpenter's own words about a node", () => {
  it("are told where nothing that was read says the same", () => {
    assert.deepEqual(said(event(doNotDisrupt("kube-system/secret"))), [
      'doNotDisruptPod unknown n1: Karpenter says at 2026-11-22 08:59 UTC (DisruptionBlocked): Pod has "karpenter.sh/do-not-disrupt" annotation (Pod=kube-system/secret)',
    ]);
    const draining = event("something of a later version", {
      reason: "FailedDraining",
      involvedObject: { kind: "NodeClaim", name: "n1" },
    });
    assert.deepEqual(said(draining), [
      "saidByKarpenter unknown n1: Karpenter says at 2026-11-22 08:59 UTC (FailedDraining): something of a later version",
    ]);
  });

  it("are explained where Karpenter does not find a NodePool that is there", () => {
    const lost = event("NodePool not found (NodePool=default)");
    assert.deepEqual(said(lost), [
      "saidByKarpenter unknown n1: Karpenter says at 2026-11-22 08:59 UTC (DisruptionBlocked): NodePool not found (NodePool=default). The NodePool is there; Karpenter has no VM sizes for it, or cannot list them.",
    ]);
    const { outlook } = stateOf(snapshot({ ...parts, aksNodeClasses: [], events: [lost] }));
    assert.deepEqual(
      outlook.blockers.map(({ kind }) => kind),
      ["withoutNodeClass", "doNotDisruptPod", "noRoom"],
    );
  });

  it("are not told again where the blocker is known", () => {
    assert.deepEqual(said(event(doNotDisrupt("default/job"))), []);
  });

  it("are not told when they only report progress, are old, or of another reason", () => {
    assert.deepEqual(
      said(
        event("2 pods are waiting to be evicted", { reason: "FailedDraining" }),
        event(doNotDisrupt("x/y"), {
          lastTimestamp: "2026-11-22T08:50:00Z",
          involvedObject: { kind: "NodeClaim", name: "n1" },
        }),
        event("Node is fine", { reason: "Ready" }),
      ),
      [],
    );
    const begun = event("Disrupting Node: Drifted", { reason: "DisruptionTerminating" });
    assert.deepEqual(said(begun), []);
  });
});
