import { goFloat } from "./serverError.ts";
import { isMap } from "./value.ts";
import type { Value } from "./value.ts";

/** A bound is printed as the type of the value that it is compared with. */
export function shownBound(value: bigint | number, limit: number): string {
  return typeof value === "number" ? goFloat(limit) : String(limit);
}

/** The type of a value as the validator names it. */
export function typeOf(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "bigint") return "integer";
  if (typeof value === "object") return isMap(value) ? "object" : "array";
  return typeof value;
}

/** The format that the server infers for a value of a type. */
export function formatOf(found: string): string {
  return found === "integer" ? "int64" : found === "number" ? "float64" : "";
}

/** Code points; lone surrogates count as one each. */
export function runes(text: string): number {
  return Array.from(text).length;
}
