import { Unresolved, type FoundCluster, type ModelObject, type ModelValue } from "../model.ts";
import { UnresolvedItems } from "./expression/modelValue.ts";
import { isModelObject } from "../model.ts";
import { withOrigin, type Origins } from "./expression/origins.ts";
import { mostResources, type TemplateCluster, type TemplateContent } from "./readTemplate.ts";
import type { TemplatePool } from "./templatePool.ts";

/**
 * The clusters of a template as they will be: pools that are resources of their own among their `agentPoolProfiles`,
 * clusters whose condition is false left out where others remain.
 */
export function mergePools(
  { clusters, pools, resources }: TemplateContent,
  origins: Origins,
): FoundCluster[] {
  const unread =
    resources > mostResources ? [new UnresolvedItems("more resources than Azure deploys")] : [];
  const deployed = clusters.filter(({ isDeployed }) => isDeployed);
  const kept = deployed.length > 0 ? deployed : clusters;
  return kept.map(({ isDeployed, pools: own, ...cluster }) => {
    const added = [...own, ...poolsOf(cluster, pools, kept), ...unread];
    const isAlone = kept.length === 1 || !isDeployed;
    return added.length === 0 && isAlone ? cluster : withPools(cluster, added, origins);
  });
}

/** The pools of a cluster; a pool that may be this cluster's or another's stands for some that nobody knows. */
function poolsOf(
  cluster: FoundCluster,
  pools: readonly TemplatePool[],
  all: readonly TemplateCluster[],
): ModelValue[] {
  return pools.flatMap((pool): ModelValue[] => {
    const possible = all.filter((other) => !areOtherNames(pool, other));
    if (!possible.some(({ pointer, name }) => pointer === cluster.pointer && name === cluster.name))
      return [];
    if (all.length === 1) return [pool.profile];
    const told = possible.filter((other) => isToldBy(pool, other));
    if (told.length === 0) return [possibly(pool)];
    return told.some(({ name }) => name === cluster.name) ? [pool.profile] : [];
  });
}

function possibly({ cluster, profile }: TemplatePool): UnresolvedItems {
  if (profile instanceof UnresolvedItems) return profile;
  return new UnresolvedItems(cluster, isModelObject(profile) ? profile : undefined);
}

/** Whether a pool is for certain not of that cluster. */
export function areOtherNames(pool: TemplatePool, cluster: FoundCluster): boolean {
  const areKnown = isName(pool.cluster) && isName(cluster.name);
  return areKnown && pool.cluster.toLowerCase() !== cluster.name.toLowerCase();
}

/** Whether a pool's name is that of the cluster, or an expression that begins as the cluster's or holds it. */
function isToldBy(pool: TemplatePool, cluster: FoundCluster): boolean {
  if (isName(pool.cluster) && isName(cluster.name)) return true;
  const inner = cluster.name.slice(1, -1).trim();
  const beginning = inner.replace(/\)$/, "");
  return (
    inner !== "" && (pool.cluster.includes(inner) || pool.cluster.startsWith(`[${beginning},`))
  );
}

/** A name that is known: not empty, not an expression, not a placeholder. */
function isName(text: string): boolean {
  return /^[\w-]+$/.test(text);
}

function withPools(
  cluster: FoundCluster,
  added: readonly ModelValue[],
  origins: Origins,
): FoundCluster {
  if (added.length === 0) return cluster;
  const properties = cluster.model.properties ?? {};
  if (!isModelObject(properties)) return cluster;
  const profiles = properties.agentPoolProfiles ?? [];
  const own = Array.isArray(profiles)
    ? (profiles as readonly ModelValue[])
    : profiles instanceof Unresolved
      ? [new UnresolvedItems(profiles.expression)]
      : [];
  const all = [...own.filter((pool) => !added.some((other) => isSamePool(pool, other))), ...added];
  const merged: ModelObject = { ...properties, agentPoolProfiles: all };
  const model: ModelObject = { ...cluster.model, properties: merged };
  withOrigin(origins, merged, origins.get(properties));
  return { ...cluster, model: withOrigin(origins, model, origins.get(cluster.model)) };
}

function isSamePool(left: ModelValue, right: ModelValue): boolean {
  if (!isModelObject(left) || !isModelObject(right)) return false;
  return typeof left.name === "string" && left.name === right.name;
}
