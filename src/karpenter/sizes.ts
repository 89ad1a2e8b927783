import { sizeExclusions } from "./sizeExclusions.ts";
import type { SizeExclusion } from "./sizeExclusions.ts";
import { flagReader } from "./sizeFlags.ts";
import { parseSizeName } from "./sizeName.ts";
import type { SizeFacts } from "./sizeFacts.ts";
import type { SizeNameParts } from "./sizeName.ts";

export interface SizeRow extends SizeFacts {
  /** Region-independent reasons to drop the size; empty = Karpenter can use it. */
  readonly excluded: readonly SizeExclusion[];
}

export interface Region {
  readonly name: string;
  /** Availability zones of the region: 0 = none, `undefined` = unknown. */
  readonly zones: number | undefined;
}

export interface SizeTable {
  readonly date: string;
  readonly rows: readonly SizeRow[];
  readonly regions: ReadonlyMap<string, Region>;
  /** Row of an exact name, as a NodePool must write it. */
  readonly byName: ReadonlyMap<string, SizeRow>;
  /** Row of a lower-case name. */
  readonly byLowerCaseName: ReadonlyMap<string, SizeRow>;
}

/** Shape of data/sizes.json: one entry per size in every column; written by scripts/sizes.ts. */
export interface SizesJson {
  readonly source: readonly string[];
  /** Day of the capability list, ISO 8601. */
  readonly date: string;
  /** Region name to its number of zones; `null` = unknown. */
  readonly regions: Readonly<Record<string, number | null>>;
  /** Names of the bits of `bits`, lowest first. */
  readonly flags: readonly string[];
  /**
   * In row order: names without `Standard_` and with `#` for the vCPUs, to the vCPUs parted by blanks:
   * `{"D#s_v5": "2 4", "M#ms": "8-2"}` = D2s_v5, D4s_v5, M8-2ms. One entry per series keeps decoding fast.
   */
  readonly names: Readonly<Record<string, string>>;
  readonly cpus: readonly number[];
  readonly memoryGiB: readonly number[];
  /** -1 = unknown. */
  readonly ephemeralOsMaxGB: readonly number[];
  /** Row index to GPU count; -1 = unknown; left out = 0. */
  readonly gpuCount: Readonly<Record<string, number>>;
  readonly bits: readonly number[];
}

function known(value: number | undefined): number | undefined {
  return value === -1 ? undefined : value;
}

function numbers(json: SizesJson, index: number) {
  return {
    cpus: json.cpus[index] ?? 0,
    memoryGiB: json.memoryGiB[index] ?? 0,
    gpuCount: known(json.gpuCount[index] ?? 0),
    ephemeralOsMaxGB: known(json.ephemeralOsMaxGB[index] ?? 0),
  };
}

function partsWith(template: SizeNameParts | undefined, count: string): SizeNameParts | undefined {
  if (template === undefined) return undefined;
  const [cpus, constrained] = count.split("-");
  const constrainedCpus = constrained === undefined ? undefined : Number(constrained);
  return { ...template, cpus: Number(cpus), constrainedCpus };
}

function decodeRows(json: SizesJson): SizeRow[] {
  const readFlags = flagReader(json.flags);
  const rows: SizeRow[] = [];
  for (const [bare, counts] of Object.entries(json.names)) {
    const full = bare.startsWith("Basic_") ? bare : `Standard_${bare}`;
    const template = parseSizeName(full.replace("#", "1"));
    for (const count of counts.split(" ")) {
      const index = rows.length;
      const name = full.replace("#", count);
      const parts = partsWith(template, count);
      const facts = { name, parts, ...numbers(json, index), ...readFlags(json.bits[index] ?? 0) };
      rows.push({ ...facts, excluded: sizeExclusions(facts) });
    }
  }
  return rows;
}

/** Builds the table of VM sizes from the content of data/sizes.json. Throws no error on what the script wrote. */
export function decodeSizes(json: SizesJson): SizeTable {
  const rows = decodeRows(json);
  const regions = Object.entries(json.regions).map(([name, zones]): [string, Region] => [
    name,
    { name, zones: zones ?? undefined },
  ]);
  return {
    date: json.date,
    rows,
    regions: new Map(regions),
    byName: new Map(rows.map((row) => [row.name, row])),
    byLowerCaseName: new Map(rows.map((row) => [row.name.toLowerCase(), row])),
  };
}
