import { Unresolved, type ModelValue } from "../../model.ts";
import { printExpression, type Expression } from "./expression.ts";
import { functions } from "./functions.ts";
import { isSame, UnresolvedItems } from "./modelValue.ts";
import { isModelObject } from "../../model.ts";
import type { Scope } from "./scope.ts";
import { isKnown, isTooHeavy } from "./weight.ts";

const unknown = new Unresolved("");

type Evaluate = (args: readonly Expression[], scope: Scope) => ModelValue | undefined;

/** Functions that put values together without looking at them. */
const builders = new Set(["array", "createarray", "createobject"]);

/** Functions that look into arrays and objects no deeper than one level: what is unknown further in does not matter. */
const shallow = new Set(
  "concat first flatten items last objectkeys range shallowmerge skip take tryget union".split(" "),
);

/** The value of an expression; an `Unresolved` where some part that matters is not known. */
export function call(expression: Expression, scope: Scope): ModelValue {
  if (expression.kind === "literal") return expression.value;
  if (scope.effort.left-- <= 0) return unknown;
  if (expression.kind === "member")
    return memberOf(call(expression.of, scope), call(expression.key, scope));
  const { name, args } = expression;
  const special = Object.hasOwn(specials, name) ? specials[name] : undefined;
  if (special !== undefined) return known(special(args, scope));
  const values = args.map((arg) => named(call(arg, scope), arg));
  if (name.includes(".")) return known(scope.userFunction(name, values));
  const compute = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (compute === undefined) return unknown;
  if (!values.every(builders.has(name) ? isLight : shallow.has(name) ? isOpen : isKnown))
    return unknown;
  return known(compute(values));
}

/** Null is an answer, undefined is none. */
function known(value: ModelValue | undefined): ModelValue {
  return value === undefined ? unknown : value;
}

/** An unknown value inside of what a function builds says which expression it was. */
function named(value: ModelValue, expression: Expression): ModelValue {
  const isNameless = value instanceof Unresolved && value.expression === "";
  return isNameless ? new Unresolved(textOf(expression)) : value;
}

function isLight(value: ModelValue): boolean {
  return !isTooHeavy(value);
}

/** Known on its first level, with a known number of items. */
function isOpen(value: ModelValue): boolean {
  if (value instanceof Unresolved || isTooHeavy(value)) return false;
  return !Array.isArray(value) || !value.some((item) => item instanceof UnresolvedItems);
}

function memberOf(value: ModelValue, key: ModelValue): ModelValue {
  if (!isOpen(value)) return unknown;
  if (Array.isArray(value) && typeof key === "number")
    return known((value as readonly ModelValue[])[key]);
  if (!isModelObject(value) || typeof key !== "string") return unknown;
  const lower = key.toLowerCase();
  const name = Object.keys(value).find((each) => each.toLowerCase() === lower);
  return name === undefined ? unknown : known(value[name]);
}

const specials: Readonly<Record<string, Evaluate>> = {
  parameters: lookUp((scope, name) => scope.parameter(name)),
  variables: lookUp((scope, name) => scope.variable(name)),
  lambdavariables: lookUp((scope, name) => scope.lambdaVariable(name)),
  map: eachOf((_, result) => result),
  filter: eachOf((item, result) =>
    typeof result === "boolean" ? (result ? item : dropped) : undefined,
  ),
  copyindex: copyIndex,
  if: choose,
  and: (args, scope) => logical(args, scope, false),
  or: (args, scope) => logical(args, scope, true),
  coalesce,
  concat: (args, scope) => gather("concat", args, scope),
  union: (args, scope) => gather("union", args, scope),
};

function lookUp(look: (scope: Scope, name: string) => ModelValue | undefined): Evaluate {
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
  return either(call(yes, scope), call(no, scope), printExpression(condition));
}

/** One of two values, nobody knows which: what they have in common is known. */
function either(left: ModelValue, right: ModelValue, condition: string): ModelValue | undefined {
  if (left instanceof Unresolved || right instanceof Unresolved) return undefined;
  if (isSame(left, right)) return left;
  if (!isModelObject(left) || !isModelObject(right)) return undefined;
  const members = new Map<string, ModelValue>();
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const [a, b] = [left[key], right[key]];
    const same = a === undefined || b === undefined ? undefined : either(a, b, condition);
    members.set(key, same ?? new Unresolved(`[if(${condition}, ...)]`));
  }
  return Object.fromEntries(members);
}

/** `map` and `filter` with a `lambda`, as Bicep writes its loops. */
function eachOf(keep: (item: ModelValue, result: ModelValue) => ModelValue | undefined): Evaluate {
  return ([list, lambda], scope) => {
    const items = list && call(list, scope);
    if (!Array.isArray(items) || !isOpen(items) || lambda?.kind !== "call") return undefined;
    const body = lambda.args.at(-1);
    const [variable, counter] = lambda.args.slice(0, -1);
    if (variable?.kind !== "literal" || body === undefined) return undefined;
    const kept: ModelValue[] = [];
    for (const [index, item] of (items as readonly ModelValue[]).entries()) {
      const inside = withLambdaVariable(scope, String(variable.value), item);
      const counted =
        counter?.kind === "literal"
          ? withLambdaVariable(inside, String(counter.value), index)
          : inside;
      const result = call(body, counted);
      const value = keep(item, named(result, body));
      if (value === undefined) return undefined;
      if (value !== dropped) kept.push(value);
    }
    return kept;
  };
}

const dropped = new Unresolved("dropped");

function withLambdaVariable(scope: Scope, variable: string, item: ModelValue): Scope {
  return {
    ...scope,
    lambdaVariable: (name) => (name === variable ? item : scope.lambdaVariable(name)),
  };
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
  if (values.every(isOpen)) return functions[name]?.(values);
  const lists = values.filter((value) => Array.isArray(value));
  if (
    lists.length === 0 ||
    !values.every((value) => value instanceof Unresolved || Array.isArray(value))
  )
    return undefined;
  return values.flatMap((value, index): readonly ModelValue[] =>
    Array.isArray(value)
      ? (value as readonly ModelValue[])
      : [new UnresolvedItems(textOf(args[index]))],
  );
}

function textOf(expression: Expression | undefined): string {
  return expression === undefined ? "" : `[${printExpression(expression)}]`;
}
