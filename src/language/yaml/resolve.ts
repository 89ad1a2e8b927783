import type { ScalarValue } from "./node.ts";

/** A value that JSON cannot carry: `.nan`, `.inf`. */
export const notJson = Symbol("not JSON");
/** A value that its explicit tag does not allow: `!!int x`. */
export const mismatch = Symbol("tag mismatch");

/**
 * What a plain scalar is to the API server, which reads YAML 1.1 through go.yaml.in/yaml/v2 (resolve.go)
 * and then JSON: `yes` is a boolean, `017` is 15, `1.0` is the integer 1, a date stays a string.
 */
export function resolvePlain(text: string): ScalarValue | typeof notJson {
  const first = text.charCodeAt(0);
  if (text === "") return null;
  if (isDigit(first) || first === plus || first === minus || first === dot)
    return named.get(text) ?? resolveNumber(text) ?? text;
  return named.has(text) ? (named.get(text) ?? null) : text;
}

const plus = 43;
const minus = 45;
const dot = 46;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const named = new Map<string, ScalarValue | typeof notJson>();
for (const word of ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"])
  named.set(word, true);
for (const word of ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"])
  named.set(word, false);
for (const word of ["~", "null", "Null", "NULL"]) named.set(word, null);
for (const word of ["nan", "NaN", "NAN"]) named.set(`.${word}`, notJson);
for (const word of ["inf", "Inf", "INF"])
  for (const sign of ["", "+", "-"]) named.set(`${sign}.${word}`, notJson);

const goInteger = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/;
const goFloat = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const underscored = /^\.[0-9](_?[0-9])*([eE][-+]?[0-9](_?[0-9])*)?$/;
const minInt64 = -(2n ** 63n);
const maxUint64 = 2n ** 64n - 1n;
const maxInt64 = 2n ** 63n - 1n;

/** Digits alone, few enough for a number to hold them all. */
function shortInteger(text: string): number | undefined {
  if (text.length > 15 || text.charCodeAt(0) === 48) return undefined;
  for (let at = 0; at < text.length; at += 1) if (!isDigit(text.charCodeAt(at))) return undefined;
  return Number(text);
}

function resolveNumber(text: string): ScalarValue | undefined {
  const short = shortInteger(text);
  if (short !== undefined) return short;
  const integer = integerOf(text);
  if (integer !== undefined) return integer > maxInt64 ? Number(integer) : narrow(integer);
  // What begins with a point must have its underscores between digits; elsewhere they may stand anywhere.
  const plain = text.startsWith(".") && !underscored.test(text) ? text : text.replaceAll("_", "");
  if (!goFloat.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? jsonNumber(value) : undefined;
}

/** The int64 or uint64 that Go's strconv reads with base 0; undefined for everything else. */
export function integerOf(text: string): bigint | undefined {
  const match = goInteger.exec(text.replaceAll("_", ""));
  if (match === null) return undefined;
  const [, sign = "", digits = ""] = match;
  if (/^0[oO]$/.test(digits)) return undefined;
  const octal = /^0[oO]?([0-7]+)$/.exec(digits);
  const absolute = BigInt(octal ? `0o${octal[1] ?? ""}` : digits);
  const value = sign === "-" ? -absolute : absolute;
  if (value < minInt64 || value > maxUint64) return undefined;
  return value > maxInt64 && sign === "+" ? undefined : value;
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Go writes a whole float64 below 1e21 without a fraction, so the server's JSON decoder sees an integer. */
function jsonNumber(value: number): number | bigint {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e21) return value;
  // The digits as Go writes them: the shortest that give the number back, then zeros.
  const integer = BigInt(String(value));
  return integer >= minInt64 && integer <= maxInt64 ? narrow(integer) : value;
}

/** The tag that go.yaml.in/yaml/v2 finds for a text without one. */
export function tagOf(text: string): string {
  const value = resolvePlain(text);
  if (value === null) return "!!null";
  if (value === notJson) return "!!float";
  if (typeof value === "boolean") return "!!bool";
  if (typeof value === "string") return isTimestamp(value) ? "!!timestamp" : "!!str";
  return integerOf(text) === undefined ? "!!float" : "!!int";
}

/** resolve.go, allowedTimestampFormats; whether the day exists in its month is left open. */
function isTimestamp(text: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}([Tt]\d{1,2}:\d{1,2}:\d{1,2}([.,]\d+)?(Z|[-+]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}([.,]\d+)?)?$/.test(
    text,
  );
}

/** `!!str 5` and the like; a tag that YAML 1.1 does not resolve leaves a string. */
export function resolveTagged(
  tag: string,
  text: string,
): ScalarValue | typeof notJson | typeof mismatch {
  switch (tag) {
    case "!!bool":
    case "!!int":
    case "!!null":
    case "!!timestamp":
      return tagOf(text) === tag ? resolvePlain(text) : mismatch;
    case "!!float": {
      const isUnsigned = (integerOf(text) ?? 0n) > maxInt64;
      const isNumber = tagOf(text) === "!!float" || tagOf(text) === "!!int";
      if (!isNumber || isUnsigned) return mismatch;
      const resolved = resolvePlain(text);
      return typeof resolved === "bigint" ? jsonNumber(Number(resolved)) : resolved;
    }
    case "!!binary":
      return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(
        text.replaceAll(/[\r\n]/g, ""),
      )
        ? text
        : mismatch;
    default:
      return text;
  }
}
