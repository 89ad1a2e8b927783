import { blockText, flowText } from "../edit/write.ts";
import type { StructuralSchema } from "../schema/types.ts";
import { objectMeta } from "../schema/objectMeta.ts";
import { expectedKeys, isHidden, likelyValue, presetOf } from "./presets.ts";
import { snippetLiteral } from "./snippetText.ts";
import type { Placeholders } from "./snippetText.ts";

/** How and where a snippet is written. */
export interface Writing {
  /** Column of the key, or of the dash. */
  readonly indent: number;
  readonly flow: boolean;
  readonly newline: string;
  readonly placeholders: Placeholders;
}

/** Keys of a map that must be written, in the order in which people write them. */
export function requiredKeys(schema: StructuralSchema, field: string): readonly string[] {
  const expected = expectedKeys(field);
  const others = (schema.required ?? []).filter((name) => !expected.includes(name));
  return [...expected, ...others].filter(
    (name) => schema.properties?.[name] !== undefined && !isHidden(join(field, name)),
  );
}

/** The name of a field inside another: `spec.template`; at the root the name alone. */
export function join(field: string, name: string): string {
  return field === "" ? name : `${field}.${name}`;
}

/** What follows `key:`: placeholders for a scalar, the needed children for a map or list. */
export function valueSnippet(schema: StructuralSchema, field: string, writing: Writing): string {
  const preset = presetOf(field);
  const { indent, newline, placeholders } = writing;
  if (preset !== undefined) {
    const text = writing.flow ? ` ${flowText(preset)}` : blockText(preset, indent + 2, newline);
    return snippetLiteral(text);
  }
  if (field === "metadata") return mapSnippet(objectMeta, field, writing);
  if (schema.type === "object") return mapSnippet(schema, field, writing);
  if (schema.type === "array") return listSnippet(schema, field, writing);
  const text = defaultText(schema, field);
  const others = choices(schema).filter((one) => one !== text);
  if (text === "" || others.length === 0) return ` ${placeholders.next(text)}`;
  return ` ${placeholders.choice([text, ...others])}`;
}

/** All values that a field with few of them takes. */
function choices({ type, enum: values = [] }: StructuralSchema): readonly string[] {
  if (type === "boolean") return ["true", "false"];
  return values.flatMap((value) => (typeof value === "string" ? [value] : []));
}

function defaultText(schema: StructuralSchema, field: string): string {
  const value = schema.default ?? likelyValue(field);
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function mapSnippet(schema: StructuralSchema, field: string, writing: Writing): string {
  const { flow, newline, placeholders } = writing;
  const indent = writing.indent + 2;
  const pairs = pairSnippets(schema, field, { ...writing, indent });
  if (flow) return pairs.length === 0 ? ` { ${placeholders.next()} }` : ` { ${pairs.join(", ")} }`;
  const lines = pairs.length === 0 ? [placeholders.next()] : pairs;
  return lines.map((line) => newline + " ".repeat(indent) + line).join("");
}

/** The needed pairs of a map whose keys stand in the column `writing.indent`. */
export function pairSnippets(
  schema: StructuralSchema,
  field: string,
  writing: Writing,
): readonly string[] {
  return requiredKeys(schema, field).flatMap((name) => {
    const child = schema.properties?.[name];
    return child ? [`${name}:${valueSnippet(child, join(field, name), writing)}`] : [];
  });
}

function listSnippet(schema: StructuralSchema, field: string, writing: Writing): string {
  const { flow, newline, placeholders } = writing;
  const indent = writing.indent + 2;
  const items = schema.items;
  if (items?.type !== "object") return ` [${placeholders.next()}]`;
  const item = itemSnippet(items, `${field}[]`, { ...writing, indent });
  return flow ? ` [${item}]` : `${newline}${" ".repeat(indent)}- ${item}`;
}

/** One item of a list, without its dash, which stands in the column `writing.indent`. */
export function itemSnippet(schema: StructuralSchema, field: string, writing: Writing): string {
  const { flow, newline, placeholders } = writing;
  const indent = writing.indent + 2;
  const pairs = schema.type === "object" ? pairSnippets(schema, field, { ...writing, indent }) : [];
  if (pairs.length === 0) return placeholders.next();
  return flow ? `{ ${pairs.join(", ")} }` : pairs.join(newline + " ".repeat(indent));
}
