import { agentPoolOf } from "../snapshot/inventory.ts";
import { countText } from "../countText.ts";
import { askedLabels } from "./poolTemplates.ts";
import type { Change } from "../changes/change.ts";
import type { RoomNeed } from "./roomForecast.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import type { Node } from "../snapshot/kubernetesObjects.ts";
import type { AgentPoolFacts } from "../snapshot/snapshot.ts";

/** The zone as Azure numbers it: `westeurope-2` is `2`. */
function zoneNumber(zone: string | undefined): readonly string[] {
  const number = /-(\d)$/.exec(zone ?? "")?.[1];
  return number === undefined ? [] : [number];
}

/**
 * By how many nodes a pool has to grow. Azure spreads new nodes over the zones of a pool itself: where the zone matters,
 * an existing pool gets in every zone as many as the neediest one lacks. A new pool is made in the zones that lack nodes.
 */
export function nodesToAdd({ template, nodes, byZone, isZonal }: RoomNeed): number {
  const needs = Object.values(byZone);
  if (!isZonal || template.zones.length <= 1 || needs.length === 0) return nodes;
  const isEven = Math.max(...needs) - Math.min(...needs) <= 1;
  const zones = template.isNew ? needs.length : template.zones.length;
  return isEven && needs.length === zones ? nodes : Math.max(...needs) * zones;
}

/** The zones of a new pool: all of the region unless the pods are bound to some. */
function zonesOfNew({ template, byZone, isZonal }: RoomNeed): readonly string[] {
  const zones = isZonal ? Object.keys(byZone).sort() : template.zones;
  return zones.flatMap(zoneNumber);
}

function changeFor(need: RoomNeed, { snapshot, otherNodes }: Inventory): Change | undefined {
  const { template } = need;
  const { pool, vmSize, mode, autoscaling } = template;
  const by = nodesToAdd(need);
  if (template.isNew) {
    if (vmSize === undefined) return undefined;
    const labels = askedLabels(template);
    const numbers = zonesOfNew(need);
    return {
      do: "addAgentPool",
      pool: {
        ...{ name: pool, count: by, vmSize, mode },
        ...(numbers.length > 0 && { zones: numbers }),
        ...(Object.keys(labels).length > 0 && { labels }),
        ...(template.taints.length > 0 && { taints: template.taints }),
        ...(template.maxPods !== undefined && { maxPods: template.maxPods }),
      },
    };
  }
  const facts = snapshot.managedCluster?.agentPools.find(({ name }) => name === pool);
  const present = otherNodes.filter((node) => agentPoolOf(node) === pool).length;
  const from = facts?.count ?? present;
  // The nodes that a failed operation has not made are still counted by Azure.
  const to = facts !== undefined && hasFailed(facts) ? Math.max(from + 1, present + by) : from + by;
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

/** Whether Azure has given up the last operation on a pool: the nodes that are missing do not come by themselves. */
function hasFailed({ provisioningState }: AgentPoolFacts): boolean {
  return /^(failed|canceled)$/i.test(provisioningState ?? "");
}

/** Pools that Azure is at work on: it refuses another change of them until it is done, even when all nodes are Ready. */
export function busyPools({ snapshot }: Inventory): readonly AgentPoolFacts[] {
  return (snapshot.managedCluster?.agentPools ?? []).filter(
    (pool) => !hasFailed(pool) && !/^(succeeded|)$/i.test(pool.provisioningState ?? ""),
  );
}

/** Pools whose last operation Azure has given up, with the nodes that it did not make, in sentences. */
export function failedPoolNotes({ snapshot, otherNodes }: Inventory): readonly string[] {
  const failed = (snapshot.managedCluster?.agentPools ?? []).filter(hasFailed);
  return failed.flatMap(({ name, count, provisioningState }) => {
    const present = otherNodes.filter((node) => agentPoolOf(node) === name).length;
    if (present >= count) return [];
    return `Agent pool ${name}: Azure's last operation ended as ${provisioningState ?? ""}, ${present} of ${countText(count, "node")} are there.`;
  });
}

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
    .filter((pool) => pool.powerState !== "Stopped" && !hasFailed(pool))
    .map(({ name, count }) => [name, count - settled(name)] as const);
  return new Map(missing.filter(([, count]) => count > 0));
}
