import { Unresolved, type ModelValue } from "../../model.ts";
import type { Scope } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { functions } from "./functions.ts";
import { isModelObject, UnresolvedItems } from "./modelValue.ts";
import { isKnown, isTooHeavy } from "./weight.ts";

const unknown = new Unresolved("");

type Evaluate = (args: readonly Expression[], scope: Scope) => ModelValue | undefined;

/** Functions that look into arrays and objects no deeper than one level: what is unknown further in does not matter. */
const shallow = new Set(
  "array concat createarray createobject empty first flatten last length range skip take union".split(
    " ",
  ),
);

/** The value of an expression; an `Unresolved` where some part that matters is not known. */
export function call(expression: Expression, scope: Scope): ModelValue {
  if (expression.kind === "literal") return expression.value;
  if (expression.kind === "member")
    return memberOf(call(expression.of, scope), call(expression.key, scope));
  const { name, args } = expression;
  const special = Object.hasOwn(specials, name) ? specials[name] : undefined;
  if (special !== undefined) return special(args, scope) ?? unknown;
  const compute = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (compute === undefined) return unknown;
  const values = args.map((arg) => call(arg, scope));
  const isUsable = shallow.has(name) ? isOpen : isKnown;
  if (!values.every(isUsable)) return unknown;
  return compute(...values) ?? unknown;
}

/** Known on its first level, with a known number of items. */
function isOpen(value: ModelValue): boolean {
  if (value instanceof Unresolved || isTooHeavy(value)) return false;
  return !Array.isArray(value) || !value.some((item) => item instanceof UnresolvedItems);
}

function memberOf(value: ModelValue, key: ModelValue): ModelValue {
  if (!isOpen(value)) return unknown;
  if (Array.isArray(value) && typeof key === "number")
    return (value as readonly ModelValue[])[key] ?? unknown;
  if (!isModelObject(value) || typeof key !== "string") return unknown;
  const lower = key.toLowerCase();
  const name = Object.keys(value).find((each) => each.toLowerCase() === lower);
  return name === undefined ? unknown : (value[name] ?? null);
}

const specials: Readonly<Record<string, Evaluate>> = {
  parameters: named((scope, name) => scope.parameter(name)),
  variables: named((scope, name) => scope.variable(name)),
  copyindex: copyIndex,
  if: choose,
  and: (args, scope) => logical(args, scope, false),
  or: (args, scope) => logical(args, scope, true),
  coalesce,
  concat: (args, scope) => gather("concat", args, scope),
  union: (args, scope) => gather("union", args, scope),
};

function named(look: (scope: Scope, name: string) => ModelValue | undefined): Evaluate {
  return (args, scope) => {
    const name = args[0] && call(args[0], scope);
    return typeof name === "string" ? look(scope, name) : undefined;
  };
}

function copyIndex(args: readonly Expression[], scope: Scope): number | undefined {
  const values = args.map((arg) => call(arg, scope));
  const name = values.find((value) => typeof value === "string");
  const offset = values.find((value) => typeof value === "number") ?? 0;
  const index = scope.copyIndex(name);
  return index === undefined ? undefined : index + offset;
}

function choose(args: readonly Expression[], scope: Scope): ModelValue | undefined {
  const [condition, yes, no] = args;
  if (condition === undefined || yes === undefined || no === undefined) return undefined;
  const test = call(condition, scope);
  if (typeof test === "boolean") return call(test ? yes : no, scope);
  const [left, right] = [call(yes, scope), call(no, scope)];
  const isPlain = typeof left !== "object" || left === null;
  return isPlain && left === right ? left : undefined;
}

/** One argument that decides is enough: `and` with a false, `or` with a true. */
function logical(args: readonly Expression[], scope: Scope, decides: boolean): boolean | undefined {
  const values = args.map((arg) => call(arg, scope));
  if (values.includes(decides)) return decides;
  return values.every((value) => typeof value === "boolean") ? !decides : undefined;
}

function coalesce(args: readonly Expression[], scope: Scope): ModelValue | undefined {
  for (const arg of args) {
    const value = call(arg, scope);
    if (value instanceof Unresolved) return undefined;
    if (value !== null) return value;
  }
  return null;
}

/** Arrays put together keep what is known of them: the rest is some items that nobody knows. */
function gather(
  name: "concat" | "union",
  args: readonly Expression[],
  scope: Scope,
): ModelValue | undefined {
  const values = args.map((arg) => call(arg, scope));
  if (values.every(isOpen)) return functions[name]?.(...values);
  const lists = values.filter((value) => Array.isArray(value));
  if (
    lists.length === 0 ||
    !values.every((value) => value instanceof Unresolved || Array.isArray(value))
  )
    return undefined;
  return values.flatMap((value): readonly ModelValue[] =>
    Array.isArray(value) ? value : [new UnresolvedItems(name)],
  );
}
