import { editDistance } from "./editDistance.ts";
import { withLeast } from "./nearest.ts";
import { bareSizeName, parseSizeName } from "./sizeName.ts";
import type { SizeRow, SizeTable } from "./sizes.ts";

function distinct(rows: readonly SizeRow[], read: (row: SizeRow) => string | undefined): string[] {
  return [...new Set(rows.flatMap((row) => read(row) ?? []))].sort();
}

/** Sizes that Karpenter can use for some class. */
export function usableSizes(table: SizeTable): SizeRow[] {
  return table.rows.filter(({ known, excluded }) => known && excluded.length === 0);
}

/** Values of sku-series that usable sizes have, sorted. */
export function knownSeries(table: SizeTable): string[] {
  return distinct(usableSizes(table), ({ parts }) => parts?.series);
}

/** Values of sku-family that usable sizes have, sorted. */
export function knownFamilies(table: SizeTable): string[] {
  return distinct(usableSizes(table), ({ parts }) => parts?.family);
}

/** Values of sku-gpu-name that usable sizes have, sorted. */
export function knownGpuNames(table: SizeTable): string[] {
  const gpus = usableSizes(table).filter(({ gpu }) => gpu !== undefined);
  return distinct(gpus, ({ parts }) => parts?.accelerator);
}

/** The size as the table spells it, without the prefix and in lower case, as people confuse just these. */
function comparable(name: string): string {
  const lower = name.trim().toLowerCase();
  return withoutPrefix(lower).replaceAll("-", "_");
}

/** Without `standard_`, also mistyped. */
function withoutPrefix(name: string): string {
  if (name.startsWith("standard")) return name.replace(/^standard[_-]?/, "");
  const word = /^[a-z]{6,10}(?=[_-])/.exec(name)?.[0];
  const isMistyped =
    word !== undefined && editDistance(word, "standard", mostChanges) <= mostChanges;
  return isMistyped ? name.slice(word.length + 1) : name;
}

function versionOf({ parts }: SizeRow): number {
  return Number(parts?.version ?? 0);
}

/** Most letters that a typing mistake changes. */
const mostChanges = 2;

function closeness(typed: string, { name }: SizeRow): number | undefined {
  const candidate = comparable(name);
  if (candidate === typed) return 0;
  // Only the version is missing, as in D4s for D4s_v5.
  if (candidate.replace(/_v[1-9]$/, "") === typed) return 0.5;
  // Of two letters nothing would be left to recognise the size by.
  if (typed.length <= mostChanges) return undefined;
  const distance = editDistance(typed, candidate, mostChanges);
  return distance <= mostChanges ? distance : undefined;
}

/** Usable sizes of the same subfamily, those with the most similar count of vCPUs: what replaces a size that is gone. */
function ofSameSubfamily(table: SizeTable, typed: string): SizeRow[] {
  const wanted = subfamilyOf(typed);
  const cpus = parseSizeName(typed)?.cpus;
  if (wanted === undefined || cpus === undefined) return [];
  const rows = usableSizes(table).filter(({ name }) => subfamilyOf(name) === wanted);
  return withLeast(rows, ({ parts }) => Math.abs((parts?.cpus ?? 0) - cpus));
}

/** `NC` of `Standard_NC6s_v3`. */
function subfamilyOf(name: string): string | undefined {
  return /^[A-Z]+(?=\d)/.exec(bareSizeName(name))?.[0];
}

/** Sizes within few typing mistakes; of those the nearest. */
function ofSimilarSpelling(table: SizeTable, typed: string): SizeRow[] {
  const wanted = comparable(typed);
  const near = usableSizes(table).flatMap((row) => {
    const distance = closeness(wanted, row);
    return distance === undefined ? [] : [{ row, distance }];
  });
  return withLeast(near, ({ distance }) => distance).map(({ row }) => row);
}

function meantRows(table: SizeTable, typed: string): SizeRow[] {
  const similar = ofSimilarSpelling(table, typed);
  if (similar.some(({ name }) => comparable(name) === comparable(typed))) return similar;
  const kin = similar.filter(({ name }) => subfamilyOf(name) === subfamilyOf(typed));
  if (kin.length > 0) return kin;
  const relatives = ofSameSubfamily(table, typed);
  return relatives.length > 0 ? relatives : similar;
}

/**
 * Names of usable sizes that are meant most likely, best first, at most `limit`: wrong case, missing `Standard_`,
 * missing version (newest first), mistyped letters. A well-formed name of a known subfamily is taken for a size that is
 * gone, and leads to its subfamily alone. Empty for a name that is right, and when nothing is near.
 */
export function nearestSizeNames(table: SizeTable, typed: string, limit = 3): string[] {
  if (table.byName.get(typed)?.excluded.length === 0) return [];
  return meantRows(table, typed)
    .sort((a, b) => versionOf(b) - versionOf(a) || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}
