import { conditionOf, isTrue } from "../snapshot/conditions.ts";
import { isGoing } from "../fitting/buildWorld.ts";
import { taintedAt } from "../snapshot/taintedAt.ts";
import { timeText } from "../timeText.ts";
import type { Blocker, Remedy } from "./blocker.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";

/** Karpenter looks at each NodeClaim for drift every five minutes at the latest; twice that has passed it by. */
const driftMs = 10 * 60_000;
/** So long a node may take until it is ready for pods; later something is wrong that no waiting mends. */
export const initialisingMs = 15 * 60_000;

/** Whether the node has not been Ready for longer than a restart takes. */
export function isLongUnready({ node }: NapNode, nowMs: number): boolean {
  const since = Date.parse(conditionOf(node, "Ready")?.lastTransitionTime ?? "");
  return !isTrue(node, "Ready") && nowMs - since > driftMs;
}

/**
 * Karpenter finds every node of a tainted pool drifted within minutes (nodeclaim/disruption/drift.go). One that is not
 * does not go by itself, and nothing that Karpenter writes says why.
 */
export function notDriftingBlockers(pool: NodePool, inventory: Inventory): readonly Blocker[] {
  const since = taintedAt(pool);
  if (since === undefined || inventory.nowMs - since < driftMs) return [];
  const own = inventory.napNodes.filter((one) => one.pool === pool.metadata.name);
  return own.flatMap((napNode): readonly Blocker[] => {
    const { node, claim, pool: nodePool } = napNode;
    if (!isTrue(claim, "Initialized") || isTrue(claim, "Drifted")) return [];
    if (isGoing(napNode, inventory)) return [];
    const { name } = node.metadata;
    const words = `Node ${name} has not drifted since the taint of ${timeText(since)}: Karpenter does not look at it, or does not run.`;
    const remedies = [{ kind: "drainByHand", node: name }] as const;
    return [{ kind: "notDrifting", effect: "unknown", node: name, nodePool, words, remedies }];
  });
}

/**
 * Without the AKSNodeClass of its NodePool Karpenter takes no node of the pool and calls the pool itself "not found"
 * (karpenter v1.14.0 disruption/types.go; provider v1.14.0 cloudprovider.go, which takes one that is being deleted for
 * gone).
 */
export function nodeClassBlockers(pool: NodePool, inventory: Inventory): readonly Blocker[] {
  const { snapshot, napNodes } = inventory;
  const { group, kind, name = "" } = pool.spec.template.spec.nodeClassRef ?? {};
  if (group !== "karpenter.azure.com" || kind !== "AKSNodeClass") return [];
  if (snapshot.unread.some(({ list }) => list === "aksNodeClasses")) return [];
  const waiting = napNodes.filter(
    (one) => one.pool === pool.metadata.name && !isGoing(one, inventory),
  );
  const found = snapshot.aksNodeClasses.find(({ metadata }) => metadata.name === name);
  const isThere = found !== undefined && found.metadata.deletionTimestamp === undefined;
  if (isThere || waiting.length === 0) return [];
  const how = found === undefined ? "does not exist" : "is being deleted";
  const words = `NodePool ${pool.metadata.name} names AKSNodeClass ${name}, which ${how}: Karpenter takes none of its nodes.`;
  const remedies = waiting.map(({ node }): Remedy => ({
    kind: "drainByHand",
    node: node.metadata.name,
  }));
  const where = { nodePool: pool.metadata.name };
  return [{ kind: "withoutNodeClass", effect: "blocks", ...where, words, remedies }];
}
