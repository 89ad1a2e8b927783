/**
 * Writes data/sizes.json and data/prices.json. Run by hand with Node 24:
 *
 *   node scripts/sizes.ts SIZES PRICES LOCATIONS
 *
 * SIZES: array of capability rows (see `InputRow`), collected from the sources named in data/sizes.json.
 * PRICES: `{date, skus: [name], prices: {region: [USD per hour | null]}}`.
 * LOCATIONS: answer of Azure's "list locations" API, as in pkg/fake/locations.json of the Azure provider.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { expectedPrice } from "../src/karpenter/prices.ts";
import type { PricedSize, PricesJson } from "../src/karpenter/prices.ts";
import { bareSizeName, parseSizeName } from "../src/karpenter/sizeName.ts";
import type { SizesJson } from "../src/karpenter/sizes.ts";

interface InputRow {
  readonly name: string;
  readonly known?: false;
  readonly src?: "api-history" | "docs";
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly arch: "amd64" | "arm64";
  readonly gpuCount?: number | null;
  readonly gpuManufacturer?: "nvidia" | "amd";
  /** Operating systems of the GPU registry. */
  readonly gpuManaged?: readonly string[];
  readonly premium: boolean;
  readonly accelNet: boolean;
  readonly ephemeralOsMaxGB: number | null;
  readonly ephemeralOsPlacement?: string;
  readonly spot: boolean | null;
  readonly gens: readonly number[] | null;
  readonly trustedLaunch: boolean | null;
  readonly encryptionAtHost: boolean | null;
}

interface InputPrices {
  readonly date: string;
  readonly skus: readonly string[];
  readonly prices: Readonly<Record<string, readonly (number | null)[]>>;
}

interface Location {
  readonly name: string;
  readonly metadata: { readonly regionType: string };
  readonly availabilityZoneMappings?: readonly unknown[];
}

const capabilitySource =
  "Capabilities: Azure Resource SKUs API as published in flexera-public/policy_templates (MIT), 2026-08-17, and Azure documentation";
const providerSource =
  "Known sizes, GPU registry, regions, prices: Azure/karpenter-provider-azure v1.14.0 (Apache-2.0)";

const flags: readonly (readonly [string, (row: InputRow) => boolean])[] = [
  ["extra", (row) => row.known === false],
  ["history", (row) => row.src === "api-history" && row.known === false],
  ["docs", (row) => row.src === "docs"],
  ["arm64", (row) => row.arch === "arm64"],
  ["premium", (row) => row.premium],
  ["acceleratedNetworking", (row) => row.accelNet],
  ["gen1", (row) => row.gens?.includes(1) === true],
  ["gen2", (row) => row.gens?.includes(2) === true],
  ["spot", (row) => row.spot === true],
  ["spot?", (row) => row.spot === null],
  ["trustedLaunch", (row) => row.trustedLaunch === true],
  ["trustedLaunch?", (row) => row.trustedLaunch === null],
  ["encryptionAtHost", (row) => row.encryptionAtHost === true],
  ["encryptionAtHost?", (row) => row.encryptionAtHost === null],
  ["nvme", (row) => row.ephemeralOsPlacement === "nvme"],
  ["cache", (row) => row.ephemeralOsPlacement === "cache"],
  ["resource", (row) => row.ephemeralOsPlacement === "resource"],
  ["nvidia", (row) => row.gpuManufacturer === "nvidia"],
  ["amd", (row) => row.gpuManufacturer === "amd"],
  ["gpuUbuntu", (row) => row.gpuManaged?.includes("ubuntu") === true],
  ["gpuAzureLinux", (row) => row.gpuManaged?.some((os) => os.startsWith("azurelinux")) === true],
];

function seriesOf(name: string): string {
  return parseSizeName(name)?.series ?? name;
}

/** Name without `Standard_` as template and vCPUs: `["M#ms", "8-2"]`. */
function templateOf(name: string): [string, string] {
  const bare = name.startsWith("Basic_") ? name : bareSizeName(name);
  const count = /[0-9]+(?:-[0-9]+)?/.exec(bare)?.[0] ?? "";
  return [bare.replace(count, "#"), count];
}

