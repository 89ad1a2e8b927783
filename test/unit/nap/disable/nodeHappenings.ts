import { hasZeroCpu, isStatic } from "../../../../src/nap/disable/changes/remembered.ts";
import { claim, fixedNode, napNode, pod } from "./objects.ts";
import { patched } from "./patched.ts";
import type { Node } from "../../../../src/nap/disable/snapshot/kubernetesObjects.ts";
import type { NodeClaim, NodePool } from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import type { Pod } from "../../../../src/nap/disable/snapshot/podObjects.ts";

/** What others do to nodes, NodeClaims and pods. */
export const nodeHappenings = [
  ...(["karpenterMakesNode", "karpenterRemovesNode", "fixedNodeComes"] as const),
  ...(["claimIsMade", "claimGetsNode", "claimEnds", "claimLosesItsNode", "claimVanishes"] as const),
  ...(["nodeVanishes", "nodeLosesLabel", "strangerTakesName", "somebodyLabelsFixedNode"] as const),
  ...(["nodeIsHeld", "podComes", "podIsReplaced"] as const),
] as const;

/** `pick` chooses the object. */
export interface NodeHappening {
  readonly is: (typeof nodeHappenings)[number];
  readonly pick: number;
}

/** What of the model can be done to. */
interface Cluster {
  readonly pools: readonly NodePool[];
  readonly mode: string;
  nodes: Node[];
  claims: NodeClaim[];
  pods: Pod[];
  /** Names of nodes that are Karpenter's, whatever labels say. */
  readonly truth: Set<string>;
  /** Names of all nodes that ever carried the label of a NodePool. */
  readonly labelled: Set<string>;
  next(): string;
  remove(name: string): void;
}

export function isOfNodes(happening: { readonly is: string }): happening is NodeHappening {
  return nodeHappenings.some((one) => one === happening.is);
}

const poolKey = "karpenter.sh/nodepool";
const held = { "karpenter.sh/do-not-disrupt": "true" };

function chosen<T>(all: readonly T[], pick: number): T | undefined {
  return all[pick % Math.max(1, all.length)];
}

/** The pool that Karpenter would make a node of now. */
function thawed({ mode, pools }: Cluster, pick: number): string | undefined {
  const pool = chosen(pools, pick);
  if (pool === undefined || mode !== "Auto") return undefined;
  const makesNone = isStatic(pool) ? pool.spec.replicas === 0 : hasZeroCpu(pool);
  return makesNone ? undefined : pool.metadata.name;
}

/** Does it, where there is something to do it to. */
export function happenToNodes(cluster: Cluster, { is, pick }: NodeHappening): void {
  doings[is](cluster, pick);
}

type Doing = (cluster: Cluster, pick: number) => void;

function joins(cluster: Cluster, name: string, pool: string): void {
  cluster.nodes.push(napNode(name, pool));
  cluster.truth.add(name);
  cluster.labelled.add(name);
}

/** A node of a NodePool with its NodeClaim, whatever the pool says now. */
export function addNode(cluster: Cluster, pool: string): void {
  const name = `n${cluster.next()}`;
  cluster.claims.push(claim(name, pool));
  joins(cluster, name, pool);
}

/** A NodeClaim without node. */
export function addClaim(cluster: Cluster, pool: string): void {
  cluster.claims.push({ ...claim(`n${cluster.next()}`, pool), status: {} });
}

/** Changes some of the nodes that are, or are not, Karpenter's. */
function change(cluster: Cluster, isIt: (node: Node) => boolean, metadata: object): void {
  cluster.nodes = cluster.nodes.map((node) =>
    isIt(node)
      ? patched(node, { metadata: { ...metadata, resourceVersion: cluster.next() } })
      : node,
  );
}

/** Nobody can know a node for Karpenter's that has neither label nor NodeClaim. */
function forget({ truth, nodes, claims }: Cluster): void {
  for (const { metadata } of nodes) {
    const isClaimed = claims.some((one) => one.metadata.name === metadata.name);
    if (metadata.labels?.[poolKey] === undefined && !isClaimed) truth.delete(metadata.name);
  }
}

