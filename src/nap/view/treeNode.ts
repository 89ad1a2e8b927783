import type { ClusterRow, SubscriptionRow } from "./clusterRow.ts";

/** A command with its arguments, as a click on a node runs it. */
export interface Action {
  readonly command: string;
  readonly title: string;
  readonly args?: readonly unknown[];
}

/** Says what happened where a list would be empty or not whole, and what to click. */
export interface MessageNode {
  readonly kind: "message";
  readonly id: string;
  readonly text: string;
  readonly detail?: string;
  readonly icon: "info" | "warning" | "error" | "loading" | "sign-in";
  readonly action?: Action;
}

export interface SubscriptionNode {
  readonly kind: "subscription";
  readonly subscription: SubscriptionRow;
  readonly clusterCount: number;
}

export interface ClusterNode {
  readonly kind: "cluster";
  readonly row: ClusterRow;
  readonly isFavourite: boolean;
  /** Name of the subscription where the list is flat and names it, else empty. */
  readonly subscriptionName: string;
  /** What we are doing to the cluster, in words; empty when nothing. */
  readonly operation: string;
}
