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
const minInt64 = -(2n ** 63n);
const maxUint64 = 2n ** 64n - 1n;
const maxInt64 = 2n ** 63n - 1n;

function resolveNumber(text: string): ScalarValue | undefined {
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  const integer = goInteger.exec(plain);
  if (integer) {
    const value = parseInteger(integer[1] ?? "", integer[2] ?? "");
    if (value !== undefined) return value;
  }
  if (!goFloat.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? jsonNumber(value) : undefined;
}

function parseInteger(sign: string, digits: string): number | bigint | undefined {
  const octal = /^0[oO]?([0-7]+)$/.exec(digits);
  if (/^0[oO]$/.test(digits)) return undefined;
  const absolute = BigInt(octal ? `0o${octal[1] ?? ""}` : digits);
  const value = sign === "-" ? -absolute : absolute;
  if (value < minInt64 || value > maxUint64) return undefined;
  if (value > maxInt64) return sign === "+" ? undefined : Number(value);
  return narrow(value);
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Go writes a whole float64 below 1e21 without a fraction, so the server's JSON decoder sees an integer. */
function jsonNumber(value: number): number | bigint {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e21) return value;
  const integer = BigInt(value);
  return integer >= minInt64 && integer <= maxInt64 ? narrow(integer) : value;
}

/** `!!str 5` and the like; an unknown tag leaves a string. */
export function resolveTagged(
  tag: string,
  text: string,
): ScalarValue | typeof notJson | typeof mismatch {
  const value = resolvePlain(text);
  switch (tag) {
    case "!!str":
    case "!!binary":
    case "!":
      return text;
    case "!!int":
      return typeof value === "number" || typeof value === "bigint" ? value : mismatch;
    case "!!float":
      return typeof value === "number" || typeof value === "bigint" ? value : mismatch;
    case "!!bool":
      return typeof value === "boolean" ? value : mismatch;
    case "!!null":
      return value === null ? null : mismatch;
    default:
      return text;
  }
}
