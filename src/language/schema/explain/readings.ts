import { toJson } from "../../yaml/node.ts";
import type { Json, ScalarNode, YamlNode } from "../../yaml/node.ts";
import type { Case } from "./explanation.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import { amountMeant, textMeant } from "./meant.ts";
import { minimalReference, restOf } from "./required.ts";

/** A value that a wrong one may stand for, and the title of the fix that writes it. */
interface Reading {
  readonly title: string;
  readonly value: Json;
}

/** What a value may be meant as where one of another type is wanted, likeliest first; the schema has not judged it yet. */
export function* readings(
  node: YamlNode,
  schema: SchemaNode,
  path: Case["error"]["path"],
): Generator<Reading> {
  if (node.kind === "seq" && node.items.length === 1 && node.items[0])
    yield { title: "Take the item out of the list", value: toJson(node.items[0]) };
  for (const type of schema.types) {
    if (type === "string" && node.kind === "scalar") yield* asText(node, schema);
    if (type === "integer" && node.kind === "scalar") yield* asInteger(node, String(path.at(-1)));
    if (type === "boolean" && node.kind === "scalar") yield* asBoolean(node);
    if (type === "array") yield* asList(node, schema);
    if (type === "array" && path.at(-1) === "requirements") yield* asRequirements(node);
    if (type === "object") yield* asMap(node, path);
    if (type === "object" && node.kind === "scalar") yield* asOnlyField(node, schema, path);
  }
}

function* asText(node: ScalarNode, schema: SchemaNode): Generator<Reading> {
  yield { title: `Quote ${node.raw}`, value: node.raw };
  yield { title: `Quote ${String(node.value)}`, value: String(node.value) };
  const share = typeof node.value === "number" ? node.value * 100 : 0;
  if (schema.schema.pattern?.includes("%") === true && share > 0 && share < 100)
    yield { title: `Write ${share}%`, value: `${share}%` };
  const isSize = schema.schema.pattern?.includes("(E|P|T|G|M|K|Ei") === true;
  // AKS counts log and swap files in MB.
  if (isSize && typeof node.value === "number" && node.value < 65_536)
    yield { title: `Write ${node.value}Mi`, value: `${node.value}Mi` };
  const meant = textMeant(node.raw, schema);
  if (meant !== undefined) yield { title: `Write ${meant}`, value: meant };
}

function* asInteger({ value, raw }: ScalarNode, name: string): Generator<Reading> {
  const text = bare(typeof value === "string" ? value : raw);
  if (/^0x[0-9a-f]{1,12}$/i.test(text))
    yield { title: `Write ${Number(text)}`, value: Number(text) };
  const found = /^([+-]?[\d,._]+)\s*([a-z]*|%)$/i.exec(text);
  if (!found || !isUnitOf(name, found[2] ?? "")) return;
  const digits = amountMeant((found[1] ?? "").replace(/\.0*$/, ""));
  if (digits !== undefined && Number.isSafeInteger(Number(digits)))
    yield { title: `Write ${Number(digits)} without quotes or unit`, value: Number(digits) };
}

/** Without blanks, and without the comma that a line of JSON ends with. */
function bare(text: string): string {
  return text.trim().replace(/\s*[,;]+$/, "");
}

/** The field counts in this unit: GB in osDiskSizeGB, pods in maxPods, per cent in imageGCHighThresholdPercent. */
function isUnitOf(name: string, unit: string): boolean {
  if (unit === "" || unit === "%") return true;
  if (name.endsWith("GB")) return /^(gi?b?|gigs?|(giga|gibi)bytes?)$/i.test(unit);
  return unit.length > 2 && name.toLowerCase().endsWith(unit.toLowerCase().replace(/s?$/, "s"));
}

const yes = new Set(["true", "yes", "y", "on", "1", "enabled", "enable"]);
const no = new Set(["false", "no", "n", "off", "0", "disabled", "disable"]);

function* asBoolean({ value }: ScalarNode): Generator<Reading> {
  const text = bare(String(value)).toLowerCase();
  if (yes.has(text)) yield { title: "Write true", value: true };
  if (no.has(text)) yield { title: "Write false", value: false };
}

