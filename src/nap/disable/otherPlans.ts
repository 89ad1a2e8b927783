import { isReadyForManual } from "./confirm.ts";
import { nodePoolLabel } from "./names.ts";
import { isFrozen } from "./remembered.ts";
import { undoPool } from "./undo.ts";
import type { Change, ReadObject } from "./change.ts";
import type { Inventory, NapNode } from "./inventory.ts";
import type { NodeClaim, ObjectMeta } from "./kubernetesObjects.ts";
import type { Restorable } from "./undo.ts";

/** Changes with what has to be said about them. */
export interface SidePlan {
  readonly changes: readonly Change[];
  /** What is not done or not restored, in sentences. */
  readonly notes: readonly string[];
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

/** The deletion of a NAP node; undefined when it is not one beyond doubt, or is being deleted already. */
function deletion(napNode: NapNode): Change | undefined {
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

/**
 * Deletes the NAP nodes now instead of waiting for Karpenter. Karpenter's finalizer still drains each of them and asks
 * the eviction API, so that PodDisruptionBudgets are kept; budgets of NodePools are not, nor is a place for the pods
 * looked for. Nothing before the NodePools are frozen, because Karpenter would make the nodes anew.
 */
export function skipMigrationPlan(inventory: Inventory): SidePlan {
  const { nodePools } = inventory.snapshot;
  const thawed = nodePools.filter((pool) => !isFrozen(pool)).map(({ metadata }) => metadata.name);
  if (thawed.length > 0 || inventory.snapshot.unread.some(({ list }) => list === "nodePools"))
    return { changes: [], notes: [`Freeze the NodePools first: ${thawed.join(", ")}.`] };
  const doubtful = inventory.napNodes.filter((node) => !isNapNode(node));
  return {
    changes: [
      ...inventory.napNodes.flatMap((node) => deletion(node) ?? []),
      ...inventory.claimsWithoutNode.flatMap((claim) => claimDeletion(claim) ?? []),
    ],
    notes: doubtful.map(
      ({ node }) =>
        `Node ${node.metadata.name} is left alone: no NodeClaim of its NodePool names it.`,
    ),
  };
}

function sameObject(left: ReadObject, right: ObjectMeta | undefined): boolean {
  return right?.uid === left.uid && right.resourceVersion === left.resourceVersion;
}

/**
 * Why a change must not happen any more, judged by the cluster as it is read right before; undefined when it may.
 * Deletions are only of what is Karpenter's beyond doubt, the mode only changes while nothing of Karpenter is left, and
 * whatever was read before must still be as it was.
 */
export function guardChange(change: Change, inventory: Inventory): string | undefined {
  const { snapshot, napNodes, claimsWithoutNode, poolsByName } = inventory;
  switch (change.do) {
    case "setMode":
      return isReadyForManual(inventory)
        ? undefined
        : "nodes, NodeClaims or NodePools are left that Karpenter looks after";
    case "deleteNode": {
      const napNode = napNodes.find(({ node }) => node.metadata.name === change.node.name);
      const now = napNode && deletion(napNode);
      const isSame =
        now?.do === "deleteNode" &&
        now.nodeClaim === change.nodeClaim &&
        sameObject(change.node, napNode?.node.metadata);
      return isSame
        ? undefined
        : `node ${change.node.name} is not the NAP node any more that it was`;
    }
    case "deleteNodeClaim": {
      const { nodeClaim } = change;
      const now = claimsWithoutNode.find(({ metadata }) => metadata.name === nodeClaim.name);
      return sameObject(nodeClaim, now?.metadata)
        ? undefined
        : `NodeClaim ${nodeClaim.name} has changed or has a node by now`;
    }
    case "patchNodePool": {
      const { resourceVersion } = poolsByName.get(change.name)?.metadata ?? {};
      const { metadata } = change.patch as { metadata?: { resourceVersion?: string } };
      return poolsByName.has(change.name) && resourceVersion === metadata?.resourceVersion
        ? undefined
        : `NodePool ${change.name} has changed since it was read`;
    }
    case "removeDoNotDisrupt": {
      const list = change.kind === "Pod" ? snapshot.pods : snapshot.nodes;
      return list.some(({ metadata }) => sameObject(change.object, metadata))
        ? undefined
        : `${change.kind} ${change.object.name} has changed since it was read`;
    }
    case "evictPod": {
      const { pod } = change;
      return snapshot.pods.some(({ metadata }) => metadata.uid === pod.uid)
        ? undefined
        : `pod ${pod.name} is gone`;
    }
    case "scaleAgentPool": {
      const facts = snapshot.managedCluster?.agentPools.find(({ name }) => name === change.pool);
      return facts === undefined || facts.count === change.from
        ? undefined
        : `agent pool ${change.pool} has ${facts.count} nodes by now`;
    }
    case "raiseAutoscaler":
    case "addAgentPool":
      return undefined;
  }
}
