import type { Parsed } from "./parsed.ts";

/** How Go prints and splits text; the messages of Karpenter and Kubernetes are made with these. */

const escapes: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

function quoteRune(character: string): string {
  const escape = escapes[character];
  if (escape !== undefined) return escape;
  if (printable.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** Text as the verb `%q` prints it (strconv.Quote). */
export function goQuote(text: string): string {
  return `"${Array.from(text, quoteRune).join("")}"`;
}

/** A slice of strings as `%v` and `%s` print it: `[a b]`. */
export function goList(items: readonly string[]): string {
  return `[${items.join(" ")}]`;
}

/** A sets.Set[string] as `%v` prints it: a map with sorted keys, `map[a:{} b:{}]`. */
export function goSet(items: readonly string[]): string {
  return `map[${sortedByBytes(items)
    .map((item) => `${item}:{}`)
    .join(" ")}]`;
}

/** A sorted copy in the order of Go's string comparison, which is that of code points. */
export function sortedByBytes(items: readonly string[]): string[] {
  return [...items].sort(compareBytes);
}

const surrogate = /[\uD800-\uDFFF]/;

/** Compares two strings as Go does: -1, 0 or 1. */
export function compareBytes(left: string, right: string): -1 | 0 | 1 {
  if (left === right) return 0;
  // UTF-8 sorts as UTF-16 does where there are no surrogates.
  if (!surrogate.test(left) && !surrogate.test(right)) return left < right ? -1 : 1;
  const a = new TextEncoder().encode(left);
  const b = new TextEncoder().encode(right);
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

/** Length in bytes of UTF-8, which is what Go's len() counts. */
export function byteLength(text: string): number {
  // Nearly every text is ASCII, and an encoder makes a copy.
  for (let index = 0; index < text.length; index++)
    if (text.charCodeAt(index) > 127) return new TextEncoder().encode(text).length;
  return text.length;
}

/** Splits at runs of white space as strings.Fields does (unicode.IsSpace: with U+0085, without U+FEFF). */
export function goFields(text: string): string[] {
  return text
    .split(/[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/)
    .filter((field) => field !== "");
}

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

/** A decimal integer of 64 bits with the error texts of strconv.Atoi. The value is a bigint because it may exceed 2^53. */
export function goAtoi(text: string): Parsed<bigint> {
  const fail = (why: string) => ({ error: `strconv.Atoi: parsing ${goQuote(text)}: ${why}` });
  if (!/^[+-]?[0-9]+$/.test(text)) return fail("invalid syntax");
  const value = BigInt(text.replace(/^\+/, ""));
  return value < int64.min || value > int64.max ? fail("value out of range") : { value };
}