const doings: Readonly<Record<NodeHappening["is"], Doing>> = {
  karpenterMakesNode: (cluster, pick) => {
    const pool = thawed(cluster, pick);
    if (pool !== undefined) addNode(cluster, pool);
  },
  karpenterRemovesNode: (cluster, pick) => {
    const gone = chosen([...cluster.truth], pick);
    if (gone !== undefined) cluster.remove(gone);
  },
  fixedNodeComes: (cluster) => {
    cluster.nodes.push(fixedNode(`f${cluster.next()}`));
  },
  claimIsMade: (cluster, pick) => {
    const pool = thawed(cluster, pick);
    if (pool !== undefined) addClaim(cluster, pool);
  },
  claimGetsNode: (cluster, pick) => {
    const { nodes, claims } = cluster;
    const names = new Set(nodes.map(({ metadata }) => metadata.name));
    const waiting = chosen(
      claims.filter(({ metadata }) => !names.has(metadata.name)),
      pick,
    );
    if (waiting === undefined) return;
    const { name, labels } = waiting.metadata;
    const pool = labels?.[poolKey] ?? "";
    const launched = patched(claim(name, pool), { metadata: { resourceVersion: cluster.next() } });
    cluster.claims = claims.map((one) => (one === waiting ? launched : one));
    joins(cluster, name, pool);
  },
  claimEnds: (cluster, pick) => {
    const names = new Set(cluster.nodes.map(({ metadata }) => metadata.name));
    const left = cluster.claims.filter(({ metadata }) => !names.has(metadata.name));
    const gone = chosen(left, pick);
    cluster.claims = cluster.claims.filter((one) => one !== gone);
  },
  claimLosesItsNode: (cluster, pick) => {
    const lost = chosen(cluster.claims, pick);
    cluster.claims = cluster.claims.map((one) => (one === lost ? { ...one, status: {} } : one));
  },
  claimVanishes: (cluster, pick) => {
    const gone = chosen(cluster.claims, pick);
    cluster.claims = cluster.claims.filter((one) => one !== gone);
    forget(cluster);
  },
  nodeVanishes: (cluster, pick) => {
    const gone = chosen([...cluster.truth], pick);
    const { claims } = cluster;
    if (gone === undefined) return;
    cluster.remove(gone);
    cluster.claims = claims;
  },
  nodeLosesLabel: (cluster, pick) => {
    const name = chosen([...cluster.truth], pick);
    change(cluster, ({ metadata }) => metadata.name === name, { labels: { [poolKey]: null } });
    forget(cluster);
  },
  // Its NodeClaim is left behind, and somebody gives the node that comes in its place the label.
  strangerTakesName: (cluster, pick) => {
    const name = chosen([...cluster.truth], pick);
    if (name === undefined) return;
    const { claims } = cluster;
    cluster.remove(name);
    cluster.claims = claims;
    const stranger = fixedNode(name, "fixed", { labels: { [poolKey]: "default" } });
    const metadata = { ...stranger.metadata, uid: `other${pick}`, resourceVersion: cluster.next() };
    const spec = { ...stranger.spec, providerID: `azure:///other/${name}` };
    cluster.nodes.push({ ...stranger, metadata, spec });
    cluster.labelled.add(name);
  },
  somebodyLabelsFixedNode: (cluster) => {
    const isFixed = ({ metadata }: Node) => !cluster.truth.has(metadata.name);
    for (const node of cluster.nodes.filter(isFixed)) cluster.labelled.add(node.metadata.name);
    change(cluster, isFixed, { labels: { [poolKey]: "default" } });
  },
  nodeIsHeld: (cluster, pick) => {
    const node = chosen(cluster.nodes, pick);
    change(cluster, (one) => one === node, { annotations: held });
  },
  podComes: (cluster, pick) => {
    const node = chosen(cluster.nodes, pick)?.metadata.name;
    if (node === undefined) return;
    const isNaked = pick % 3 === 0;
    const annotations = pick % 2 === 0 ? held : {};
    const options = { annotations, ...(isNaked && { owner: "" }) };
    cluster.pods.push(pod(`p${cluster.next()}`, node, options));
  },
  podIsReplaced: (cluster, pick) => {
    const gone = chosen(cluster.pods, pick);
    const fixed = cluster.nodes.find(({ metadata }) => !cluster.labelled.has(metadata.name));
    if (gone === undefined || fixed === undefined) return;
    const { name } = gone.metadata;
    const fresh = pod(name, fixed.metadata.name, { annotations: held, owner: "StatefulSet" });
    const metadata = { ...fresh.metadata, uid: `other${cluster.next()}` };
    cluster.pods = cluster.pods.map((one) => (one === gone ? { ...fresh, metadata } : one));
  },
};
