import { agentPoolOf } from "./inventory.ts";
import { askedLabels } from "./poolTemplates.ts";
import type { Change } from "./change.ts";
import type { RoomNeed } from "./roomForecast.ts";
import type { Inventory } from "./inventory.ts";
import type { Node } from "./kubernetesObjects.ts";

/** The zone as Azure numbers it: `westeurope-2` is `2`. */
function zoneNumber(zone: string | undefined): readonly string[] {
  const number = /-(\d)$/.exec(zone ?? "")?.[1];
  return number === undefined ? [] : [number];
}

/**
 * By how many nodes a pool has to grow so that each zone gets what it needs: Azure spreads new nodes over the zones
 * itself, so that as many are added in every zone as the neediest one lacks.
 */
function growth({ template, nodes, byZone }: RoomNeed): number {
  const needs = Object.values(byZone);
  const isSpread = needs.length <= 1 || Math.max(...needs) - Math.min(...needs) <= 1;
  const covered = template.zones.length > 1 && needs.length === template.zones.length;
  if (template.zones.length <= 1 || (isSpread && covered)) return nodes;
  return Math.max(...needs) * template.zones.length;
}

function changeFor(need: RoomNeed, { snapshot, otherNodes }: Inventory): Change | undefined {
  const { template } = need;
  const { pool, zones, vmSize, mode, autoscaling } = template;
  const by = growth(need);
  if (template.isNew) {
    if (vmSize === undefined) return undefined;
    const labels = askedLabels(template);
    const numbers = zones.flatMap(zoneNumber);
    return {
      do: "addAgentPool",
      pool: {
        ...{ name: pool, count: by, vmSize, mode },
        ...(numbers.length > 0 && { zones: numbers }),
        ...(Object.keys(labels).length > 0 && { labels }),
        ...(template.taints.length > 0 && { taints: template.taints }),
      },
    };
  }
  const facts = snapshot.managedCluster?.agentPools.find(({ name }) => name === pool);
  const from = facts?.count ?? otherNodes.filter((node) => agentPoolOf(node) === pool).length;
  const to = from + by;
  if (autoscaling === undefined) return { do: "scaleAgentPool", pool, from, to };
  const { minCount, maxCount } = autoscaling;
  return {
    do: "raiseAutoscaler",
    pool,
    minCount: { from: minCount, to },
    maxCount: { from: maxCount, to: Math.max(maxCount, to) },
  };
}

/** How the fixed pools get the room that is missing: existing pools grow, and new ones take what no pool can. */
export function roomChanges(needs: readonly RoomNeed[], inventory: Inventory): readonly Change[] {
  return needs.flatMap((need) => changeFor(need, inventory) ?? []);
}

/** So long a new node may take; one that is not Ready after it is broken and is not waited for. */
const startMs = 15 * 60_000;

/** Nodes that Azure has been asked for and that are not Ready in the cluster yet, by agent pool. */
export function growingPools(inventory: Inventory): ReadonlyMap<string, number> {
  const { snapshot, otherNodes, nowMs } = inventory;
  const isSettled = ({ metadata, status }: Node) =>
    status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ===
      true || nowMs - Date.parse(metadata.creationTimestamp ?? snapshot.takenAt) > startMs;
  const settled = (pool: string) =>
    otherNodes.filter((node) => agentPoolOf(node) === pool && isSettled(node)).length;
  const pools = snapshot.managedCluster?.agentPools ?? [];
  const missing = pools
    .filter(({ powerState }) => powerState !== "Stopped")
    .map(({ name, count }) => [name, count - settled(name)] as const);
  return new Map(missing.filter(([, count]) => count > 0));
}
