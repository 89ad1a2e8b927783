import type { ClusterRow } from "./clusterRow.ts";
import type { ClusterNode } from "./treeNode.ts";

/** A cluster to be looked into, where it does not matter how the tree shows it. */
export function placeOf(row: ClusterRow): ClusterNode {
  return { kind: "cluster", row, isFavourite: false, subscriptionName: "", operation: "" };
}
