/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object; members that nobody here knows are carried along. */
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

/** Tells an object from every other JSON value. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value itself when it is an object, else one without members. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The objects of an array, none when the value is no array. */
export function asObjects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The value when it is a text, else the empty text. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The value at a path of member names, undefined where the path ends early. */
export function at(value: unknown, ...path: readonly string[]): Json | undefined {
  const found = path.reduce<unknown>((place, name) => asObject(place)[name], value);
  return found as Json | undefined;
}

/** A copy with the value set at a path; objects on the way are made. */
export function withAt(object: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return object;
  const inner = rest.length === 0 ? value : withAt(asObject(object[first]), rest, value);
  return { ...object, [first]: inner };
}

/** A copy without the member at a path. */
export function withoutAt(object: JsonObject, path: readonly string[]): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined || object[first] === undefined) return object;
  if (rest.length > 0) return { ...object, [first]: withoutAt(asObject(object[first]), rest) };
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== first));
}

/** One object laid over another: objects merge, arrays and scalars replace, null removes. */
export function overlay(base: JsonObject, over: JsonObject): JsonObject {
  const members = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(over)) {
    if (value === null) members.delete(name);
    else if (isObject(value)) members.set(name, overlay(asObject(members.get(name)), value));
    else members.set(name, value);
  }
  return Object.fromEntries(members);
}

/** Compares as Resource Manager does: without case. */
export function sameName(one: unknown, other: unknown): boolean {
  return asText(one).toLowerCase() === asText(other).toLowerCase();
}
