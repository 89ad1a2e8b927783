import type { RegionPrices } from "./prices.ts";
import { sizeIndexes } from "./sizeSet.ts";
import type { SizeSet } from "./sizeSet.ts";
import type { SizeRow, SizeTable } from "./sizes.ts";

export interface PricedRow {
  readonly row: SizeRow;
  /** Dollars per hour, Linux on demand; `undefined` = unknown. */
  readonly price: number | undefined;
}

/**
 * Sizes in the order in which Karpenter prefers them: by price, then by name; without known price last, as the
 * provider gives them and sizes it does not know a penalty price. Spot prices are not known here.
 * Source: provider v1.14.0 pkg/providers/pricing/pricing.go (MissingPrice), instancetypes.go (createOfferings).
 */
export function byPrice(
  table: SizeTable,
  sizes: SizeSet,
  prices: RegionPrices | undefined,
): PricedRow[] {
  const priced = sizeIndexes(sizes).flatMap((index): PricedRow[] => {
    const row = table.rows[index];
    const price = row?.known === true ? prices?.[index] : undefined;
    return row === undefined
      ? []
      : [{ row, price: price === undefined || Number.isNaN(price) ? undefined : price }];
  });
  const rank = ({ price }: PricedRow) => price ?? Number.MAX_VALUE;
  return priced.sort((a, b) => rank(a) - rank(b) || (a.row.name < b.row.name ? -1 : 1));
}
