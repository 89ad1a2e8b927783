import { remove, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import { nodeAt } from "../../yaml/node.ts";
import type { Json, YamlNode } from "../../yaml/node.ts";
import { plain } from "../server/decode.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import type { Value } from "../server/value.ts";
import { validateSchema } from "../server/validateSchema.ts";
import { unitsMeant } from "./duration.ts";
import { lifetimeFixes } from "./lifetime.ts";
import { fix, nameOf } from "./explanation.ts";
import type { Case, Explained } from "./explanation.ts";
import { readings } from "./readings.ts";

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

/** Right values that the wrong one can be read as; only those that the schema accepts. */
function repairs({ manifest, error }: Case, node: YamlNode): readonly Fix[] {
  const schema = error.node;
  if (!schema) return [];
  if (node.kind === "scalar" && node.value === null && typeof error.path.at(-1) === "number")
    return fix("Remove the empty item", remove(manifest, error.path));
  const raw = node.kind === "scalar" ? node.raw : "";
  const lifetimes = lifetimeFixes(manifest, error.path, raw);
  if (lifetimes.length > 0) return lifetimes;
  const reading = [...readings(node, schema, error.path)].find(
    ({ value }) => validateSchema(valueOfJson(value), schema).length === 0,
  );
  if (reading) return fix(reading.title, setValue(manifest, error.path, reading.value));
  return unitsMeant(raw)
    .filter((text) => validateSchema(text, schema).length === 0)
    .flatMap((text) => fix(`Write ${text}`, setValue(manifest, error.path, text), false));
}

/** Plain data as the server would decode it. */
function valueOfJson(json: Json): Value {
  if (Array.isArray(json)) return (json as readonly Json[]).map(valueOfJson);
  if (typeof json === "object" && json !== null)
    return new Map(Object.entries(json).map(([name, item]) => [name, valueOfJson(item)]));
  return plain({ kind: "scalar", value: json, raw: "", style: "plain", start: 0, end: 0 });
}
