import type { RegionPrices } from "./prices.ts";
import { sizeIndexes } from "./sizeSet.ts";
import type { SizeSet } from "./sizeSet.ts";

/** The sizes of the lowest on-demand price. */
export interface Cheapest {
  /** Rows of the size table, ascending: Karpenter has no order among sizes of one price. */
  readonly rows: readonly number[];
  /** Dollars per hour; undefined where no price of any size is known. */
  readonly price: number | undefined;
}

/**
 * The sizes of a set that Karpenter would launch first on demand. One without a known price comes after all others
 * (provider v1.14.0 pkg/providers/pricing, MissingPrice). Undefined for an empty set.
 */
export function cheapestSizes(set: SizeSet, prices: RegionPrices): Cheapest | undefined {
  const rows = sizeIndexes(set);
  if (rows.length === 0) return undefined;
  const known = rows.flatMap((row) => priceOf(row, prices) ?? []);
  if (known.length === 0) return { rows, price: undefined };
  const price = known.reduce((lowest, one) => Math.min(lowest, one));
  return { rows: rows.filter((row) => prices[row] === price), price };
}

function priceOf(row: number, prices: RegionPrices): number | undefined {
  const price = prices[row];
  return price === undefined || Number.isNaN(price) ? undefined : price;
}
