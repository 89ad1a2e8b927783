import type { Change } from "./change.ts";
import type { ClusterObjects, ClusterSnapshot, Unread } from "./snapshot.ts";

const ofKarpenter = ["nodes", "nodeClaims", "nodePools"] as const;
const ofRoom = ["nodes", "pods"] as const;

/** The lists that tell whether a change is still wanted, and whether it was made. */
const listsFor: Readonly<Record<Change["do"], readonly (keyof ClusterObjects)[]>> = {
  addAgentPool: ofRoom,
  deleteNode: ofKarpenter,
  deleteNodeClaim: ofKarpenter,
  evictPod: ["pods"],
  patchNodePool: ["nodePools"],
  raiseAutoscaler: ofRoom,
  removeDoNotDisrupt: ["nodes", "pods"],
  scaleAgentPool: ofRoom,
  setMode: ofKarpenter,
};

/**
 * A list without which a snapshot says nothing about the changes: an empty list that was not read looks like a cluster
 * in which all is done.
 */
export function unreadFor(
  changes: readonly Change[],
  { unread }: ClusterSnapshot,
): Unread | undefined {
  const needed = new Set(changes.flatMap((change) => listsFor[change.do]));
  return unread.find(({ list }) => needed.has(list));
}
