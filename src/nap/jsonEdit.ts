import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./json.ts";

/** A path into JSON: member names and, as text, indexes; `*` stands for all of them where a function says so. */
export type JsonPath = readonly string[];

/** The value without what stands at a path; `*` goes into every item or member. Empty objects stay. */
export function without(value: Json, path: JsonPath): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const edit = (inner: Json): Json => without(inner, rest);
  if (isJsonArray(value)) return name === "*" ? value.map(edit) : value;
  if (!isJsonObject(value)) return value;
  const isLast = rest.length === 0;
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, inner]) => {
      if (member !== name && name !== "*") return [[member, inner]];
      return isLast ? [] : [[member, edit(inner)]];
    }),
  );
}

/** The object with a member set at a path of member names; objects that are not there are made. */
export function withValue(value: JsonObject, path: JsonPath, next: Json): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const inner = value[name];
  const object = isJsonObject(inner) ? inner : {};
  return { ...value, [name]: rest.length === 0 ? next : withValue(object, rest, next) };
}

/** One place in which two JSON values differ; `before` or `after` is undefined where one has nothing there. */
export interface Difference {
  readonly path: JsonPath;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Every place in which two values differ, deepest first known paths; the order of members does not count. */
export function differences(before: Json, after: Json, path: JsonPath = []): readonly Difference[] {
  if (isJsonArray(before) && isJsonArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => String(index)).flatMap((index) =>
      inside(before[Number(index)], after[Number(index)], [...path, index]),
    );
  }
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => inside(before[name], after[name], [...path, name]));
  }
  return before === after ? [] : [{ path, before, after }];
}

function inside(
  before: Json | undefined,
  after: Json | undefined,
  path: JsonPath,
): readonly Difference[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined || after === undefined) return [{ path, before, after }];
  return differences(before, after, path);
}
