import type { ModelValue } from "../../model.ts";
import {
  concat,
  contains,
  emptyOf,
  itemsOf,
  objectOf,
  parsed,
  shallowMerge,
  sizeOf,
  taken,
  tryGet,
  union,
} from "./collections.ts";
import { isSame, listOf } from "./modelValue.ts";
import { isModelObject } from "../../model.ts";
import { arithmetic, compare, extreme, logical, range } from "./numbers.ts";
import {
  asText,
  bool,
  both,
  changedText,
  format,
  int,
  joined,
  parts,
  printed,
  replaced,
  substring,
} from "./texts.ts";

/**
 * Functions of ARM templates whose answer follows from their arguments alone; undefined where the arguments do not fit.
 * Arguments are known as far as `call.ts` asks for each function.
 * Source: learn.microsoft.com/azure/azure-resource-manager/templates/template-functions.
 */
type TemplateFunction = (args: readonly ModelValue[]) => ModelValue | undefined;

export const functions: Readonly<Record<string, TemplateFunction>> = {
  add: ([a, b]) => arithmetic(a, b, (x, y) => x + y),
  and: (args) => logical(args, (values) => values.every(Boolean)),
  array: ([value]) => (Array.isArray(value) ? value : value === undefined ? undefined : [value]),
  bool: ([a]) => bool(a),
  coalesce: (args) => args.find((arg) => arg !== null) ?? null,
  concat: (args) => concat(args),
  contains: ([a, b]) => contains(a, b),
  createarray: (args) => args,
  createobject: (args) => objectOf(args),
  div: ([a, b]) => arithmetic(a, b, (x, y) => Math.trunc(x / y)),
  empty: ([value]) => (value === null ? true : emptyOf(sizeOf(value))),
  endswith: ([text, end]) => both(text, end, (a, b) => a.toLowerCase().endsWith(b.toLowerCase())),
  equals: ([a, b]) => (a === undefined || b === undefined ? undefined : isSame(a, b)),
  false: () => false,
  first: ([value]) => (typeof value === "string" ? value.slice(0, 1) : listOf(value)?.[0]),
  flatten: ([value]) => listOf(value)?.flatMap((each) => listOf(each) ?? [each]),
  format: ([pattern, ...args]) => format(pattern, args),
  greater: ([a, b]) => compare(a, b, (order) => order > 0),
  greaterorequals: ([a, b]) => compare(a, b, (order) => order >= 0),
  indexof: ([text, part]) => both(text, part, (a, b) => a.toLowerCase().indexOf(b.toLowerCase())),
  int: ([a]) => int(a),
  items: ([value]) => itemsOf(value),
  join: ([list, separator]) => joined(listOf(list), asText(separator)),
  json: ([value]) => parsed(value),
  last: ([value]) => (typeof value === "string" ? value.slice(-1) : listOf(value)?.at(-1)),
  length: ([value]) => sizeOf(value),
  less: ([a, b]) => compare(a, b, (order) => order < 0),
  lessorequals: ([a, b]) => compare(a, b, (order) => order <= 0),
  max: (args) => extreme(args, Math.max),
  min: (args) => extreme(args, Math.min),
  mod: ([a, b]) => arithmetic(a, b, (x, y) => x % y),
  mul: ([a, b]) => arithmetic(a, b, (x, y) => x * y),
  not: ([value]) => (typeof value === "boolean" ? !value : undefined),
  null: () => null,
  objectkeys: ([value]) =>
    value !== undefined && isModelObject(value) ? Object.keys(value).sort() : undefined,
  or: (args) => logical(args, (values) => values.some(Boolean)),
  range: ([a, b]) => range(a, b),
  replace: ([text, from, to]) => replaced(asText(text), asText(from), asText(to)),
  shallowmerge: ([list]) => shallowMerge(listOf(list)),
  skip: ([value, count]) =>
    typeof count === "number" ? taken(value, Math.max(0, count)) : undefined,
  split: ([text, separators]) => parts(text, separators),
  startswith: ([text, start]) =>
    both(text, start, (a, b) => a.toLowerCase().startsWith(b.toLowerCase())),
  string: ([value]) => (value === undefined ? undefined : (printed(value) ?? "")),
  sub: ([a, b]) => arithmetic(a, b, (x, y) => x - y),
  substring: (args) => substring(args),
  take: ([value, count]) =>
    typeof count === "number" ? taken(value, 0, Math.max(0, count)) : undefined,
  tolower: ([value]) => changedText(value, (text) => text.toLowerCase()),
  toupper: ([value]) => changedText(value, (text) => text.toUpperCase()),
  trim: ([value]) => changedText(value, (text) => text.trim()),
  true: () => true,
  tryget: ([value, ...keys]) => tryGet(value, keys),
  union: (args) => union(args),
};
