import { nodeOfEmptyPool } from "./emptyPools.ts";
import { maxPodsLike, zonesLike } from "./likeNode.ts";
import { agentPoolOf } from "../snapshot/inventory.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import {
  agentPoolLabels,
  hostnameLabel,
  instanceTypeLabel,
  isOurTaint,
  zoneLabel,
} from "../snapshot/names.ts";
import { amountsOf } from "../snapshot/podResources.ts";
import type { Amounts } from "../snapshot/podResources.ts";
import { daemonRequests } from "../fitting/place.ts";
import type { Node, Taint } from "../snapshot/kubernetesObjects.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";
import type { AgentPoolFacts } from "../snapshot/snapshot.ts";

/** What one more node of a fixed pool would be like. */
export interface PoolTemplate {
  readonly pool: string;
  /** Whether the pool has to be added. */
  readonly isNew: boolean;
  readonly vmSize: string | undefined;
  readonly mode: "System" | "User";
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** Zones by the names that nodes carry (`westeurope-1`); `[undefined]` for a pool without zones. */
  readonly zones: readonly (string | undefined)[];
  readonly allocatable: Amounts;
  /** What is left for pods once the DaemonSets run. */
  readonly free: Amounts;
  readonly autoscaling: AgentPoolFacts["autoscaling"];
  /** Of a new pool: how many pods a node of it may run, where that has to be asked for. */
  readonly maxPods?: number | undefined;
}

/** Labels that only one node has, and those that a new pool gets from Azure rather than from us. */
const ownLabels = new Set<string>([hostnameLabel, zoneLabel, "topology.disk.csi.azure.com/zone"]);

/** Taints that come and go with a node's health. */
function isPassing({ key }: Taint): boolean {
  return (
    key.startsWith("node.kubernetes.io/") || key.startsWith("node.cloudprovider.kubernetes.io/")
  );
}

function without(labels: Readonly<Record<string, string>>, isDropped: (key: string) => boolean) {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !isDropped(key)));
}

function freeOf(
  inventory: Inventory,
  template: Pick<PoolTemplate, "labels" | "taints" | "allocatable">,
): Amounts {
  const { labels, taints, allocatable } = template;
  const taken = daemonRequests(inventory.snapshot.daemonSets, { name: "", labels, taints });
  const free = Object.entries(allocatable).map(
    ([name, amount]) => [name, amount - (taken[name] ?? 0)] as const,
  );
  return Object.fromEntries(free);
}

function zonesOfPool(
  nodes: readonly Node[],
  facts: AgentPoolFacts | undefined,
): readonly (string | undefined)[] {
  const seen = new Set(nodes.map(({ metadata }) => metadata.labels?.[zoneLabel]));
  const region = [...seen].map((zone) => /^(.+)-\d$/.exec(zone ?? "")?.[1]).find(Boolean);
  if (facts?.zones && facts.zones.length > 0 && region)
    return facts.zones.map((zone) => `${region}-${zone}`);
  const zonal = [...seen].filter((zone) => zone?.includes("-"));
  return zonal.length > 0 ? zonal.sort() : [undefined];
}

/**
 * Whether the pool grows by its number of nodes: one of single machines (type VirtualMachines) is scaled size by size,
 * gateways take no pods, and managed system pools are Azure's own.
 */
function isUsable(facts: AgentPoolFacts | undefined): boolean {
  const { type = "", mode = "User" } = facts ?? {};
  return (
    type !== "VirtualMachines" &&
    ["System", "User"].includes(mode) &&
    facts?.priority !== "Spot" &&
    facts?.osType !== "Windows" &&
    facts?.powerState !== "Stopped"
  );
}

/** Nodes of each agent pool; of one that has none, where that can be told, the one that it would make. */
function nodesByPool({ otherNodes, snapshot }: Inventory): ReadonlyMap<string, readonly Node[]> {
  const byPool = new Map<string, Node[]>();
  for (const node of otherNodes) {
    const pool = agentPoolOf(node);
    if (pool !== undefined) byPool.set(pool, [...(byPool.get(pool) ?? []), node]);
  }
  for (const pool of snapshot.managedCluster?.agentPools ?? []) {
    const node = byPool.has(pool.name) ? undefined : nodeOfEmptyPool(pool, snapshot.nodes);
    if (node !== undefined) byPool.set(pool.name, [node]);
  }
  return byPool;
}

