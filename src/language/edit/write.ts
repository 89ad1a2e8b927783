import { resolvePlain } from "../yaml/resolve.ts";
import type { Json, ScalarStyle } from "../yaml/node.ts";

/** What no plain scalar may begin with, or have in it. */
const neverPlain = /^[\s,[\]{}#&*!|>'"%@`?:]|^-(?:\s|$)|:(?:\s|$)|\s#|\s$|^$|^(?:---|\.\.\.|<<|=)/;
const flowIndicators = /[,[\]{}?]/;
/** Line breaks, control characters and halves of characters: only as escape sequences. */
const unprintable = /[^\t -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const escapable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * A scalar as YAML text that the API server reads back as the same value: strings that look like
 * something else (`yes`, `0`, `1.5`) get quotes.
 */
export function scalarText(value: Json, style: ScalarStyle = "plain", flow = false): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "string") return JSON.stringify(value);
  if (style === "single" && !unprintable.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return style !== "double" && isPlain(value, flow) ? value : quoted(value);
}

function isPlain(value: string, flow: boolean): boolean {
  if (resolvePlain(value) !== value || value.includes("\t") || unprintable.test(value))
    return false;
  return !neverPlain.test(value) && !(flow && flowIndicators.test(value));
}

/** JSON's escape sequences are YAML's, but YAML needs more of them. */
function quoted(value: string): string {
  return JSON.stringify(value).replaceAll(
    escapable,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A value in flow style: `{ key: a, values: [b, c] }`; with the style `double` all text is quoted, as JSON wants it. */
export function flowText(value: Json, style: ScalarStyle = "plain"): string {
  if (isList(value)) return `[${value.map((item) => flowText(item, style)).join(", ")}]`;
  if (isObject(value)) {
    const pairs = Object.entries(value).map(
      ([name, item]) => `${keyText(name, style)}: ${flowText(item, style)}`,
    );
    return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
  }
  return scalarText(value, style, true);
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

/** A key as YAML text that the API server reads back as the same name. */
export function keyText(name: string, style: ScalarStyle = "plain"): string {
  return scalarText(name, style, true);
}

type JsonObject = Readonly<Record<string, Json>>;

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
