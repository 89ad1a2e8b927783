import { nodePoolLabel } from "../snapshot/names.ts";
import { ownerWords } from "../snapshot/owners.ts";
import { freezePatch } from "./patches.ts";
import { isFrozen, isStatic } from "./remembered.ts";
import { undoPool } from "./undo.ts";
import type { Restorable } from "./undo.ts";
import type { Change, ReadObject } from "./change.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";
import type { ObjectMeta } from "../snapshot/kubernetesObjects.ts";
import type { NodeClaim, NodePool } from "../snapshot/karpenterObjects.ts";

/** Changes with what has to be said about them. */
export interface SidePlan {
  readonly changes: readonly Change[];
  /** What is not done or not restored, in sentences. */
  readonly notes: readonly string[];
}

/** Freezes the NodePools of these names, or all, without going on: for the night, or before a look. */
export function freezePlan({ snapshot }: Inventory, pools?: readonly string[]): SidePlan {
  const chosen = snapshot.nodePools.filter(
    ({ metadata }) => pools?.includes(metadata.name) ?? true,
  );
  const still = chosen.filter((pool) => isStatic(pool) && !isFrozen(pool));
  return {
    changes: chosen.flatMap((pool) => freezePatch(pool) ?? []),
    notes: [
      ...still.map(
        ({ metadata }) =>
          `NodePool ${metadata.name} is static and takes no limits.cpu: it can only be scaled to 0.`,
      ),
      ...chosen.flatMap(ownerWords),
    ],
  };
}

/** Gives the NodePools back what they had; see `undoPool`. Nodes that are gone do not come back by it. */
export function undoPlan(
  inventory: Inventory,
  pools?: readonly string[],
  parts?: readonly Restorable[],
): SidePlan {
  const { nodePools } = inventory.snapshot;
  const chosen = nodePools.filter(({ metadata }) => pools?.includes(metadata.name) ?? true);
  const undone = chosen.map((pool) => undoPool(pool, parts));
  return {
    changes: undone.flatMap(({ change }) => change ?? []),
    notes: undone.flatMap(({ pool, notes }) => notes.map((note) => `NodePool ${pool}: ${note}.`)),
  };
}

/** Thaws the NodePools that were frozen by us: limits only. */
export function unfreezePlan(inventory: Inventory, pools?: readonly string[]): SidePlan {
  return undoPlan(inventory, pools, ["limits"]);
}

function readObject({ name, uid, resourceVersion }: ObjectMeta): ReadObject | undefined {
  if (uid === undefined || resourceVersion === undefined) return undefined;
  return { name, uid, resourceVersion };
}

/** Whether the node is Karpenter's beyond doubt: its label, and a NodeClaim of the same pool that names it. */
function isNapNode({ node, claim, pool }: NapNode): boolean {
  if (claim === undefined || claim.metadata.labels?.[nodePoolLabel] !== pool) return false;
  const { nodeName, providerID } = claim.status ?? {};
  const byName = nodeName === node.metadata.name;
  return byName && (!providerID || !node.spec?.providerID || providerID === node.spec.providerID);
}

/** The deletion of a NAP node with what was read of it; undefined when it is not one beyond doubt, or is being deleted already. */
export function deletionOf(napNode: NapNode): Extract<Change, { do: "deleteNode" }> | undefined {
  const { node, claim } = napNode;
  const object = readObject(node.metadata);
  if (!isNapNode(napNode) || claim === undefined || object === undefined) return undefined;
  if (node.metadata.deletionTimestamp !== undefined) return undefined;
  return { do: "deleteNode", node: object, nodeClaim: claim.metadata.name };
}

function claimDeletion({ metadata }: NodeClaim): Change | undefined {
  const object = readObject(metadata);
  if (object === undefined || metadata.deletionTimestamp !== undefined) return undefined;
  return { do: "deleteNodeClaim", nodeClaim: object };
}

/** What has to be done before nodes are deleted: Karpenter would make them anew. */
function beforeSkipping({ snapshot }: Inventory): readonly string[] {
  const unread = snapshot.unread.find(({ list }) => list === "nodePools");
  if (unread !== undefined)
    return [
      `Whether the NodePools are frozen is not known, so nothing is deleted: nodePools could not be read (${unread.message}).`,
    ];
  const thawed = snapshot.nodePools.filter((pool) => !isFrozen(pool));
  const names = (isAsked: (pool: NodePool) => boolean) =>
    thawed.filter(isAsked).map(({ metadata }) => metadata.name);
  const [dynamic, fixed] = [names((pool) => !isStatic(pool)), names(isStatic)];
  return [
    ...(dynamic.length === 0 ? [] : [`Freeze the NodePools first: ${dynamic.join(", ")}.`]),
    ...(fixed.length === 0 ? [] : [`Scale static NodePools to 0 first: ${fixed.join(", ")}.`]),
  ];
}

/**
 * Deletes the NAP nodes now instead of waiting for Karpenter. Karpenter's finalizer still drains each of them and asks
 * the eviction API, so that PodDisruptionBudgets are kept; budgets of NodePools are not, nor is a place for the pods
 * looked for. Nothing before the NodePools are frozen, because Karpenter would make the nodes anew.
 */
export function skipMigrationPlan(inventory: Inventory): SidePlan {
  const before = beforeSkipping(inventory);
  if (before.length > 0) return { changes: [], notes: before };
  const doubtful = inventory.napNodes.filter((node) => !isNapNode(node));
  return {
    changes: [
      ...inventory.napNodes.flatMap((node) => deletionOf(node) ?? []),
      ...inventory.claimsWithoutNode.flatMap((claim) => claimDeletion(claim) ?? []),
    ],
    notes: doubtful.map(
      ({ node }) =>
        `Node ${node.metadata.name} is left alone: no NodeClaim of its NodePool names it.`,
    ),
  };
}
