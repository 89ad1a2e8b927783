import type { NodeClaim } from "../../src/nap/disable/snapshot/karpenterObjects.ts";
import type { ClusterSnapshot } from "../../src/nap/disable/snapshot/snapshot.ts";
import { nodePool } from "../unit/nap/disable/objects.ts";
import { bigCluster } from "./drain.ts";
import type { MemoryApi } from "./memoryApi.ts";

/** A big cluster on its way to Manual whose nodes drain: frozen, tainted, with room for all. */
export function drainingCluster(nodes: number): ClusterSnapshot {
  const frozen = nodePool("default", { limits: { cpu: "0" } });
  const { spec } = frozen.spec.template;
  const taints = [{ key: "karpenter.azure.com/disable", effect: "NoSchedule" }];
  const template = { ...frozen.spec.template, spec: { ...spec, taints } };
  return {
    ...bigCluster(nodes, nodes),
    nodePools: [{ ...frozen, spec: { ...frozen.spec, template } }],
  };
}

/** The claim as Karpenter leaves it once it has picked the node. */
function picked(claim: NodeClaim): NodeClaim {
  const since = new Date().toISOString();
  const condition = { type: "DisruptionReason", status: "True", lastTransitionTime: since };
  const conditions = [...(claim.status?.conditions ?? []), condition];
  return { ...claim, status: { ...claim.status, conditions } };
}

/** One node is picked. */
export function pickNode(api: MemoryApi, { nodeClaims }: ClusterSnapshot, index: number): string {
  const claim = nodeClaims[index];
  if (claim === undefined) throw new Error(`no NodeClaim ${index}`);
  api.change("nodeClaims", [{ type: "MODIFIED", object: picked(claim) }]);
  return claim.metadata.name;
}

/** The twenty pods of one node vanish. */
export function loseThePods(api: MemoryApi, { pods }: ClusterSnapshot, node: string): void {
  const lost = pods.filter(({ spec }) => spec.nodeName === node);
  api.change(
    "pods",
    lost.map((object) => ({ type: "DELETED", object })),
  );
}
