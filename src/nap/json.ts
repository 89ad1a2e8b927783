/** JSON as Azure answers it: raw, with members that nobody here knows. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [member: string]: Json;
}

/** Whether a value is an object and no array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is an array. */
export function isJsonArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value at a path of member names; undefined where the path ends early. */
export function jsonAt(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (inner, name) => (isJsonObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
    value,
  );
}

/** The text at a path; empty where there is none. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string {
  const found = jsonAt(value, ...path);
  return typeof found === "string" ? found : "";
}

/** The items at a path that are objects; none where there is no array. */
export function objectsAt(
  value: Json | undefined,
  ...path: readonly string[]
): readonly JsonObject[] {
  const found = path.length === 0 ? value : jsonAt(value, ...path);
  return isJsonArray(found) ? found.filter(isJsonObject) : [];
}

/** The JSON that a text holds; undefined when it holds none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
