import { remove, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import { nodeAt, toJson } from "../../yaml/node.ts";
import type { Json, ScalarNode, YamlNode } from "../../yaml/node.ts";
import { plain } from "../server/decode.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import type { Value } from "../server/serverError.ts";
import { validateSchema } from "../server/validateSchema.ts";
import { unitsMeant } from "./duration.ts";
import { lifetimeFixes } from "./lifetime.ts";
import type { Case, Explained } from "./explanation.ts";
import { fix, nameOf } from "./explanation.ts";
import { amountMeant, textMeant } from "./meant.ts";
import { minimalReference, restOf } from "./required.ts";

/** A value of another type than the field has. */
export function explainType(given: Case): Explained {
  const { error, manifest } = given;
  const node = nodeAt(manifest.root, error.path);
  const expected = expectedWords(error.node);
  const message = `${nameOf(error.path)} must be ${expected}, and this is ${found(node)}.`;
  return { rule: "wrong-type", message, fixes: node && error.node ? repairs(given, node) : [] };
}

const words: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  object: "a map",
  string: "text",
};

function expectedWords(node: SchemaNode | undefined): string {
  const names = (node?.types ?? []).map((type) => words[type] ?? type);
  return names.length > 0 ? names.join(" or ") : "of another type";
}

function found(node: YamlNode | undefined): string {
  if (!node) return "something else";
  if (node.kind === "seq") return "a list";
  if (node.kind === "map") return "a map";
  if (node.value === null) return "empty";
  if (typeof node.value === "string") return "text";
  if (typeof node.value !== "boolean") return `the number ${String(node.value)}`;
  const said =
    node.raw === String(node.value) ? "" : ` (${node.raw} means ${node.value} in YAML 1.1)`;
  return `the boolean ${String(node.value)}${said}`;
}

interface Candidate {
  readonly title: string;
  readonly value: Json;
}

/** Right values that the wrong one can be read as; only those that the schema accepts. */
function repairs({ manifest, error }: Case, node: YamlNode): readonly Fix[] {
  const schema = error.node;
  if (!schema) return [];
  if (node.kind === "scalar" && node.value === null && typeof error.path.at(-1) === "number")
    return fix("Remove the empty item", remove(manifest, error.path));
  const raw = node.kind === "scalar" ? node.raw : "";
  const lifetimes = lifetimeFixes(manifest, error.path, raw);
  if (lifetimes.length > 0) return lifetimes;
  const candidate = [...candidates(node, schema, error.path)].find(
    ({ value }) => validateSchema(valueOfJson(value), schema).length === 0,
  );
  if (candidate) return fix(candidate.title, setValue(manifest, error.path, candidate.value));
  return unitsMeant(raw)
    .filter((text) => validateSchema(text, schema).length === 0)
    .flatMap((text) => fix(`Write ${text}`, setValue(manifest, error.path, text), false));
}

function* candidates(
  node: YamlNode,
  schema: SchemaNode,
  path: Case["error"]["path"],
): Generator<Candidate> {
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

function* asText(node: ScalarNode, schema: SchemaNode): Generator<Candidate> {
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

function* asInteger({ value, raw }: ScalarNode, name: string): Generator<Candidate> {
  const text = (typeof value === "string" ? value : raw).trim();
  if (/^0x[0-9a-f]{1,12}$/i.test(text))
    yield { title: `Write ${Number(text)}`, value: Number(text) };
  const found = /^([+-]?[\d,._]+)\s*([a-z]*|%)$/i.exec(text);
  if (!found || !isUnitOf(name, found[2] ?? "")) return;
  const digits = amountMeant((found[1] ?? "").replace(/\.0*$/, ""));
  if (digits !== undefined && Number.isSafeInteger(Number(digits)))
    yield { title: `Write ${Number(digits)} without quotes or unit`, value: Number(digits) };
}

/** The field counts in this unit: GB in osDiskSizeGB, pods in maxPods, per cent in imageGCHighThresholdPercent. */
function isUnitOf(name: string, unit: string): boolean {
  if (unit === "" || unit === "%") return true;
  if (name.endsWith("GB")) return /^(gi?b?|gigs?|(giga|gibi)bytes?)$/i.test(unit);
  return unit.length > 2 && name.toLowerCase().endsWith(unit.toLowerCase().replace(/s?$/, "s"));
}

const yes = new Set(["true", "yes", "y", "on", "1", "enabled", "enable"]);
const no = new Set(["false", "no", "n", "off", "0", "disabled", "disable"]);

function* asBoolean({ value }: ScalarNode): Generator<Candidate> {
  const text = String(value).trim().toLowerCase();
  if (yes.has(text)) yield { title: "Write true", value: true };
  if (no.has(text)) yield { title: "Write false", value: false };
}

function* asList(node: YamlNode, { items }: SchemaNode): Generator<Candidate> {
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
function* asRequirements(node: YamlNode): Generator<Candidate> {
  if (node.kind !== "map") return;
  const value = node.pairs.map(({ name, value: own }) => {
    const values = toJson(own);
    return { key: name, operator: "In", values: Array.isArray(values) ? values : [values] };
  });
  yield { title: "Make it a list of requirements", value };
}

function* asMap(node: YamlNode, path: Case["error"]["path"]): Generator<Candidate> {
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
): Generator<Candidate> {
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

/** Plain data as the server would decode it. */
function valueOfJson(json: Json): Value {
  if (Array.isArray(json)) return (json as readonly Json[]).map(valueOfJson);
  if (typeof json === "object" && json !== null)
    return new Map(Object.entries(json).map(([name, item]) => [name, valueOfJson(item)]));
  return plain({ kind: "scalar", value: json, raw: "", style: "plain", start: 0, end: 0 });
}
