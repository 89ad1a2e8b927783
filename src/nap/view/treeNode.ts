import type { ContextRow } from "./contextRow.ts";
import type { AgentPoolRow } from "./contents/agentPoolRow.ts";
import type { Verdict } from "./clusterList.ts";
import type { ClusterRow, SubscriptionRow } from "./clusterRow.ts";
import type { NodeClassRow } from "./contents/nodeClassRow.ts";
import type { NodePoolRow } from "./contents/nodePoolRow.ts";
import type { NodeRow } from "./contents/nodeRow.ts";

/** A command with its arguments, as a click on a node runs it. */
export interface Action {
  readonly command: string;
  readonly title: string;
  readonly args?: readonly unknown[];
}

/** Says what happened where a list would be empty or not whole, and what to click. */
export interface MessageNode {
  readonly kind: "message";
  /** Unique in the tree. */
  readonly id: string;
  readonly text: string;
  readonly detail?: string;
  /** All there is to say, where the text is but its short form. */
  readonly tooltip?: string;
  readonly icon: "info" | "warning" | "error" | "loading" | "sign-in";
  readonly action?: Action;
}

export interface SubscriptionNode {
  readonly kind: "subscription";
  readonly subscription: SubscriptionRow;
  readonly clusterCount: number;
  /** Name or id of its tenant, where the list has several. */
  readonly tenant?: string;
  /** Shown open: it is the only one, or the list is narrowed to what one looks for. */
  readonly isOpen: boolean;
}

export interface ClusterNode {
  readonly kind: "cluster";
  readonly row: ClusterRow;
  readonly isFavourite: boolean;
  /** Name of the subscription where the list is flat and names it, else empty. */
  readonly subscriptionName: string;
  /** What we are doing to the cluster, in words; empty when nothing. */
  readonly operation: string;
  /** Reached as its admin, by the choice of the user. */
  readonly isAdmin?: boolean;
  /** What its last preflight in this window said. */
  readonly verdict?: Verdict;
}

export type ListNode = MessageNode | SubscriptionNode | ClusterNode;

export interface ContextNode {
  readonly kind: "context";
  readonly context: ContextRow;
}

/** A cluster that can be looked into, by whichever way it is known. */
export type Place = ClusterNode | ContextNode;

export type SectionName = "nodePools" | "strayNodes" | "nodeClasses" | "agentPools";

export interface SectionNode {
  readonly kind: "section";
  readonly place: Place;
  readonly section: SectionName;
  readonly count: number;
}

export interface NodePoolNode {
  readonly kind: "nodePool";
  readonly place: Place;
  readonly pool: NodePoolRow;
}

export interface NodeNode {
  readonly kind: "node";
  readonly place: Place;
  readonly node: NodeRow;
}

export interface NodeClassNode {
  readonly kind: "nodeClass";
  readonly place: Place;
  readonly nodeClass: NodeClassRow;
}

/** What Azure says of a fixed-size pool; absent for clusters that are known from a kubeconfig alone. */
export interface PoolOfAzure {
  readonly name: string;
  readonly mode: string;
  readonly vmSize: string;
  readonly count: number;
  readonly isAutoscaled: boolean;
  readonly minCount: number;
  readonly maxCount: number;
  readonly provisioningState: string;
  readonly powerState: string;
}

export interface AgentPoolNode {
  readonly kind: "agentPool";
  readonly place: Place;
  readonly name: string;
  readonly azure: PoolOfAzure | undefined;
  readonly nodes: AgentPoolRow | undefined;
}

export interface AgentNodeNode {
  readonly kind: "agentNode";
  readonly place: Place;
  readonly node: AgentPoolRow["nodes"][number];
}

export type TreeNode =
  | ListNode
  | ContextNode
  | SectionNode
  | NodePoolNode
  | NodeNode
  | NodeClassNode
  | AgentPoolNode
  | AgentNodeNode;
