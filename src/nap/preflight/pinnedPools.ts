import type { FoundCluster, ModelObject } from "../model.ts";
import { sameText, textAt } from "./member.ts";
import { poolsOf } from "./pools.ts";

/** A pool whose cluster autoscaler may be switched off, with what it then stays at. */
export interface PinnedPool {
  readonly name: string;
  /** `stays at 3 nodes; the autoscaler keeps it between 1 and 5 now`. */
  readonly text: string;
}

/** Of the named pools of a cluster, at how many nodes each stays without its autoscaler. */
export function pinnedPools(
  cluster: FoundCluster,
  names: readonly string[],
): readonly PinnedPool[] {
  const { known } = poolsOf(cluster);
  return names.map((name) => {
    const model = known.find((pool) => sameText(pool.name, name))?.model;
    return { name, text: model === undefined ? "" : wordsOf(model) };
  });
}

function wordsOf(model: ModelObject): string {
  const [count, least, most] = ["count", "minCount", "maxCount"].map((member) => {
    const text = textAt(model, member);
    return typeof text === "string" ? text : "?";
  });
  const nodes =
    count === "?"
      ? "stays at what it has"
      : `stays at ${count} ${count === "1" ? "node" : "nodes"}`;
  return `${nodes}; the autoscaler keeps it between ${least} and ${most} now`;
}
