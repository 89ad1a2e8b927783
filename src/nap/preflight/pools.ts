import { Unresolved } from "../model.ts";
import type { FoundCluster, ModelObject } from "../model.ts";
import { at, textAt } from "./member.ts";
import { isModelList, isModelObject } from "../model.ts";

export interface Pool {
  /** Empty where it has none. */
  readonly name: string;
  readonly model: ModelObject;
}

export interface Pools {
  readonly known: readonly Pool[];
  /** Expressions in place of pools or of the whole list. */
  readonly open: readonly string[];
  /** Whether the document has a list of pools at all. */
  readonly areStated: boolean;
}

/** The agent pools of a cluster. */
export function poolsOf({ model }: FoundCluster): Pools {
  const found = at(model, "properties.agentPoolProfiles");
  if (found === undefined) return { known: [], open: [], areStated: false };
  if (found instanceof Unresolved) return { known: [], open: [found.expression], areStated: true };
  if (!isModelList(found)) return { known: [], open: [JSON.stringify(found)], areStated: true };
  return {
    known: found.filter(isModelObject).map((pool) => ({ name: nameOf(pool), model: pool })),
    open: found.flatMap((entry) => (entry instanceof Unresolved ? [entry.expression] : [])),
    areStated: true,
  };
}

function nameOf(pool: ModelObject): string {
  const name = textAt(pool, "name");
  return name instanceof Unresolved ? name.expression : (name ?? "");
}

export interface Split {
  readonly hits: readonly Pool[];
  /** What keeps other pools from being judged. */
  readonly open: readonly string[];
}

/** The pools for which a test holds, and the expressions that leave it open for others. */
export function split(pools: Pools, test: (pool: Pool) => boolean | Unresolved): Split {
  const tested = pools.known.map((pool) => ({ pool, answer: test(pool) }));
  return {
    hits: tested.filter(({ answer }) => answer === true).map(({ pool }) => pool),
    open: [
      ...tested.flatMap(({ pool, answer }) =>
        answer instanceof Unresolved ? [`${pool.name || "a pool"}: ${answer.expression}`] : [],
      ),
      ...pools.open,
    ],
  };
}

/** `pool np1`, `pools np1, np2 and 7 more`. */
export function poolNames(pools: readonly Pool[]): string {
  const names = pools.map(({ name }) => name || "(no name)");
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `${names.length === 1 ? "pool" : "pools"} ${names.slice(0, 5).join(", ")}${more}`;
}
