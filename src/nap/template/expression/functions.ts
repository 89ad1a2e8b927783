import type { ModelObject, ModelValue } from "../../model.ts";
import { isModelObject, isSame, isTrue } from "./modelValue.ts";

/**
 * Functions of ARM templates whose answer follows from their arguments alone; undefined where the arguments do not fit.
 * All arguments are known down to the last member, except where `open` says otherwise.
 * Source: learn.microsoft.com/azure/azure-resource-manager/templates/template-functions.
 */
type TemplateFunction = (...args: readonly ModelValue[]) => ModelValue | undefined;

const asText = (value: ModelValue | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;
const asNumber = (value: ModelValue | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

/** What `string()` and the placeholders of `format()` print. */
function printed(value: ModelValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null || value === undefined ? undefined : JSON.stringify(value);
}

function listOf(value: ModelValue | undefined): readonly ModelValue[] | undefined {
  return Array.isArray(value) ? (value as readonly ModelValue[]) : undefined;
}

function format(pattern: ModelValue | undefined, args: readonly ModelValue[]): string | undefined {
  const text = asText(pattern);
  if (text === undefined || /\{\d+[:,]/.test(text)) return undefined;
  let isKnown = true;
  const result = text.replace(/\{\{|\}\}|\{(\d+)\}/g, (match, digits?: string) => {
    if (digits === undefined) return match.charAt(0);
    const piece = printed(args[Number(digits)]);
    isKnown &&= piece !== undefined;
    return piece ?? "";
  });
  return isKnown ? result : undefined;
}

function concat(args: readonly ModelValue[]): ModelValue | undefined {
  if (args.some((arg) => Array.isArray(arg))) {
    const isAll = args.every((arg) => Array.isArray(arg));
    return isAll ? args.flatMap((arg) => listOf(arg) ?? []) : undefined;
  }
  const pieces = args.map(printed);
  return pieces.includes(undefined) ? undefined : pieces.join("");
}

function union(args: readonly ModelValue[]): ModelValue | undefined {
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

function sizeOf(value: ModelValue | undefined): number | undefined {
  if (typeof value === "string") return value.length;
  const list = listOf(value);
  if (list !== undefined) return list.length;
  return value !== undefined && isModelObject(value) ? Object.keys(value).length : undefined;
}

function contains(
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

function objectOf(args: readonly ModelValue[]): ModelObject | undefined {
  const entries: [string, ModelValue][] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    const key = asText(args[index]);
    const value = args[index + 1];
    if (key === undefined || value === undefined) return undefined;
    entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

function parsed(value: ModelValue | undefined): ModelValue | undefined {
  const text = asText(value);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as ModelValue;
  } catch {
    return undefined;
  }
}

function parts(
  text: ModelValue | undefined,
  separators: ModelValue | undefined,
): string[] | undefined {
  const whole = asText(text);
  const list = listOf(separators)?.map(asText) ?? [asText(separators)];
  if (whole === undefined) return undefined;
  let pieces = [whole];
  for (const separator of list) {
    if (separator === undefined || separator === "") return undefined;
    pieces = pieces.flatMap((piece) => piece.split(separator));
  }
  return pieces;
}

function bool(value: ModelValue | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string" && /^(true|false)$/i.test(value)) return isTrue(value);
  return undefined;
}

function int(value: ModelValue | undefined): number | undefined {
  const text = printed(value);
  return text !== undefined && /^\s*-?\d+\s*$/.test(text) ? Number(text) : undefined;
}

function range(start: ModelValue | undefined, count: ModelValue | undefined): number[] | undefined {
  const [first, length] = [asNumber(start), asNumber(count)];
  if (first === undefined || length === undefined || length < 0 || length > 10_000)
    return undefined;
  return Array.from({ length }, (_, index) => first + index);
}

function compare(
  left: ModelValue | undefined,
  right: ModelValue | undefined,
  test: (order: number) => boolean,
): boolean | undefined {
  const areNumbers = typeof left === "number" && typeof right === "number";
  if (areNumbers) return test(left - right);
  if (typeof left !== "string" || typeof right !== "string") return undefined;
  return test(left < right ? -1 : left > right ? 1 : 0);
}

function arithmetic(
  left: ModelValue | undefined,
  right: ModelValue | undefined,
  operate: (left: number, right: number) => number,
): number | undefined {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a === undefined || b === undefined) return undefined;
  const result = operate(a, b);
  return Number.isSafeInteger(result) ? result : undefined;
}

function taken(value: ModelValue | undefined, from: number, to?: number): ModelValue | undefined {
  if (typeof value === "string") return value.slice(from, to);
  return listOf(value)?.slice(from, to);
}

function substring(args: readonly ModelValue[]): string | undefined {
  const [text, start, length] = [asText(args[0]), asNumber(args[1]), args[2]];
  if (text === undefined || start === undefined || start > text.length) return undefined;
  if (length !== undefined && typeof length !== "number") return undefined;
  return text.slice(start, length === undefined ? undefined : start + length);
}

function resourceName(value: ModelValue | undefined, change: (text: string) => string) {
  const text = asText(value);
  return text === undefined ? undefined : change(text);
}

export const functions: Readonly<Record<string, TemplateFunction>> = {
  add: (a, b) => arithmetic(a, b, (x, y) => x + y),
  and: (...args) => logical(args, (values) => values.every(Boolean)),
  array: (value) => (Array.isArray(value) ? value : value === undefined ? undefined : [value]),
  bool,
  coalesce: (...args) => args.find((arg) => arg !== null) ?? null,
  concat: (...args) => concat(args),
  contains,
  createarray: (...args) => args,
  createobject: (...args) => objectOf(args),
  div: (a, b) => arithmetic(a, b, (x, y) => Math.trunc(x / y)),
  empty: (value) => (value === null ? true : emptyOf(sizeOf(value))),
  endswith: (text, end) => both(text, end, (a, b) => a.toLowerCase().endsWith(b.toLowerCase())),
  equals: (a, b) => (a === undefined || b === undefined ? undefined : isEqual(a, b)),
  false: () => false,
  first: (value) => (typeof value === "string" ? value.slice(0, 1) : listOf(value)?.[0]),
  flatten: (value) => listOf(value)?.flatMap((each) => listOf(each) ?? [each]),
  format: (pattern, ...args) => format(pattern, args),
  greater: (a, b) => compare(a, b, (order) => order > 0),
  greaterorequals: (a, b) => compare(a, b, (order) => order >= 0),
  indexof: (text, part) => both(text, part, (a, b) => a.toLowerCase().indexOf(b.toLowerCase())),
  int,
  join: (list, separator) => joined(listOf(list), asText(separator)),
  json: parsed,
  last: (value) => (typeof value === "string" ? value.slice(-1) : listOf(value)?.at(-1)),
  length: sizeOf,
  less: (a, b) => compare(a, b, (order) => order < 0),
  lessorequals: (a, b) => compare(a, b, (order) => order <= 0),
  max: (...args) => extreme(args, Math.max),
  min: (...args) => extreme(args, Math.min),
  mod: (a, b) => arithmetic(a, b, (x, y) => x % y),
  mul: (a, b) => arithmetic(a, b, (x, y) => x * y),
  not: (value) => (typeof value === "boolean" ? !value : undefined),
  null: () => null,
  or: (...args) => logical(args, (values) => values.some(Boolean)),
  range,
  replace: (text, from, to) => replaced(asText(text), asText(from), asText(to)),
  skip: (value, count) =>
    typeof count === "number" ? taken(value, Math.max(0, count)) : undefined,
  split: parts,
  startswith: (text, start) =>
    both(text, start, (a, b) => a.toLowerCase().startsWith(b.toLowerCase())),
  string: (value) => (value === undefined ? undefined : (printed(value) ?? "")),
  sub: (a, b) => arithmetic(a, b, (x, y) => x - y),
  substring: (...args) => substring(args),
  take: (value, count) =>
    typeof count === "number" ? taken(value, 0, Math.max(0, count)) : undefined,
  tolower: (value) => resourceName(value, (text) => text.toLowerCase()),
  toupper: (value) => resourceName(value, (text) => text.toUpperCase()),
  trim: (value) => resourceName(value, (text) => text.trim()),
  true: () => true,
  union: (...args) => union(args),
};

function emptyOf(size: number | undefined): boolean | undefined {
  return size === undefined ? undefined : size === 0;
}

function logical(
  args: readonly ModelValue[],
  decide: (values: readonly boolean[]) => boolean,
): boolean | undefined {
  const values = args.filter((arg) => typeof arg === "boolean");
  return values.length === args.length ? decide(values) : undefined;
}

function both<T extends ModelValue>(
  left: ModelValue | undefined,
  right: ModelValue | undefined,
  decide: (left: string, right: string) => T,
): T | undefined {
  const [a, b] = [asText(left), asText(right)];
  return a === undefined || b === undefined ? undefined : decide(a, b);
}

function isEqual(left: ModelValue, right: ModelValue): boolean {
  return isSame(left, right);
}

function joined(list: readonly ModelValue[] | undefined, separator: string | undefined) {
  const pieces = list?.map(printed);
  if (pieces === undefined || separator === undefined || pieces.includes(undefined))
    return undefined;
  return pieces.join(separator);
}

function replaced(text: string | undefined, from: string | undefined, to: string | undefined) {
  if (text === undefined || from === undefined || to === undefined || from === "") return undefined;
  return text.replaceAll(from, () => to);
}

function extreme(args: readonly ModelValue[], pick: (...values: number[]) => number) {
  const values = args.flatMap((arg) => listOf(arg) ?? [arg]).map(asNumber);
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length && known.length > 0 ? pick(...known) : undefined;
}