function* asList(node: YamlNode, { items }: SchemaNode): Generator<Reading> {
  const value = toJson(node);
  if (typeof value === "string" && /^[^\s,]+(\s*,\s*[^\s,]+)+$/.test(value))
    yield { title: "Make it a list", value: value.split(",").map((part) => part.trim()) };
  if (node.kind === "scalar" && typeof value !== "string")
    yield { title: "Make it a list", value: [node.raw] };
  yield { title: "Make it a list", value: [value] };
  const meant = typeof value === "string" && items ? textMeant(value, items) : undefined;
  if (meant !== undefined) yield { title: `Make it a list of ${meant}`, value: [meant] };
}

/** `kubernetes.io/os: linux` and `kubernetes.io/arch: [amd64]`, as node selectors have them. */
function* asRequirements(node: YamlNode): Generator<Reading> {
  if (node.kind !== "map") return;
  const value = node.pairs.map(({ name, value: own }) => {
    const values = toJson(own);
    return { key: name, operator: "In", values: Array.isArray(values) ? values : [values] };
  });
  yield { title: "Make it a list of requirements", value };
}

function* asMap(node: YamlNode, path: Case["error"]["path"]): Generator<Reading> {
  if (path.at(-1) === "nodeClassRef" && node.kind === "scalar" && typeof node.value === "string")
    yield { title: `Refer to the AKSNodeClass ${node.value}`, value: minimalReference(node.value) };
  const single = node.kind === "scalar" ? pairOfText(node.raw) : undefined;
  if (single) yield { title: "Make it a map", value: Object.fromEntries([single]) };
  if (node.kind !== "seq") return;
  const pairs = node.items.map(pairOfItem);
  if (!pairs.every((pair) => pair !== undefined)) return;
  const all = pairs.flat();
  yield { title: "Make it a map", value: Object.fromEntries(all) };
  const texts = all.flatMap(([name, value]): [string, string][] =>
    typeof value === "object" ? [] : [[name, String(value)]],
  );
  if (texts.length === all.length)
    yield { title: "Make it a map of texts", value: Object.fromEntries(texts) };
}

/** `gpu: Driver` for the field that takes this value, `artifactStreaming: true` for the switch inside. */
function* asOnlyField(
  node: ScalarNode,
  schema: SchemaNode,
  path: Case["error"]["path"],
): Generator<Reading> {
  for (const name of schema.properties.keys()) {
    const field = schema.child(name);
    if (field?.schema.enum?.some((one) => one === node.raw) === true)
      yield {
        title: `Make it ${name}: ${node.raw}`,
        value: { [name]: node.raw, ...restOf(path, schema, name) },
      };
    if (field?.types.includes("boolean") === true && schema.properties.size === 1)
      for (const { value } of asBoolean(node))
        yield { title: `Make it ${name}: ${value === true}`, value: { [name]: value } };
  }
}

/** `key:value`, which lacks its blank, and `key=value`. */
function pairOfText(text: string): readonly [string, string] | undefined {
  const found = /^([^\s:="]+)\s*[:=]\s*"?([^"]*)"?$/.exec(text.trim());
  return found ? [found[1] ?? "", found[2] ?? ""] : undefined;
}

/** `- a: b`, `- { key: a, value: b }` and `- a=b` as pairs of one map. */
function pairOfItem(item: YamlNode): readonly (readonly [string, Json])[] | undefined {
  const value = toJson(item);
  if (typeof value === "string") {
    const found = /^([^=\s]+)=(\S*)$/.exec(value);
    return found ? [[found[1] ?? "", found[2] ?? ""]] : undefined;
  }
  if (item.kind !== "map") return undefined;
  const fields = new Map(item.pairs.map((pair) => [pair.name, toJson(pair.value)]));
  const key = fields.get("key");
  if (fields.size === 2 && typeof key === "string" && fields.has("value"))
    return [[key, fields.get("value") ?? ""]];
  return [...fields];
}