function bySeries(a: InputRow, b: InputRow): number {
  const [[left], [right]] = [templateOf(a.name), templateOf(b.name)];
  if (left !== right) return left < right ? -1 : 1;
  return a.cpus - b.cpus || (a.name < b.name ? -1 : 1);
}

function namesOf(rows: readonly InputRow[]): Record<string, string> {
  const counts: Record<string, string[]> = {};
  for (const [template, count] of rows.map(({ name }) => templateOf(name))) {
    (counts[template] ??= []).push(count);
  }
  return Object.fromEntries(
    Object.entries(counts).map(([template, all]) => [template, all.join(" ")]),
  );
}

function bitsOf(row: InputRow): number {
  return flags.reduce((bits, [, holds], bit) => bits | (holds(row) ? 1 << bit : 0), 0);
}

function zonesOf(locations: readonly Location[], priced: readonly string[]) {
  const zones = new Map<string, number | null>(priced.map((region) => [region, null]));
  for (const { name, metadata, availabilityZoneMappings = [] } of locations) {
    if (metadata.regionType === "Physical") zones.set(name, availabilityZoneMappings.length);
  }
  return Object.fromEntries([...zones].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function gpuCounts(rows: readonly InputRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [index, { gpuCount }] of rows.entries()) {
    if (gpuCount !== undefined && gpuCount !== 0) counts[index] = gpuCount ?? -1;
  }
  return counts;
}

function sizesJson(rows: readonly InputRow[], regions: SizesJson["regions"]): SizesJson {
  return {
    source: [capabilitySource, providerSource],
    date: "2026-08-17",
    regions,
    flags: flags.map(([name]) => name),
    names: namesOf(rows),
    cpus: rows.map((row) => row.cpus),
    memoryGiB: rows.map((row) => row.memoryGiB),
    ephemeralOsMaxGB: rows.map((row) => row.ephemeralOsMaxGB ?? -1),
    gpuCount: gpuCounts(rows),
    bits: rows.map(bitsOf),
  };
}

/** Zero stands in the source for sizes whose price it lacks, so it is as unknown as `null`. */
function priceCells(
  rows: readonly InputRow[],
  priceOf: ReadonlyMap<string, number | null>,
): string {
  const lastOfSeries = new Map<string, PricedSize>();
  const cells = rows.map(({ name, cpus }) => {
    const price = priceOf.get(name) ?? 0;
    if (price === 0) return "";
    const series = seriesOf(name);
    const micros = Math.round(price * 1e6);
    const cell = micros - expectedPrice(lastOfSeries.get(series), cpus);
    lastOfSeries.set(series, { micros, cpus });
    return String(cell);
  });
  return cells.join(",");
}

function pricesJson(rows: readonly InputRow[], input: InputPrices): PricesJson {
  const regions = Object.entries(input.prices).map(([region, prices]): [string, string] => {
    const priceOf = new Map(input.skus.map((name, index) => [name.trim(), prices[index] ?? null]));
    return [region, priceCells(rows, priceOf)];
  });
  return {
    source: [providerSource],
    date: input.date,
    unit: "USD/hour",
    regions: Object.fromEntries(regions.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function read(path: string | undefined): unknown {
  if (path === undefined) throw new Error("usage: node scripts/sizes.ts SIZES PRICES LOCATIONS");
  return JSON.parse(readFileSync(path, "utf8"));
}

function write(name: string, content: SizesJson | PricesJson): void {
  writeFileSync(new URL(`../data/${name}`, import.meta.url), `${JSON.stringify(content)}\n`);
}

const [sizesPath, pricesPath, locationsPath] = process.argv.slice(2);
// The input files are named by whoever runs the script, and the tests of the data check the outcome.
const rows = (read(sizesPath) as InputRow[]).toSorted(bySeries);
const prices = read(pricesPath) as InputPrices;
const regions = zonesOf(read(locationsPath) as Location[], Object.keys(prices.prices));
write("sizes.json", sizesJson(rows, regions));
write("prices.json", pricesJson(rows, prices));
