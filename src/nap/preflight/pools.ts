import { Unresolved } from "../model.ts";
import type { FoundCluster, ModelObject } from "../model.ts";
import { listed } from "../listed.ts";
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
  /** For each of these expressions the pool that there may be, where that much is known. */
  readonly possible: readonly (Pool | undefined)[];
  /** Whether the document has a list of pools at all. */
  readonly areStated: boolean;
}

/** The agent pools of a cluster. */
export function poolsOf({ model }: FoundCluster): Pools {
  const found = at(model, "properties.agentPoolProfiles");
  if (found === undefined) return { ...none, areStated: false };
  if (found instanceof Unresolved) return { ...none, open: [found.expression] };
  if (!isModelList(found)) return { ...none, open: [JSON.stringify(found)] };
  const open = found.filter((entry) => entry instanceof Unresolved);
  return {
    known: found.filter(isModelObject).map(poolOf),
    open: open.map(({ expression }) => expression),
    possible: open.map(({ possible }) => possible && poolOf(possible)),
    areStated: true,
  };
}

const none: Pools = { known: [], open: [], possible: [], areStated: true };

function poolOf(model: ModelObject): Pool {
  return { name: nameOf(model), model };
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
      ...pools.open.filter((_, index) => mayHit(pools.possible[index], test)),
    ],
  };
}

function mayHit(possible: Pool | undefined, test: (pool: Pool) => boolean | Unresolved): boolean {
  return possible === undefined || test(possible) !== false;
}

/** `pool np1`, `pools np1, np2 and 7 more`. */
export function poolNames(pools: readonly Pool[]): string {
  return poolsText(pools.map(({ name }) => name || "(no name)"));
}

/** The same of names. */
export function poolsText(names: readonly string[]): string {
  return `${names.length === 1 ? "pool" : "pools"} ${listed(names)}`;
}
