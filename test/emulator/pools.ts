import { createHash } from "node:crypto";
import { asObjects, at, withAt, type JsonObject } from "./json.ts";

/** The pools of a stored cluster. */
export function poolsOf(cluster: JsonObject): readonly JsonObject[] {
  return asObjects(at(cluster, "properties", "agentPoolProfiles"));
}

/** A copy of a cluster with other pools. */
export function withPools(
  cluster: JsonObject,
  change: (pools: readonly JsonObject[]) => readonly JsonObject[],
): JsonObject {
  return withAt(cluster, ["properties", "agentPoolProfiles"], change(poolsOf(cluster)));
}

/** A guid that depends on a seed alone. */
export function guidOf(seed: string): string {
  const hex = createHash("sha256").update(seed).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/**
 * Other eTags: a change of the cluster renews its own and those of all pools, a change of one pool only that
 * pool's (AKS documentation, use-etags).
 */
export function withNewETags(
  cluster: JsonObject,
  pool: string | undefined,
  seed: string,
): JsonObject {
  const changed = withPools(cluster, (pools) =>
    pools.map((known) =>
      pool === undefined || known.name === pool
        ? { ...known, eTag: guidOf(`${seed}/${JSON.stringify(known.name)}`) }
        : known,
    ),
  );
  return pool === undefined ? { ...changed, eTag: guidOf(seed) } : changed;
}
