import { conditionOf, isTrue } from "../snapshot/conditions.ts";
import { timeText } from "../timeText.ts";
import type { Blocker } from "./blocker.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";

/** Detaching disks and deleting a machine take minutes; what takes longer than this may not end by itself. */
const longMs = 15 * 60_000;

function longSince(time: string | undefined, nowMs: number): string | undefined {
  const ms = Date.parse(time ?? "");
  return nowMs - ms > longMs ? timeText(ms) : undefined;
}

/** What a node hangs on that is drained already, after the pods (karpenter v1.14.0 node/termination/controller.go). */
export function drainedBlockers({ node, pool, claim }: NapNode, nowMs: number): readonly Blocker[] {
  const { name } = node.metadata;
  const where = { effect: "unknown", node: name, nodePool: pool, remedies: [] } as const;
  const deleting = conditionOf(claim, "InstanceTerminating");
  if (isTrue(claim, "InstanceTerminating")) {
    const since = longSince(deleting?.lastTransitionTime, nowMs);
    const words = `Node ${name}: Azure has not deleted its machine since ${since ?? ""}.`;
    return since === undefined ? [] : [{ ...where, kind: "machineRemains", words }];
  }
  const detached = conditionOf(claim, "VolumesDetached");
  if (!isTrue(claim, "Drained") || detached?.status !== "Unknown") return [];
  const since = longSince(detached.lastTransitionTime, nowMs);
  const words = `Node ${name} is drained, but its disks have not been detached since ${since ?? ""}: Karpenter waits until its VolumeAttachments are gone.`;
  return since === undefined ? [] : [{ ...where, kind: "attachedVolumes", words }];
}

/** NodeClaims whose node is gone and that stay: Karpenter keeps one until Azure has deleted its machine. */
export function leftClaimBlockers({ claimsWithoutNode, nowMs }: Inventory): readonly Blocker[] {
  return claimsWithoutNode.flatMap(({ metadata }): readonly Blocker[] => {
    const since = longSince(metadata.deletionTimestamp, nowMs);
    if (since === undefined) return [];
    const words = `NodeClaim ${metadata.name} has been deleted since ${since} and is still there: Karpenter keeps it until Azure has deleted its machine.`;
    return [{ kind: "machineRemains", effect: "waits", words, remedies: [] }];
  });
}
