import type { ClusterEvent, Node } from "../../disable/snapshot/kubernetesObjects.ts";
import type { AksNodeClass, NodeClaim, NodePool } from "../../disable/snapshot/karpenterObjects.ts";
import { nodePoolLabel } from "../../disable/snapshot/names.ts";
import { agentPoolRows } from "./agentPoolRow.ts";
import type { AgentPoolRow } from "./agentPoolRow.ts";
import { eventRow, isOfKarpenter } from "./eventRow.ts";
import type { EventRow } from "./eventRow.ts";
import type { KindState } from "./kindState.ts";
import { nodeClassRow } from "./nodeClassRow.ts";
import type { NodeClassRow } from "./nodeClassRow.ts";
import { nodePoolRow } from "./nodePoolRow.ts";
import type { NodePoolRow } from "./nodePoolRow.ts";
import { nodeRow } from "./nodeRow.ts";
import type { NodeRow } from "./nodeRow.ts";

/** The kinds that a cluster in the tree follows. */
export type ContentKind = "nodePools" | "nodeClaims" | "aksNodeClasses" | "nodes" | "events";

/** What an expanded cluster shows. */
export interface ClusterContents {
  /** By name. */
  readonly nodePools: readonly NodePoolRow[];
  /** Claims and nodes of Karpenter whose NodePool is not there (any more). */
  readonly strayNodes: readonly NodeRow[];
  /** By name. */
  readonly nodeClasses: readonly NodeClassRow[];
  /** By name. */
  readonly agentPools: readonly AgentPoolRow[];
  /** Those of Karpenter about NodePools, NodeClaims, AKSNodeClasses and Nodes, newest first. */
  readonly events: readonly EventRow[];
  /** How far each kind is known, and why not further. */
  readonly kinds: Readonly<Record<ContentKind, KindState>>;
}

/** The objects that it is made of. */
export interface ContentObjects {
  readonly nodePools: readonly NodePool[];
  readonly nodeClaims: readonly NodeClaim[];
  readonly aksNodeClasses: readonly AksNodeClass[];
  readonly nodes: readonly Node[];
  readonly events: readonly ClusterEvent[];
}

/** The rows of a cluster's objects. */
export function clusterContents(
  objects: ContentObjects,
  kinds: ClusterContents["kinds"],
  nowMs: number,
): ClusterContents {
  const rows = nodeRows(objects.nodeClaims, objects.nodes);
  const byPool = groupedByPool(rows);
  const pools = sortedByName(objects.nodePools, ({ metadata }) => metadata.name);
  const names = new Set(pools.map(({ metadata }) => metadata.name));
  const nodePools = pools.map((pool) =>
    nodePoolRow(pool, byPool.get(pool.metadata.name) ?? [], nowMs),
  );
  return {
    nodePools,
    strayNodes: rows.filter(({ nodePool }) => !names.has(nodePool)),
    nodeClasses: sortedByName(objects.aksNodeClasses, ({ metadata }) => metadata.name).map((one) =>
      nodeClassRow(
        one,
        nodePools.filter((pool) => pool.nodeClass === one.metadata.name).map(({ name }) => name),
      ),
    ),
    agentPools: agentPoolRows(objects.nodes),
    events: eventRows(objects.events),
    kinds,
  };
}

interface KeptRow {
  readonly node: Node | undefined;
  readonly row: NodeRow;
}

/** Rows by claim or node: objects never change, new ones take their place. */
const kept = new WeakMap<object, KeptRow>();

function keptRow(claim: NodeClaim | undefined, node: Node | undefined): NodeRow {
  const key = claim ?? node ?? {};
  const known = kept.get(key);
  if (known !== undefined && known.node === node) return known.row;
  const row = nodeRow({ claim, node });
  kept.set(key, { node, row });
  return row;
}

/** Every claim with its node, and the nodes of Karpenter that have no claim; in the order of their names. */
function nodeRows(claims: readonly NodeClaim[], nodes: readonly Node[]): readonly NodeRow[] {
  const byName = new Map(nodes.map((node) => [node.metadata.name, node]));
  const byProvider = new Map(nodes.map((node) => [node.spec?.providerID ?? "", node]));
  const taken = new Set<Node>();
  const rows = claims.map((claim) => {
    const { nodeName, providerID } = claim.status ?? {};
    const node =
      byName.get(nodeName ?? "") ?? (providerID ? byProvider.get(providerID) : undefined);
    if (node !== undefined) taken.add(node);
    return keptRow(claim, node);
  });
  for (const node of nodes) {
    const isOurs = nodePoolLabel in (node.metadata.labels ?? {});
    if (isOurs && !taken.has(node)) rows.push(keptRow(undefined, node));
  }
  return sortedByName(rows, ({ name }) => name);
}

function groupedByPool(rows: readonly NodeRow[]): ReadonlyMap<string, readonly NodeRow[]> {
  const groups = new Map<string, NodeRow[]>();
  for (const row of rows) {
    const group = groups.get(row.nodePool);
    if (group === undefined) groups.set(row.nodePool, [row]);
    else group.push(row);
  }
  return groups;
}

function eventRows(events: readonly ClusterEvent[]): readonly EventRow[] {
  return events
    .filter(isOfKarpenter)
    .map(eventRow)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function sortedByName<T>(items: readonly T[], name: (item: T) => string): readonly T[] {
  return [...items].sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
}
