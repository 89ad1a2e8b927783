import { agentPoolLabels, nodePoolLabel } from "./names.ts";
import type { Node } from "./kubernetesObjects.ts";
import type { NodeClaim, NodePool } from "./karpenterObjects.ts";
import type { Pod } from "./podObjects.ts";
import type { ClusterSnapshot } from "./snapshot.ts";

/** A node that carries the label of a NodePool, with what belongs to it. */
export interface NapNode {
  readonly node: Node;
  /** The value of the label; a NodePool of that name need not exist. */
  readonly pool: string;
  /** Undefined when no NodeClaim names the node or has its provider id. */
  readonly claim: NodeClaim | undefined;
  /** All pods bound to it, terminal ones included. */
  readonly pods: readonly Pod[];
}

/** The lists of a snapshot joined once, for all who ask about single nodes. */
export interface Inventory {
  readonly snapshot: ClusterSnapshot;
  readonly nowMs: number;
  readonly napNodes: readonly NapNode[];
  /** Nodes without the label: those of agent pools, virtual nodes, and any other. */
  readonly otherNodes: readonly Node[];
  /** NodeClaims that no node belongs to: still launching, or left behind. */
  readonly claimsWithoutNode: readonly NodeClaim[];
  readonly podsByNode: ReadonlyMap<string, readonly Pod[]>;
  /** Pods that no node runs, terminal ones excluded. */
  readonly unboundPods: readonly Pod[];
  readonly poolsByName: ReadonlyMap<string, NodePool>;
}

function groupPods(pods: readonly Pod[]): Map<string, Pod[]> {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const { nodeName } = pod.spec;
    if (nodeName === undefined || nodeName === "") continue;
    const group = groups.get(nodeName);
    if (group === undefined) groups.set(nodeName, [pod]);
    else group.push(pod);
  }
  return groups;
}

/** The NodeClaim of each node: by provider id, as Karpenter joins them, and by name where a node has none yet. */
function claimsOfNodes({ nodes, nodeClaims }: ClusterSnapshot): Map<string, NodeClaim> {
  const byProvider = new Map<string, NodeClaim>();
  const byName = new Map<string, NodeClaim>();
  for (const claim of nodeClaims) {
    const { providerID, nodeName } = claim.status ?? {};
    if (providerID) byProvider.set(providerID, claim);
    if (nodeName) byName.set(nodeName, claim);
  }
  const joined = new Map<string, NodeClaim>();
  for (const { metadata, spec } of nodes) {
    const claim = byProvider.get(spec?.providerID ?? "") ?? byName.get(metadata.name);
    if (claim !== undefined) joined.set(metadata.name, claim);
  }
  return joined;
}

/** Whether the pod has ended and only its object is left. */
export function isTerminal(pod: Pod): boolean {
  return pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
}

/** Joins the lists of a snapshot. */
export function takeInventory(snapshot: ClusterSnapshot): Inventory {
  const podsByNode = groupPods(snapshot.pods);
  const claims = claimsOfNodes(snapshot);
  const napNodes: NapNode[] = [];
  const otherNodes: Node[] = [];
  for (const node of snapshot.nodes) {
    const pool = node.metadata.labels?.[nodePoolLabel];
    const { name } = node.metadata;
    if (pool === undefined) otherNodes.push(node);
    else napNodes.push({ node, pool, claim: claims.get(name), pods: podsByNode.get(name) ?? [] });
  }
  const claimed = new Set(claims.values());
  return {
    snapshot,
    nowMs: Date.parse(snapshot.takenAt),
    napNodes,
    otherNodes,
    claimsWithoutNode: snapshot.nodeClaims.filter((claim) => !claimed.has(claim)),
    podsByNode,
    unboundPods: snapshot.pods.filter((pod) => !pod.spec.nodeName && !isTerminal(pod)),
    poolsByName: new Map(snapshot.nodePools.map((pool) => [pool.metadata.name, pool])),
  };
}

/** The agent pool of a node that is not Karpenter's, undefined for a node of no pool. */
export function agentPoolOf(node: Node): string | undefined {
  const labels = node.metadata.labels;
  return agentPoolLabels.map((label) => labels?.[label]).find((name) => name !== undefined);
}
