import type { SizeTable } from "./sizes.ts";

/**
 * Shape of data/prices.json. A region is the list of its sizes in the order of the size table, parted by commas:
 * empty = no price known, else the difference in millionths of a dollar to what the previous priced size of the
 * same series lets expect (see `expectedPrice`); the first size of a series has its whole price.
 */
export interface PricesJson {
  readonly source: readonly string[];
  /** When the prices were collected, ISO 8601. */
  readonly date: string;
  readonly unit: "USD/hour";
  readonly regions: Readonly<Record<string, string>>;
}

/** Price of each row of the size table in dollars per hour (Linux, on demand); NaN = unknown. */
export type RegionPrices = Float64Array;

/** A priced size, as much as the next one of its series needs of it. */
export interface PricedSize {
  /** Millionths of a dollar per hour. */
  readonly micros: number;
  readonly cpus: number;
}

/** Prices of a series grow with its vCPUs and are mostly whole thousandths of a dollar. In millionths. */
export function expectedPrice(before: PricedSize | undefined, cpus: number): number {
  if (before === undefined) return 0;
  return Math.round((before.micros * cpus) / before.cpus / 1000) * 1000;
}

/** Prices of one region, or `undefined` when the data has none for it. */
export function pricesOf(
  json: PricesJson,
  table: SizeTable,
  region: string,
): RegionPrices | undefined {
  const cells = json.regions[region]?.split(",");
  if (cells === undefined) return undefined;
  const prices = new Float64Array(table.rows.length).fill(Number.NaN);
  const lastOfSeries = new Map<string, PricedSize>();
  for (const [index, { cpus, parts, name }] of table.rows.entries()) {
    const cell = cells[index] ?? "";
    if (cell === "") continue;
    const series = parts?.series ?? name;
    const micros = expectedPrice(lastOfSeries.get(series), cpus) + Number(cell);
    lastOfSeries.set(series, { micros, cpus });
    prices[index] = micros / 1e6;
  }
  return prices;
}
