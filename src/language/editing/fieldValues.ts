import { ownValue } from "../../karpenter/ownValue.ts";
import { labelMeaning } from "../../karpenter/labelMeanings.ts";
import { normalizeKey } from "../../karpenter/labels.ts";
import { parseSchedule } from "../../karpenter/cron.ts";
import { describeSchedule } from "../../karpenter/cronWords.ts";
import type { StructuralSchema } from "../schema/types.ts";
import type { EditingContext } from "./context.ts";
import { fileName, labelSuggestions } from "./labelSuggestions.ts";
import type { Suggestion } from "./labelSuggestions.ts";
import { valueMeaning } from "./meanings.ts";
import { labelSummaries } from "./labelSummaries.ts";
import { offeredLabels } from "./offeredLabels.ts";

/** A field whose value is asked for, in the object at hand. */
export interface Field {
  readonly kind: string;
  /** `spec.template.spec.requirements[].key`. */
  readonly name: string;
  /** The last key of its path: the label in a map of labels. */
  readonly key: string;
  readonly schema: StructuralSchema | undefined;
  /** The scalar beside it under another key, or beside the list that it is an item of. */
  readonly beside: (key: string) => string | undefined;
}

/** The values that make sense for a field, most useful first. */
export function fieldValues(field: Field, context: EditingContext): readonly Suggestion[] {
  for (const [end, values] of sources) if (field.name.endsWith(end)) return values(field, context);
  return schemaValues(field);
}

/** What the schema alone says: enumerations, booleans, defaults. */
function schemaValues({ schema, name }: Field): readonly Suggestion[] {
  if (schema?.enum)
    return schema.enum.flatMap((value) => {
      if (typeof value !== "string") return [];
      const documentation = valueMeaning(name, value);
      return { value, ...isDefault(schema, value), ...(documentation && { documentation }) };
    });
  if (schema?.type === "boolean")
    return [true, false].map((value) => ({ value, ...isDefault(schema, value) }));
  const value = schema?.default;
  return typeof value === "string" || typeof value === "number"
    ? [{ value, detail: "default" }]
    : [];
}

function isDefault(schema: StructuralSchema, value: string | boolean): { detail?: string } {
  return schema.default === value ? { detail: "default" } : {};
}

type Source = (field: Field, context: EditingContext) => readonly Suggestion[];

function list(...values: readonly (string | readonly [string, string])[]): Source {
  const items = values.map((value) =>
    typeof value === "string" ? { value } : { value: value[0], detail: value[1] },
  );
  return () => items;
}

function operators(field: Field): readonly Suggestion[] {
  const key = field.beside("key") ?? "";
  const meaning = labelMeaning(normalizeKey(key));
  const numeric = meaning?.numeric ?? key === "";
  const custom = meaning === undefined;
  return schemaValues(field).filter(
    ({ value }) => numeric || custom || !["Gt", "Gte", "Lt", "Lte"].includes(String(value)),
  );
}

function requirementValues(field: Field, context: EditingContext): readonly Suggestion[] {
  if (["Exists", "DoesNotExist"].includes(field.beside("operator") ?? "")) return [];
  return labelSuggestions(field.beside("key") ?? "", context);
}

function labelKeys({ kind }: Field): readonly Suggestion[] {
  return offeredLabels(kind, "requirements").map(({ key, example }) => ({
    value: key,
    detail: `such as ${example}`,
    documentation: labelSummaries[key] ?? "",
  }));
}

function nodeClassNames(_: Field, { workspace }: EditingContext): readonly Suggestion[] {
  const known = workspace
    .all("AKSNodeClass")
    .map(({ name, uri }) => ({ value: name, detail: fileName(uri) }));
  const fallback = { value: "default", detail: "the AKSNodeClass that AKS creates" };
  return known.some(({ value }) => value === "default") ? known : [...known, fallback];
}

/** Names that are referred to and that no object has come first. */
function objectNames({ kind }: Field, { workspace }: EditingContext): readonly Suggestion[] {
  const existing = new Set(workspace.all(kind).map(({ name }) => name));
  const wanted = new Set(
    workspace.objects.flatMap(({ references }) =>
      references.filter((one) => one.kind === kind).map((one) => one.name),
    ),
  );
  const missing = [...wanted].filter((name) => !existing.has(name));
  const usual = kind === "NodePool" ? ["default", "system-surge"] : ["default"];
  return [
    ...missing.map((value) => ({ value, detail: "referred to, but not there yet" })),
    ...usual.filter((name) => !wanted.has(name)).map((value) => ({ value })),
  ];
}

