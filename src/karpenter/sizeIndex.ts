import { ownValue } from "./ownValue.ts";
import { sizeLabelOf } from "./instanceTypes.ts";
import { absent, isCertain, judge, toleratesAbsence } from "./labelValues.ts";
import type { LabelValues } from "./labelValues.ts";
import { allows } from "./requirement.ts";
import type { Requirement } from "./requirement.ts";
import { addSize, emptySizeSet } from "./sizeSet.ts";
import type { SizeSet } from "./sizeSet.ts";
import type { SizeFacts } from "./sizeFacts.ts";

/** Sizes that pass a requirement: `sure` by what is known, `possible` whatever the unknown turns out to be. */
export interface SizeVerdict {
  readonly possible: SizeSet;
  readonly sure: SizeSet;
}

/** One label of all sizes, turned around: which rows have a value. */
interface LabelColumn {
  readonly rowsOf: ReadonlyMap<string, readonly number[]>;
  readonly absent: readonly number[];
  readonly unknown: readonly (readonly [number, LabelValues])[];
}

/** The labels of all sizes that follow from the size alone, by value. */
export interface SizeIndex {
  readonly keys: ReadonlySet<string>;
  /** Sizes that pass the requirement, whose key must be one of `keys`. */
  passing(requirement: Requirement): SizeVerdict;
  /** Values of the key to the rows that have them. */
  valuesOf(key: string): ReadonlyMap<string, readonly number[]>;
  /** Rows whose value of the key is not known. */
  unknownOf(key: string): readonly number[];
}

function buildColumn(key: string, sizes: readonly SizeFacts[]): LabelColumn {
  const labelOf = ownValue(sizeLabelOf, key) ?? (() => absent);
  const rowsOf = new Map<string, number[]>();
  const missing: number[] = [];
  const unknown: [number, LabelValues][] = [];
  for (const [row, size] of sizes.entries()) {
    const label = labelOf(size);
    for (const value of label.sure) {
      const rows = rowsOf.get(value);
      if (rows === undefined) rowsOf.set(value, [row]);
      else rows.push(row);
    }
    if (!isCertain(label)) unknown.push([row, label]);
    else if (label.sure.length === 0) missing.push(row);
  }
  return { rowsOf, absent: missing, unknown };
}

/** Rows by value that the requirement admits; listed values are looked up instead of tried one by one. */
function* admitted({ rowsOf }: LabelColumn, wanted: Requirement): Generator<readonly number[]> {
  const { complement, values, gte, lte } = wanted;
  if (!complement) {
    for (const value of values) if (allows(wanted, value)) yield rowsOf.get(value) ?? [];
    return;
  }
  const excluded = new Set(values);
  const bounds: Requirement = { ...wanted, values: [] };
  const bounded = gte !== undefined || lte !== undefined;
  for (const [value, rows] of rowsOf) {
    if (!excluded.has(value) && (!bounded || allows(bounds, value))) yield rows;
  }
}

function passingRows(column: LabelColumn, wanted: Requirement, count: number): SizeVerdict {
  const sure = emptySizeSet(count);
  for (const rows of admitted(column, wanted)) for (const row of rows) addSize(sure, row);
  if (toleratesAbsence(wanted)) for (const row of column.absent) addSize(sure, row);
  if (column.unknown.length === 0) return { sure, possible: sure };
  const possible = sure.slice();
  for (const [row, label] of column.unknown) {
    if (judge(wanted, label).possible) addSize(possible, row);
  }
  return { sure, possible };
}

/** Distinguishes requirements that admit different values. */
export function fingerprint({ key, complement, values, gte, lte }: Requirement): string {
  return JSON.stringify([key, complement, String(gte), String(lte), ...values]);
}

/** Enough for all pools of a big workspace; beyond it the memory starts anew. */
const mostVerdicts = 512;

/** Builds the index; columns are made when first asked for, verdicts are remembered. */
export function indexSizes(rows: readonly SizeFacts[]): SizeIndex {
  const columns = new Map<string, LabelColumn>();
  const verdicts = new Map<string, SizeVerdict>();
  const columnOf = (key: string): LabelColumn => {
    const column = columns.get(key) ?? buildColumn(key, rows);
    columns.set(key, column);
    return column;
  };
  return {
    keys: new Set(Object.keys(sizeLabelOf)),
    passing: (requirement) => {
      const id = fingerprint(requirement);
      const verdict =
        verdicts.get(id) ?? passingRows(columnOf(requirement.key), requirement, rows.length);
      if (verdicts.size >= mostVerdicts) verdicts.clear();
      verdicts.set(id, verdict);
      return verdict;
    },
    valuesOf: (key) => columnOf(key).rowsOf,
    unknownOf: (key) => columnOf(key).unknown.map(([row]) => row),
  };
}
