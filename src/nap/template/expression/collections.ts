import { Unresolved, type ModelObject, type ModelValue } from "../../model.ts";
import { asText, printed } from "./texts.ts";
import { isSame, listOf } from "./modelValue.ts";
import { isModelObject } from "../../model.ts";

/** `concat()`: of arrays alone, or of everything else as text; undefined for a mixture, and for null. */
export function concat(args: readonly ModelValue[]): ModelValue | undefined {
  if (args.some((arg) => Array.isArray(arg))) {
    const isAll = args.every((arg) => Array.isArray(arg));
    return isAll ? args.flatMap((arg) => listOf(arg) ?? []) : undefined;
  }
  const pieces = args.map(printed);
  return pieces.includes(undefined) ? undefined : pieces.join("");
}

/** `union()`: of arrays each item once, of objects the members of all, deep down, the later one winning. */
export function union(args: readonly ModelValue[]): ModelValue | undefined {
  if (args.every((arg) => Array.isArray(arg))) {
    const all = args.flatMap((arg) => listOf(arg) ?? []);
    return all.filter((item, index) => all.findIndex((other) => isSame(other, item)) === index);
  }
  if (!args.every(isModelObject)) return undefined;
  return args.filter(isModelObject).reduce(merge, {});
}

function merge(left: ModelObject, right: ModelObject): ModelObject {
  const merged = new Map<string, ModelValue>(Object.entries(left));
  for (const [key, value] of Object.entries(right)) {
    const name = Object.keys(left).find((k) => k.toLowerCase() === key.toLowerCase()) ?? key;
    const before = left[name];
    const isDeep = before !== undefined && isModelObject(before) && isModelObject(value);
    merged.set(name, isDeep ? merge(before, value) : value);
  }
  return Object.fromEntries(merged);
}

/** `length()`: of characters, items or members. */
export function sizeOf(value: ModelValue | undefined): number | undefined {
  if (typeof value === "string") return value.length;
  const list = listOf(value);
  if (list !== undefined) return list.length;
  return value !== undefined && isModelObject(value) ? Object.keys(value).length : undefined;
}

/** `contains()`: an item of an array, a part of a text, or a key of an object, whose case is ignored. */
export function contains(
  container: ModelValue | undefined,
  item: ModelValue | undefined,
): boolean | undefined {
  if (container === undefined || item === undefined) return undefined;
  const list = listOf(container);
  if (list !== undefined) return list.some((each) => isSame(each, item));
  const text = printed(item);
  if (text === undefined) return undefined;
  if (typeof container === "string") return container.includes(text);
  if (!isModelObject(container)) return undefined;
  return Object.keys(container).some((key) => key.toLowerCase() === text.toLowerCase());
}

/** `createObject()`: keys and values in turn. */
export function objectOf(args: readonly ModelValue[]): ModelObject | undefined {
  const entries: [string, ModelValue][] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    const key = asText(args[index]);
    const value = args[index + 1];
    if (key === undefined || value === undefined) return undefined;
    entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

/** `json()`; undefined for what is no JSON. */
export function parsed(value: ModelValue | undefined): ModelValue | undefined {
  const text = asText(value);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as ModelValue;
  } catch {
    return undefined;
  }
}

/** `take()` and `skip()`: the characters or items from `from` on, up to before `to`. */
export function taken(
  value: ModelValue | undefined,
  from: number,
  to?: number,
): ModelValue | undefined {
  if (typeof value === "string") return value.slice(from, to);
  return listOf(value)?.slice(from, to);
}

/** Each member as an object of `key` and `value`, ordered by key. */
export function itemsOf(value: ModelValue | undefined): ModelValue | undefined {
  if (value === undefined || !isModelObject(value)) return undefined;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, each]) => ({ key, value: each }));
}

/** `shallowMerge()`: the members of all objects, the later one winning as a whole. */
export function shallowMerge(list: readonly ModelValue[] | undefined): ModelValue | undefined {
  if (!list?.every(isModelObject)) return undefined;
  return Object.fromEntries(list.filter(isModelObject).flatMap((each) => Object.entries(each)));
}

/** `tryGet()`: the value at a path of keys and indexes, null where there is none. */
export function tryGet(value: ModelValue | undefined, keys: readonly ModelValue[]): ModelValue {
  let inner: ModelValue = value ?? null;
  for (const key of keys) {
    const next = isModelObject(inner)
      ? Object.entries(inner).find(([name]) => sameName(name, key))?.[1]
      : listOf(inner)?.[typeof key === "number" ? key : -1];
    if (next instanceof Unresolved) return next;
    inner = next ?? null;
  }
  return inner;
}

function sameName(name: string, key: ModelValue): boolean {
  return typeof key === "string" && key.toLowerCase() === name.toLowerCase();
}

/** `empty()` of what has this length; undefined where the length is not known. */
export function emptyOf(size: number | undefined): boolean | undefined {
  return size === undefined ? undefined : size === 0;
}