/** Templates of the pools that are there. */
export function existingTemplates(inventory: Inventory): readonly PoolTemplate[] {
  const byPool = nodesByPool(inventory);
  const facts = new Map(
    inventory.snapshot.managedCluster?.agentPools.map((pool) => [pool.name, pool]),
  );
  return [...byPool].flatMap(([pool, nodes]) => {
    const [node] = nodes;
    const fact = facts.get(pool);
    if (node === undefined || !isUsable(fact)) return [];
    const all = node.metadata.labels ?? {};
    const labels = without(all, (key) => ownLabels.has(key));
    const taints = (node.spec?.taints ?? []).filter((taint) => !isPassing(taint));
    const allocatable = amountsOf(node.status?.allocatable);
    const mode =
      fact?.mode === "System" || labels["kubernetes.azure.com/mode"] === "system"
        ? "System"
        : "User";
    const zones = zonesOfPool(nodes, fact);
    const vmSize = fact?.vmSize ?? all[instanceTypeLabel];
    const form = { labels, taints, allocatable };
    return [
      {
        pool,
        isNew: false,
        vmSize,
        mode,
        zones,
        ...form,
        free: freeOf(inventory, form),
        autoscaling: fact?.autoscaling,
      },
    ];
  });
}

/** Labels that Azure or Kubernetes sets on nodes of any pool of the size; the others have to be asked for. */
const givenLabels =
  /^(kubernetes\.io\/(os|arch)|node\.kubernetes\.io\/instance-type|topology\.kubernetes\.io\/region)$/;
/** Labels that an agent pool's node never carries and that nobody may set. */
const karpenterLabels = /(^|\.)karpenter\.(sh|azure\.com)\//;
const reservedLabels = /(^|\.)(kubernetes\.io|k8s\.io|kubernetes\.azure\.com)\//;

/** A name Azure takes for an agent pool: at most twelve small letters and digits, a letter first. */
export function agentPoolName(nodePool: string, taken: ReadonlySet<string>): string {
  const base = `n${nodePool.toLowerCase().replace(/[^a-z0-9]/g, "")}`.slice(0, 10);
  const free = ["", ...Array.from({ length: 99 }, (_, index) => String(index + 2))];
  return free.map((end) => base + end).find((name) => !taken.has(name)) ?? base;
}

/**
 * A pool that takes over from a NodePool: nodes of the size of one that it has now, with its labels as far as an agent
 * pool may have them, and with its taints.
 */
export function templateLike(
  { node, nodePool, name }: { node: Node; nodePool: NodePool | undefined; name: string },
  inventory: Inventory,
): PoolTemplate {
  const all = node.metadata.labels ?? {};
  const asked = without(
    all,
    (key) =>
      ownLabels.has(key) ||
      karpenterLabels.test(key) ||
      reservedLabels.test(key) ||
      agentPoolLabels.some((label) => label === key),
  );
  const given = without(all, (key) => !givenLabels.test(key));
  const labels = { ...given, ...asked, [agentPoolLabels[0]]: name };
  const taints = (nodePool?.spec.template.spec.taints ?? []).filter((taint) => !isOurTaint(taint));
  const allocatable = amountsOf(node.status?.allocatable);
  const zones = zonesLike(all[zoneLabel], nodePool);
  const form = { labels, taints, allocatable };
  return {
    pool: name,
    isNew: true,
    vmSize: all[instanceTypeLabel],
    mode: "User",
    zones,
    ...form,
    free: freeOf(inventory, form),
    autoscaling: undefined,
    maxPods: maxPodsLike(allocatable, inventory),
  };
}

/** The labels of a new pool that Azure has to be asked for. */
export function askedLabels({ labels }: PoolTemplate): Readonly<Record<string, string>> {
  return without(labels, (key) => givenLabels.test(key) || key === agentPoolLabels[0]);
}
