import { labelMeaning } from "../../karpenter/labelMeanings.ts";
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
  const special = ownValues[label]?.(context);
  if (special) return special;
  const facet = facets[label];
  if (facet && context.sizes) return facetValues(context.sizes.table, label, facet);
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

interface Facet {
  readonly of: (row: SizeRow) => string | number | undefined;
  readonly describe: (value: string, rows: readonly SizeRow[]) => string;
}

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
const sizesIn = (_: string, rows: readonly SizeRow[]) =>
  `${rows.length} ${rows.length === 1 ? "size" : "sizes"}`;
const inGiB = (value: string) => `${Math.round((Number(value) / 1024) * 100) / 100} GiB`;

const name: Facet = { of: (row) => row.name, describe: (_, rows) => sizeSummary(rows[0]) };
const cpu: Facet = { of: (row) => row.cpus, describe: sizesIn };
const memory: Facet = { of: (row) => row.memoryGiB * 1024, describe: inGiB };

/** What each label says of a size (karpenter-provider-azure v1.14.0 pkg/providers/instancetype/instancetype.go, computeRequirements). */
const facets: Readonly<Record<string, Facet>> = {
  "karpenter.azure.com/sku-name": name,
  "node.kubernetes.io/instance-type": name,
  "karpenter.azure.com/sku-family": {
    of: (row) => row.parts?.family,
    describe: (value, rows) => familyMeanings[value] ?? sizesIn(value, rows),
  },
  "karpenter.azure.com/sku-series": {
    of: (row) => row.parts?.series,
    describe: (_, rows) => `${cpus(rows)}, ${perVcpu(rows)}`,
  },
  "karpenter.azure.com/sku-version": { of: (row) => row.parts?.version, describe: sizesIn },
  "karpenter.azure.com/sku-cpu": cpu,
  "kubernetes.azure.com/sku-cpu": cpu,
  "karpenter.azure.com/sku-memory": memory,
  "kubernetes.azure.com/sku-memory": memory,
  "karpenter.azure.com/sku-gpu-name": {
    of: (row) => (row.gpu ? row.parts?.accelerator : undefined),
    describe: (_, rows) => rows.map((row) => row.name).join(", "),
  },
  "karpenter.azure.com/sku-gpu-count": { of: (row) => row.gpuCount, describe: sizesIn },
  "karpenter.azure.com/sku-storage-ephemeralos-maxsize": {
    of: (row) => (row.ephemeralOsMaxGB === 0 ? undefined : row.ephemeralOsMaxGB),
    describe: sizesIn,
  },
};

function spread(numbers: readonly number[], unit: string): string {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return low === high ? `${low} ${unit}` : `${low} to ${high} ${unit}`;
}

/** `4 vCPU, 16 GiB, arm64`. */
export function sizeSummary(row: SizeRow | undefined): string {
  if (row === undefined) return "";
  const gpus = row.gpu && row.gpuCount ? [`${row.gpuCount} GPU`] : [];
  return [`${row.cpus} vCPU`, `${row.memoryGiB} GiB`, ...gpus, row.arch].join(", ");
}

/** The table is a thousand rows long, and asked at each keystroke. */
const known = new WeakMap<SizeTable, Map<string, readonly Suggestion[]>>();

function facetValues(sizes: SizeTable, label: string, facet: Facet): readonly Suggestion[] {
  const labels = known.get(sizes) ?? new Map<string, readonly Suggestion[]>();
  known.set(sizes, labels);
  const found = labels.get(label) ?? distinct(sizes, facet);
  labels.set(label, found);
  return found;
}

/** Of the sizes that Karpenter may use. */
function distinct(sizes: SizeTable, facet: Facet): readonly Suggestion[] {
  const groups = new Map<string, SizeRow[]>();
  for (const row of sizes.rows) {
    const value = facet.of(row);
    if (row.excluded.length > 0 || !row.known || value === undefined) continue;
    const rows = groups.get(String(value));
    if (rows) rows.push(row);
    else groups.set(String(value), [row]);
  }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([value, rows]) => ({ value, detail: facet.describe(value, rows) }));
}
