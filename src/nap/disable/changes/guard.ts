import { confirmProblems, isReadyForManual } from "./confirm.ts";
import { takeInventory } from "../snapshot/inventory.ts";
import { deletionOf } from "./otherPlans.ts";
import type { Change, ReadObject } from "./change.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import type { ChangeProblem } from "../snapshot/napCluster.ts";
import type { ClusterSnapshot } from "../snapshot/snapshot.ts";
import type { ObjectMeta } from "../snapshot/kubernetesObjects.ts";

type Doing<Kind extends Change["do"]> = Extract<Change, { do: Kind }>;

function sameObject(left: ReadObject, right: ObjectMeta | undefined): boolean {
  return right?.uid === left.uid && right.resourceVersion === left.resourceVersion;
}

function mayDeleteNode(change: Doing<"deleteNode">, { napNodes }: Inventory): boolean {
  const napNode = napNodes.find(({ node }) => node.metadata.name === change.node.name);
  const deletion = napNode && deletionOf(napNode);
  return (
    deletion?.nodeClaim === change.nodeClaim && sameObject(change.node, napNode?.node.metadata)
  );
}

function mayDeleteClaim(
  { nodeClaim }: Doing<"deleteNodeClaim">,
  { claimsWithoutNode }: Inventory,
): boolean {
  const now = claimsWithoutNode.find(({ metadata }) => metadata.name === nodeClaim.name);
  return sameObject(nodeClaim, now?.metadata);
}

function mayPatch({ name, patch }: Doing<"patchNodePool">, { poolsByName }: Inventory): boolean {
  const pool = poolsByName.get(name);
  const { metadata } = patch as { metadata?: { resourceVersion?: string } };
  return pool !== undefined && pool.metadata.resourceVersion === metadata?.resourceVersion;
}

function mayScale({ pool, from }: Doing<"scaleAgentPool">, { snapshot }: Inventory): boolean {
  const facts = snapshot.managedCluster?.agentPools.find(({ name }) => name === pool);
  return facts === undefined || facts.count === from;
}

/**
 * Why a change must not happen any more, judged by the cluster as it is read right before; undefined when it may.
 * Deletions are only of what is Karpenter's beyond doubt, the mode only changes while nothing of Karpenter is left, and
 * whatever was read before must still be as it was.
 */
export function guardChange(change: Change, inventory: Inventory): string | undefined {
  const { pods, nodes } = inventory.snapshot;
  const unless = (isFine: boolean, why: string) => (isFine ? undefined : why);
  switch (change.do) {
    case "setMode":
      return unless(
        isReadyForManual(inventory),
        "nodes, NodeClaims or NodePools of Karpenter are not done with",
      );
    case "deleteNode":
      return unless(
        mayDeleteNode(change, inventory),
        `node ${change.node.name} is not the NAP node any more that it was`,
      );
    case "deleteNodeClaim":
      return unless(
        mayDeleteClaim(change, inventory),
        `NodeClaim ${change.nodeClaim.name} has changed or has a node by now`,
      );
    case "patchNodePool":
      return unless(
        mayPatch(change, inventory),
        `NodePool ${change.name} has changed since it was read`,
      );
    case "removeDoNotDisrupt": {
      const list = change.kind === "Pod" ? pods : nodes;
      const isSame = list.some(({ metadata }) => sameObject(change.object, metadata));
      return unless(isSame, `${change.kind} ${change.object.name} has changed since it was read`);
    }
    case "evictPod": {
      const isThere = pods.some(({ metadata }) => metadata.uid === change.pod.uid);
      return unless(isThere, `pod ${change.pod.name} is gone`);
    }
    case "scaleAgentPool":
      return unless(
        mayScale(change, inventory),
        `agent pool ${change.pool} has another number of nodes by now`,
      );
    case "raiseAutoscaler":
    case "addAgentPool":
      return undefined;
  }
}

/** Why a change must not be made on the cluster as it is; in words of its own where more is known than that. */
export function refusalOf(change: Change, look: ClusterSnapshot): ChangeProblem | undefined {
  const inventory = takeInventory(look);
  const why = guardChange(change, inventory);
  if (why === undefined) return undefined;
  if (change.do !== "setMode") return { kind: "conflict", words: `Not done: ${why}.` };
  const stops = confirmProblems(inventory).filter(({ severity }) => severity === "stop");
  const words = stops.map((problem) => `${problem.words}.`).join(" ");
  return { kind: "refused", words: `The mode stays Auto. ${words}` };
}
