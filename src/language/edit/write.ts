import { resolvePlain } from "../yaml/resolve.ts";
import type { Json, ScalarStyle } from "../yaml/node.ts";

/** Characters and beginnings that a plain scalar cannot have in block style; flow style forbids `,[]{}` too. */
const needsQuotes = /^[\s\-?:,[\]{}#&*!|>'"%@`]|:(\s|$)|\s#|\s$|^$/;
const plainAfterAll = /^-?[\w./+@%][\w./+@%:-]*$|^[-*/,\d]+( [-*/,\dA-Za-z]+)+$/;
const flowOnly = /[,[\]{}]/;

/**
 * A scalar as YAML text that the API server reads back as the same value: strings that look like
 * something else (`yes`, `0`, `1.5`) get quotes.
 */
export function scalarText(value: Json, style: ScalarStyle = "plain", flow = false): string {
  if (typeof value !== "string") return JSON.stringify(value, bigintAsNumber);
  if (style === "single" && !/[\n'\\]/.test(value)) return `'${value}'`;
  if (style === "double") return JSON.stringify(value);
  return isPlain(value, flow) ? value : JSON.stringify(value);
}

function isPlain(value: string, flow: boolean): boolean {
  if (resolvePlain(value) !== value || value.includes("\n")) return false;
  if (value === "<<" || value === "=" || /^(---|\.\.\.)/.test(value)) return false;
  if (needsQuotes.test(value) && !(plainAfterAll.test(value) && !/^[-%@*]/.test(value)))
    return false;
  return !flow || !flowOnly.test(value);
}

function bigintAsNumber(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** A value in flow style: `{ key: a, values: [b, c] }`. */
export function flowText(value: Json): string {
  if (isList(value)) return `[${value.map(flowText).join(", ")}]`;
  if (isObject(value)) {
    const pairs = Object.entries(value).map(
      ([name, item]) => `${keyText(name)}: ${flowText(item)}`,
    );
    return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
  }
  return scalarText(value, "plain", true);
}

/** What follows `key:` (with its leading space or line break) for a value in block style. */
export function blockText(value: Json, indent: number, newline: string): string {
  if (isList(value) && value.length > 0) {
    const lines = value.map((item) => itemText(item, indent, newline));
    return lines.map((line) => newline + " ".repeat(indent) + line).join("");
  }
  if (isObject(value) && Object.keys(value).length > 0)
    return pairLines(value, indent, newline)
      .map((line) => newline + line)
      .join("");
  return ` ${isList(value) || isObject(value) ? flowText(value) : scalarText(value)}`;
}

/** `- ` and the item, whose further lines are indented to stand behind the dash at `indent`. */
export function itemText(value: Json, indent: number, newline: string): string {
  if (isObject(value) && Object.keys(value).length > 0)
    return `- ${pairLines(value, indent + 2, newline)
      .join(newline)
      .trimStart()}`;
  return `-${isList(value) ? ` ${flowText(value)}` : blockText(value, indent + 2, newline)}`;
}

function pairLines(value: JsonObject, indent: number, newline: string): string[] {
  return Object.entries(value).map(
    ([name, item]) =>
      `${" ".repeat(indent)}${keyText(name)}:${blockText(item, indent + 2, newline)}`,
  );
}

export function keyText(name: string): string {
  return scalarText(name, "plain", true);
}

type JsonObject = Readonly<Record<string, Json>>;

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