const schedules = ["@daily", "@weekly", "@hourly", "@monthly"];
const crons = ["0 22 * * *", "0 6 * * 1-5", "0 0 * * 6", "0 0 * * 1", "*/30 * * * *", "0 2 1 * *"];

function cronPresets(): readonly Suggestion[] {
  return [...crons, ...schedules].flatMap((value) => {
    const schedule = parseSchedule(value).value;
    return schedule ? { value, detail: describeSchedule(schedule) } : [];
  });
}

const taintKeys = list(
  ["CriticalAddonsOnly", "keeps all but system pods away"],
  ["kubernetes.azure.com/scalesetpriority", "as AKS marks spot nodes"],
  ["nvidia.com/gpu", "keeps pods without GPUs away"],
  ["sku", "AKS examples use it for GPU pools"],
);

const taintValues: Readonly<Record<string, string>> = {
  CriticalAddonsOnly: "true",
  "kubernetes.azure.com/scalesetpriority": "spot",
  "nvidia.com/gpu": "present",
  sku: "gpu",
  "node.cilium.io/agent-not-ready": "true",
};

const subnet =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/VNET/subnets/SUBNET";

/** Fields by the end of their name; the first that fits counts. */
const sources: readonly (readonly [string, Source])[] = [
  ["requirements[].key", labelKeys],
  ["requirements[].operator", operators],
  ["requirements[].values[]", requirementValues],
  ["requirements[].values", requirementValues],
  ["requirements[].minValues", () => [2, 3, 5].map((value) => ({ value }))],
  [
    "startupTaints[].key",
    list(["node.cilium.io/agent-not-ready", "Cilium removes it when it runs"]),
  ],
  ["aints[].key", taintKeys],
  [
    "aints[].value",
    ({ beside }) => {
      const value = ownValue(taintValues, beside("key") ?? "");
      return value === undefined ? [] : [{ value }];
    },
  ],
  ["nodeClassRef.group", list("karpenter.azure.com")],
  ["nodeClassRef.kind", list("AKSNodeClass")],
  ["nodeClassRef.name", nodeClassNames],
  ["budgets[].schedule", cronPresets],
  ["budgets[].duration", list(["8h", "a night"], ["48h", "a weekend"], "1h", "24h", "30m")],
  [
    "budgets[].nodes",
    list(["10%", "default"], ["1", "one node at a time"], ["0", "none"], "20%", "100%"),
  ],
  [
    "spec.expireAfter",
    list(["720h", "30 days, the default"], ["336h", "14 days"], ["168h", "7 days"], "Never"),
  ],
  ["disruption.consolidateAfter", list(["0s", "at once"], "1m", "5m", "1h", "Never")],
  ["spec.terminationGracePeriod", list("30m", "1h", ["24h", "a day"], ["48h", "two days"])],
  ["spec.weight", () => [10, 50, 100].map((value) => ({ value }))],
  ["spec.replicas", () => [1, 2, 3].map((value) => ({ value }))],
  ["limits.cpu", list("100", "1000")],
  ["limits.memory", list("400Gi", "1000Gi")],
  ["limits.nodes", list("10", "100")],
  ["limits.nvidia.com/gpu", list("8")],
  ["requests.cpu", list("1", "4")],
  ["requests.memory", list("1Gi", "16Gi")],
  ["spec.vnetSubnetID", list([subnet, "resource ID of a subnet"])],
  ["spec.maxPods", () => [30, 50, 110, 250].map((value) => ({ value }))],
  ["osDiskSizeGB", () => [128, 64, 256, 512].map((value) => ({ value }))],
  ["linuxOSConfig.swapFileSize", list("1500Mi", "4Gi")],
  ["sysctls.netIPv4IPLocalPortRange", list("32768 60999", "1024 60999")],
  ["Overrides[].zone", list([".", "all names"], ["cluster.local", "names of the cluster"])],
  ["Overrides[].cacheDuration", list("3600s", "1h")],
  ["Overrides[].serveStaleDuration", list("3600s", "1h")],
  ["Overrides[].maxConcurrent", () => [{ value: 1000 }]],
  ["annotations.karpenter.sh/do-not-disrupt", list("true")],
  ["metadata.name", objectNames],
];
