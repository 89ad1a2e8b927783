import { disruptedTaint } from "../snapshot/names.ts";
import { isTerminal } from "../snapshot/inventory.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";
import { isStatic } from "../changes/remembered.ts";
import { placeOf } from "./place.ts";
import { countNeighbour, zonesOf } from "./world.ts";
import type { World } from "./world.ts";
import { fitPods } from "./fitPods.ts";

/** Whether the node is on its way out: deleted, or picked by Karpenter. */
export function isLeaving({ node, claim }: NapNode): boolean {
  const isPicked = node.spec?.taints?.some(({ key }) => key === disruptedTaint.key) ?? false;
  const isDeleted = node.metadata.deletionTimestamp ?? claim?.metadata.deletionTimestamp;
  return isPicked || isDeleted !== undefined;
}

/**
 * Whether the node goes whatever room there is for its pods: it is on its way out, or of a static pool, whose NodeClaims
 * are all deleted at once when it is scaled to 0 (karpenter v1.14.0 static/deprovisioning). Neither an annotation of the
 * node nor a budget of the NodePool keeps those.
 */
export function isGoing(
  napNode: NapNode,
  { poolsByName }: Pick<Inventory, "poolsByName">,
): boolean {
  const pool = poolsByName.get(napNode.pool);
  const isOfStaticPool = napNode.claim !== undefined && pool !== undefined && isStatic(pool);
  return isOfStaticPool || isLeaving(napNode);
}

/**
 * The cluster as a scheduler sees it: every node with the room that its pods leave, and whose neighbour each pod is.
 * `without` leaves the NAP nodes out, as if all of them were gone together with their pods.
 */
export function buildWorld(inventory: Inventory, without: "none" | "napNodes"): World {
  const { snapshot, napNodes, otherNodes } = inventory;
  const fittings = fitPods(
    snapshot.pods.filter((pod) => !isTerminal(pod)),
    snapshot,
  );
  const staying =
    without === "napNodes" ? [] : napNodes.filter((node) => !isGoing(node, inventory));
  const nodes = [
    ...otherNodes.map((node) => ({ node, isNap: false })),
    ...staying.map(({ node }) => ({ node, isNap: true })),
  ];
  const world: World = {
    places: nodes.map(({ node, isNap }, index) => placeOf(node, { index, isNap }, inventory)),
    fittings,
    zones: zonesOf(snapshot.nodes, snapshot.nodePools),
    verdicts: new Map(),
    eligible: new Map(),
    domains: new Map(),
  };
  const byName = new Map(world.places.map((place) => [place.name, place]));
  for (const [pod, fitting] of fittings) {
    const place = byName.get(pod.spec.nodeName ?? "");
    if (place !== undefined) countNeighbour(world, fitting, place, 1);
  }
  return world;
}
