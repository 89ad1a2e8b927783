import { agentPoolOf } from "./snapshot/inventory.ts";
import type { Inventory, NapNode } from "./snapshot/inventory.ts";
import { instanceTypeLabel, zoneLabel } from "./snapshot/names.ts";
import { allowanceOf } from "./blockers/allowance.ts";
import type { Allowance } from "./blockers/allowance.ts";
import { isTrue } from "./snapshot/conditions.ts";
import { ownersOf } from "./snapshot/owners.ts";
import type { PoolOwner } from "./snapshot/owners.ts";
import { placeOf } from "./fitting/place.ts";
import { isActive, isDaemonPod, isNaked } from "./snapshot/podFacts.ts";
import { hasDisableTaint, isFrozen, isStatic, rememberedOf } from "./changes/remembered.ts";
import type { Remembered } from "./changes/remembered.ts";
import type { Node, ResourceList } from "./snapshot/kubernetesObjects.ts";
import type { NodePool } from "./snapshot/karpenterObjects.ts";
import type { AgentPoolFacts } from "./snapshot/snapshot.ts";

/** A NAP node with what runs on it, DaemonSets not counted. */
export interface LookNode {
  readonly node: string;
  readonly nodePool: string;
  readonly vmSize: string | undefined;
  readonly zone: string | undefined;
  readonly pods: number;
  /** Of these, pods that nothing starts again. */
  readonly naked: number;
}

export interface LookNodePool {
  readonly nodePool: string;
  readonly nodes: number;
  readonly limits: ResourceList | undefined;
  readonly replicas: number | undefined;
  readonly isStatic: boolean;
  readonly isFrozen: boolean;
  readonly isTainted: boolean;
  /** What its budgets allow now for reason Drifted. */
  readonly allowance: Allowance;
  /** What we changed and can take back. */
  readonly remembered: Remembered;
  readonly owners: readonly PoolOwner[];
}

export interface LookAgentPool {
  readonly pool: string;
  readonly nodes: number;
  readonly ready: number;
  readonly vmSize: string | undefined;
  readonly autoscaling: AgentPoolFacts["autoscaling"];
  /** What is free on its Ready nodes together: cores and bytes. */
  readonly freeCpu: number;
  readonly freeMemoryBytes: number;
}

/** What there is before anything is changed. */
export interface Look {
  readonly nodes: readonly LookNode[];
  readonly nodePools: readonly LookNodePool[];
  readonly agentPools: readonly LookAgentPool[];
}

function lookNode({ node, pool, pods }: NapNode): LookNode {
  const own = pods.filter((pod) => isActive(pod) && !isDaemonPod(pod));
  const { name, labels } = node.metadata;
  return {
    node: name,
    nodePool: pool,
    vmSize: labels?.[instanceTypeLabel],
    zone: labels?.[zoneLabel],
    pods: own.length,
    naked: own.filter(isNaked).length,
  };
}

function lookNodePool(pool: NodePool, inventory: Inventory): LookNodePool {
  const { name } = pool.metadata;
  return {
    nodePool: name,
    nodes: inventory.napNodes.filter((node) => node.pool === name).length,
    limits: pool.spec.limits,
    replicas: pool.spec.replicas,
    isStatic: isStatic(pool),
    isFrozen: isFrozen(pool),
    isTainted: hasDisableTaint(pool),
    allowance: allowanceOf(pool, inventory),
    remembered: rememberedOf(pool),
    owners: ownersOf(pool),
  };
}

function lookAgentPool(pool: string, nodes: readonly Node[], inventory: Inventory): LookAgentPool {
  const facts = inventory.snapshot.managedCluster?.agentPools.find(({ name }) => name === pool);
  const ready = nodes.filter((node) => isTrue(node, "Ready") && node.spec?.unschedulable !== true);
  const free = ready.map((node) => placeOf(node, { index: 0, isNap: false }, inventory).free);
  const sum = (resource: string) =>
    free.reduce((total, one) => total + Math.max(0, one[resource] ?? 0), 0);
  return {
    pool,
    nodes: facts?.count ?? nodes.length,
    ready: ready.length,
    vmSize: facts?.vmSize ?? nodes[0]?.metadata.labels?.[instanceTypeLabel],
    autoscaling: facts?.autoscaling,
    freeCpu: sum("cpu"),
    freeMemoryBytes: sum("memory"),
  };
}

/** NAP nodes with what runs on them, NodePools with what limits them, agent pools with their free room. */
export function lookOf(inventory: Inventory): Look {
  const { snapshot, napNodes, otherNodes } = inventory;
  const byPool = new Map<string, Node[]>();
  for (const { name } of snapshot.managedCluster?.agentPools ?? []) byPool.set(name, []);
  for (const node of otherNodes) {
    const pool = agentPoolOf(node);
    if (pool !== undefined) byPool.set(pool, [...(byPool.get(pool) ?? []), node]);
  }
  return {
    nodes: napNodes.map(lookNode),
    nodePools: snapshot.nodePools.map((pool) => lookNodePool(pool, inventory)),
    agentPools: [...byPool].map(([pool, nodes]) => lookAgentPool(pool, nodes, inventory)),
  };
}
