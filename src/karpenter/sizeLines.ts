import { sizeLabelOf } from "./instanceTypes.ts";
import type { SizeLabels } from "./instanceTypes.ts";
import { absent, just, someOf } from "./labelValues.ts";
import type { LabelValues } from "./labelValues.ts";
import { isConfidential } from "./sizeExclusions.ts";
import type { SizeFacts } from "./sizeFacts.ts";
import type { SizeNameParts } from "./sizeName.ts";
import type { SizeTable } from "./sizes.ts";

const gpuName: LabelValues = {
  sure: [],
  maybe: { pattern: /^[A-Z]+[0-9]+[A-Z]*$/, integers: false },
  absent: true,
};

/** What the sizes of one line (`D`, `NC`) are like, and so what the next ones of it may be. */
export interface Line {
  readonly family: string;
  readonly letters: string;
  /** The newest version; what Azure adds is of this or a later one. */
  readonly newest: number;
  /** Labels of the sizes of today that those of tomorrow keep, and of larger ones made like the largest of today. */
  readonly shapes: readonly SizeLabels[];
  readonly hasGpu: boolean;
}

/** Labels that follow from the number of vCPUs, and so grow together. */
const numberKeys = [
  "karpenter.azure.com/sku-cpu",
  "kubernetes.azure.com/sku-cpu",
  "karpenter.azure.com/sku-memory",
  "kubernetes.azure.com/sku-memory",
  "karpenter.azure.com/sku-gpu-count",
];
const keptKeys = [...numberKeys, "kubernetes.io/arch", "karpenter.azure.com/sku-gpu-manufacturer"];

/** How many times as large as the largest of today a size may become. */
const growth = [1, 2, 4, 8];

/** The letters of a size's line: `NC` of NC24ads_A100_v4. */
export function lettersOf({ series }: SizeNameParts): string {
  return /^[A-Z]+/.exec(series)?.[0] ?? "";
}

function shapeOf(row: SizeFacts, factor: number): SizeLabels {
  return Object.fromEntries(
    keptKeys.map((key) => {
      const label = sizeLabelOf[key]?.(row) ?? absent;
      const [value] = label.sure;
      const grows = value !== undefined && numberKeys.includes(key);
      return [key, grows ? just(String(Number(value) * factor)) : label];
    }),
  );
}

/**
 * Machines with GPUs are made around them: Azure has prices for NC324ds, and GB300 has an arm64 processor. So each number
 * of them is any up to the largest, whatever the others are.
 */
function gpuShape(shapes: readonly SizeLabels[]): SizeLabels {
  const numbers = numberKeys.map((key): [string, LabelValues] => {
    const known = shapes.flatMap((shape) => shape[key]?.sure ?? []);
    const isCounted = !key.endsWith("sku-memory");
    const largest = Math.max(0, ...known.map(Number));
    const counted = Array.from({ length: isCounted ? largest : 0 }, (_, index) => `${index + 1}`);
    return [key, someOf([...known, ...counted])];
  });
  return {
    ...Object.fromEntries(numbers),
    "kubernetes.io/arch": someOf(["amd64", "arm64"]),
    "karpenter.azure.com/sku-gpu-manufacturer": someOf(["nvidia", "amd"]),
  };
}

function makeLine(letters: string, rows: readonly SizeFacts[]): Line {
  const largest = Math.max(...rows.map(({ cpus }) => cpus));
  const hasGpu = rows.some(({ gpu }) => gpu !== undefined);
  const shapes = rows.flatMap((row) =>
    growth.slice(0, row.cpus === largest ? undefined : 1).map((factor) => shapeOf(row, factor)),
  );
  return {
    family: letters.slice(0, 1),
    letters,
    newest: Math.max(...rows.map(({ parts }) => Number(parts?.version))),
    shapes: hasGpu ? [...shapes, gpuShape(shapes)] : shapes,
    hasGpu,
  };
}

function makeLines({ rows }: SizeTable): Line[] {
  const byLetters = new Map<string, SizeFacts[]>();
  for (const row of rows) {
    if (row.parts === undefined || isConfidential(row.name)) continue;
    const letters = lettersOf(row.parts);
    byLetters.set(letters, [...(byLetters.get(letters) ?? []), row]);
  }
  return [...byLetters].map(([letters, ofLine]) => makeLine(letters, ofLine));
}

const linesOf = new WeakMap<SizeTable, readonly Line[]>();

/** The lines of sizes that a table has, worked out once for each table; without confidential sizes, which the provider drops. */
export function sizeLines(table: SizeTable): readonly Line[] {
  const made = linesOf.get(table) ?? makeLines(table);
  linesOf.set(table, made);
  return made;
}

/** Labels of the sizes of tomorrow in a line, but for those that keep their values. */
export function openLabels({ family, letters, newest, hasGpu }: Line): SizeLabels {
  const versions = Array.from({ length: 9 }, (_, index) => String(index + 1));
  const later = versions.filter((version) => Number(version) >= newest);
  const suffix = newest === 1 ? `(?:_[vV][1-9])?` : `_[vV][${newest}-9]`;
  const pattern = new RegExp(`^${letters}(?:[abcdefilmnoprstP]+|C+|NP)?${suffix}$`);
  return {
    "kubernetes.io/os": just("linux"),
    "karpenter.azure.com/sku-family": just(family),
    "karpenter.azure.com/sku-series": someOf({ pattern, integers: false }),
    "karpenter.azure.com/sku-version": someOf(later),
    "karpenter.azure.com/sku-gpu-name": hasGpu ? gpuName : absent,
    "karpenter.azure.com/sku-storage-ephemeralos-maxsize": {
      sure: [],
      maybe: { pattern: /^[0-9]+$/, integers: true },
      absent: true,
    },
    "karpenter.azure.com/sku-storage-premium-capable": someOf(["true", "false"]),
    "karpenter.azure.com/sku-networking-accelerated": someOf(["true", "false"]),
    "karpenter.azure.com/sku-hyperv-generation": someOf(["1", "2"]),
  };
}
