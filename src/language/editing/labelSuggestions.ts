import { ownValue } from "../../karpenter/ownValue.ts";
import { labelMeaning } from "../../karpenter/labelMeanings.ts";
import { sizeLabelOf } from "../../karpenter/instanceTypes.ts";
import { usableSizes } from "../../karpenter/sizeSuggestions.ts";
import { normalizeKey } from "../../karpenter/labels.ts";
import type { SizeRow, SizeTable } from "../../karpenter/sizes.ts";
import { familyMeanings } from "./meanings.ts";
import type { EditingContext } from "./context.ts";

/** A value that fits, with a few words about it. */
export interface Suggestion {
  readonly value: string | number | boolean;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
}

/** The values that nodes of Karpenter on AKS can have for a label, most useful first; empty where nothing is known. */
export function labelSuggestions(key: string, context: EditingContext): readonly Suggestion[] {
  const label = normalizeKey(key);
  const meaning = labelMeaning(label);
  if (meaning?.values) return meaning.values.map((value) => ({ value }));
  const special = ownValue(ownValues, label)?.(context);
  if (special) return special;
  const describe = ownValue(facets, label);
  if (describe && context.sizes) return facetValues(context.sizes.table, label, describe);
  return meaning && !meaning.wellKnown ? [{ value: meaning.example }] : [];
}

const ownValues: Readonly<Record<string, (context: EditingContext) => readonly Suggestion[]>> = {
  "topology.kubernetes.io/zone": zones,
  "topology.kubernetes.io/region": ({ region, sizes }) =>
    (region === undefined ? [...(sizes?.table.regions.keys() ?? [])] : [region]).map((value) => ({
      value,
    })),
  "karpenter.sh/nodepool": ({ workspace }) =>
    workspace.all("NodePool").map(({ name, uri }) => ({ value: name, detail: fileName(uri) })),
};

/** The last part of a URI, for people. */
export function fileName(uri: string): string {
  return uri.slice(uri.lastIndexOf("/") + 1);
}

/** Without a region no zone is known; a region without zones has none to choose. */
function zones({ region, sizes }: EditingContext): readonly Suggestion[] {
  const count = region === undefined ? 0 : (sizes?.table.regions.get(region)?.zones ?? 0);
  return Array.from({ length: count }, (_, index) => ({
    value: `${region ?? ""}-${index + 1}`,
    detail: `zone ${index + 1} of ${region ?? ""}`,
  }));
}

/** What is said of a value, given the sizes that have it. */
type Describe = (value: string, rows: readonly SizeRow[]) => string;

const perVcpu = (rows: readonly SizeRow[]) =>
  spread(
    rows.map((row) => Math.round((row.memoryGiB / row.cpus) * 10) / 10),
    "GiB per vCPU",
  );
const cpus = (rows: readonly SizeRow[]) =>
  spread(
    rows.map((row) => row.cpus),
    "vCPU",
  );
const sizesIn: Describe = (_, rows) => `${rows.length} ${rows.length === 1 ? "size" : "sizes"}`;
const inGiB: Describe = (value) => `${Math.round((Number(value) / 1024) * 100) / 100} GiB`;

const summary: Describe = (_, rows) => sizeSummary(rows[0]);

/** Labels that follow from the size alone, apart from those with a closed list of values. */
const facets: Readonly<Record<string, Describe>> = {
  "karpenter.azure.com/sku-name": summary,
  "node.kubernetes.io/instance-type": summary,
  "karpenter.azure.com/sku-family": (value, rows) =>
    ownValue(familyMeanings, value) ?? sizesIn(value, rows),
  "karpenter.azure.com/sku-series": (_, rows) => `${cpus(rows)}, ${perVcpu(rows)}`,
  "karpenter.azure.com/sku-version": sizesIn,
  "karpenter.azure.com/sku-cpu": sizesIn,
  "kubernetes.azure.com/sku-cpu": sizesIn,
  "karpenter.azure.com/sku-memory": inGiB,
  "kubernetes.azure.com/sku-memory": inGiB,
  "karpenter.azure.com/sku-gpu-name": (_, rows) => rows.map((row) => row.name).join(", "),
  "karpenter.azure.com/sku-gpu-count": sizesIn,
  "karpenter.azure.com/sku-storage-ephemeralos-maxsize": sizesIn,
};

function spread(numbers: readonly number[], unit: string): string {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return low === high ? `${low} ${unit}` : `${low} to ${high} ${unit}`;
}

/** `4 vCPU, 16 GiB, arm64`. */
function sizeSummary(row: SizeRow | undefined): string {
  if (row === undefined) return "";
  const gpus = row.gpu && row.gpuCount ? [`${row.gpuCount} GPU`] : [];
  return [`${row.cpus} vCPU`, `${row.memoryGiB} GiB`, ...gpus, row.arch].join(", ");
}

/** The table is a thousand rows long, and asked at each keystroke. */
const known = new WeakMap<SizeTable, Map<string, readonly Suggestion[]>>();

function facetValues(sizes: SizeTable, label: string, describe: Describe): readonly Suggestion[] {
  const labels = known.get(sizes) ?? new Map<string, readonly Suggestion[]>();
  known.set(sizes, labels);
  const found = labels.get(label) ?? distinct(sizes, label, describe);
  labels.set(label, found);
  return found;
}

/** Of the sizes that Karpenter may use. */
function distinct(sizes: SizeTable, label: string, describe: Describe): readonly Suggestion[] {
  const groups = new Map<string, SizeRow[]>();
  for (const row of usableSizes(sizes))
    for (const value of sizeLabelOf[label]?.(row).sure ?? []) {
      const rows = groups.get(value);
      if (rows) rows.push(row);
      else groups.set(value, [row]);
    }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([value, rows]) => ({ value, detail: describe(value, rows) }));
}
