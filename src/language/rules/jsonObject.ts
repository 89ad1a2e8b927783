import type { Json } from "../yaml/node.ts";

export type Fields = Readonly<Record<string, Json>>;

/** Whether a value has fields: no list, no scalar, no null. */
export function isObject(value: Json | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of an object; undefined for everything else. */
export function fieldsOf(value: Json | undefined): Fields | undefined {
  return isObject(value) ? value : undefined;
}

/** The items of a list; none for everything else. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
