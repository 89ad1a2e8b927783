import type { ClusterContents } from "./clusterContents.ts";
import type { KindState } from "./kindState.ts";
import type {
  AgentPoolNode,
  MessageNode,
  NodePoolNode,
  Place,
  PoolOfAzure,
  SectionName,
  SectionNode,
  TreeNode,
} from "../treeNode.ts";
import {
  kindMessages,
  loading,
  noKarpenter,
  placeId,
  unreachable,
  warning,
} from "./contentMessages.ts";
import type { PlaceProblem } from "./contentMessages.ts";

/** What is known of one expanded cluster. */
export interface PlaceContents {
  /** Undefined until the first objects have come, or for good when `problem` says why. */
  readonly contents: ClusterContents | undefined;
  /** Why the API server cannot be asked at all. */
  readonly problem?: PlaceProblem | undefined;
  /** When `contents` was read by way of Azure, ISO 8601; absent where it is followed. */
  readonly snapshotAt?: string;
  /** Fixed-size pools by Azure; undefined while unknown. */
  readonly pools: readonly PoolOfAzure[] | undefined;
  readonly poolsProblem?: string;
}

/** What stands below a cluster. Never empty. */
export function placeNodes(place: Place, known: PlaceContents | undefined): readonly TreeNode[] {
  if (known === undefined) return [loading(place, "cluster", "Reading the cluster...")];
  const { contents, problem } = known;
  const pools = agentPoolNodes(place, known);
  const fixed: readonly TreeNode[] = [
    ...(pools.length === 0 ? [] : [section(place, "agentPools", pools.length)]),
    ...(known.poolsProblem === undefined
      ? []
      : [warning(place, "pools", `Fixed-size pools: ${known.poolsProblem}`)]),
  ];
  if (problem !== undefined) return [unreachable(place, problem), ...fixed];
  if (contents === undefined)
    return [loading(place, "cluster", "Reading the cluster..."), ...fixed];
  return [...snapshotNodes(place, known), ...karpenterNodes(place, contents), ...fixed];
}

function snapshotNodes(place: Place, { snapshotAt }: PlaceContents): readonly MessageNode[] {
  if (snapshotAt === undefined) return [];
  return [
    {
      kind: "message",
      id: `${placeId(place)}:snapshot`,
      text: `As of ${snapshotAt.slice(11, 16)} UTC, by way of Azure`,
      detail: "not followed; click to read again",
      icon: "info",
      action: { command: "nap.readThroughAzure", title: "Read Again", args: [place] },
    },
  ];
}

function karpenterNodes(place: Place, contents: ClusterContents): readonly TreeNode[] {
  const { nodePools, nodeClasses, strayNodes, kinds } = contents;
  const isServed = !isAbsent(kinds.nodePools) || !isAbsent(kinds.nodeClaims);
  if (!isServed) return [noKarpenter(place)];
  return [
    ...kindMessages(place, kinds),
    section(place, "nodePools", nodePools.length),
    section(place, "nodeClasses", nodeClasses.length),
    ...(strayNodes.length === 0 ? [] : [section(place, "strayNodes", strayNodes.length)]),
  ];
}

function isAbsent(state: KindState): boolean {
  return state.phase === "failed" && state.problem.kind === "not-found";
}

/** What stands below a section, a pool or a class; messages where there is nothing. */
export function sectionNodes(
  { place, section: name }: SectionNode,
  known: PlaceContents | undefined,
): readonly TreeNode[] {
  const contents = known?.contents;
  switch (name) {
    case "agentPools":
      return known === undefined ? [] : agentPoolNodes(place, known);
    case "nodePools":
      return orEmpty(place, contents, "nodePools", (one) =>
        one.nodePools.map((pool): NodePoolNode => ({ kind: "nodePool", place, pool })),
      );
    case "nodeClasses":
      return orEmpty(place, contents, "aksNodeClasses", (one) =>
        one.nodeClasses.map((nodeClass) => ({ kind: "nodeClass", place, nodeClass })),
      );
    case "strayNodes":
      return (contents?.strayNodes ?? []).map((node) => ({ kind: "node", place, node }));
  }
}

function orEmpty(
  place: Place,
  contents: ClusterContents | undefined,
  kind: "nodePools" | "aksNodeClasses",
  nodes: (contents: ClusterContents) => readonly TreeNode[],
): readonly TreeNode[] {
  if (contents === undefined || contents.kinds[kind].phase === "loading")
    return [loading(place, kind, "Loading...")];
  const found = nodes(contents);
  if (found.length > 0) return found;
  const state = contents.kinds[kind];
  if (state.phase === "failed") return [warning(place, `${kind}:failed`, state.problem.text)];
  const what = kind === "nodePools" ? "No NodePool: pods get no new nodes" : "No AKSNodeClass";
  return [{ kind: "message", id: `${placeId(place)}:${kind}:none`, text: what, icon: "info" }];
}

/** The nodes of a NodePool. */
export function nodePoolNodes({ place, pool }: NodePoolNode): readonly TreeNode[] {
  if (pool.nodes.length > 0) return pool.nodes.map((node) => ({ kind: "node", place, node }));
  const id = `${placeId(place)}:${pool.name}:noNodes`;
  return [{ kind: "message", id, text: "No nodes at the moment", icon: "info" }];
}

/** The nodes of a fixed-size pool, as far as the cluster shows them. */
export function agentPoolMembers({ place, name, nodes }: AgentPoolNode): readonly TreeNode[] {
  if (nodes !== undefined && nodes.nodes.length > 0)
    return nodes.nodes.map((node) => ({ kind: "agentNode", place, node }));
  const id = `${placeId(place)}:${name}:noNodes`;
  return [{ kind: "message", id, text: "No node of it is visible", icon: "info" }];
}

/** Fixed-size pools by both sources, by name. */
function agentPoolNodes(place: Place, known: PlaceContents): readonly AgentPoolNode[] {
  const rows = new Map((known.contents?.agentPools ?? []).map((row) => [row.name, row]));
  const azure = new Map((known.pools ?? []).map((pool) => [pool.name, pool]));
  return [...new Set([...azure.keys(), ...rows.keys()])].sort().map((name) => ({
    kind: "agentPool",
    place,
    name,
    azure: azure.get(name),
    nodes: rows.get(name),
  }));
}

function section(place: Place, name: SectionName, count: number): SectionNode {
  return { kind: "section", place, section: name, count };
}
