import type { Change } from "../changes/change.ts";
import type { ClusterObjects, ClusterSnapshot } from "./snapshot.ts";

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

/** These are Azure's to do; everything else needs the API server alone. */
const ofAzure: ReadonlySet<Change["do"]> = new Set([
  "addAgentPool",
  "raiseAutoscaler",
  "scaleAgentPool",
  "setMode",
]);

/**
 * Why a snapshot says nothing about the changes: an empty list that was not read looks like a cluster in which all is
 * done, and so does a cluster about which Azure said nothing.
 */
export function unreadFor(
  changes: readonly Change[],
  { unread, azureProblem }: ClusterSnapshot,
): string | undefined {
  const needed = new Set(changes.flatMap((change) => listsFor[change.do]));
  const missing = unread.find(({ list }) => needed.has(list));
  if (missing !== undefined) return `${missing.list} could not be read: ${missing.message}`;
  const asksAzure = changes.some((change) => ofAzure.has(change.do));
  return asksAzure && azureProblem !== undefined
    ? `Azure could not be asked: ${azureProblem}`
    : undefined;
}
