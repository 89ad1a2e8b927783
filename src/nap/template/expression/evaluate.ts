import { Unresolved, type ModelObject, type ModelValue } from "../../model.ts";
import type { JsonNode, JsonObject } from "../json/jsonNode.ts";
import { textOf, valueOf } from "../json/jsonNode.ts";
import { call } from "./call.ts";
import { isExpression, parseExpression } from "./expression.ts";
import { UnresolvedItems } from "./modelValue.ts";
import { withOrigin } from "./origins.ts";
import type { Scope } from "./scope.ts";
import { isTooHeavy } from "./weight.ts";

/** Strings that a text template or a person leaves to be replaced: `#{mode}#`, `${mode}`, `{{mode}}`, `__mode__`, `<mode>`. */
const placeholder = /^(?:#\{[^{}]+\}#?|\$\{[^{}]+\}|\$\([^()]+\)|\{\{[^{}]+\}\}|__\w+__|<[^<>]+>)$/;

/** The longest loop that Azure runs. */
export const longestLoop = 800;

/** The value of a node with its expressions resolved as far as they can be; `Unresolved` for the others. */
export function evaluate(node: JsonNode, scope: Scope): ModelValue {
  switch (node.kind) {
    case "literal":
      return node.value;
    case "unknown":
      return new Unresolved(node.text);
    case "string":
      return evaluateText(node.value, scope);
    case "array":
      return withOrigin(
        scope.origins,
        node.items.map((item) => evaluate(item, scope)),
        node,
      );
    case "object":
      return evaluateObject(node, scope);
  }
}

function evaluateText(text: string, scope: Scope): ModelValue {
  if (!scope.hasExpressions) return text;
  if (placeholder.test(text)) return new Unresolved(text);
  if (!isExpression(text)) return text.startsWith("[[") ? text.slice(1) : text;
  const expression = parseExpression(text);
  if (expression === undefined) return new Unresolved(text);
  const value = call(expression, scope);
  if (value instanceof UnresolvedItems) return value;
  return value instanceof Unresolved || isTooHeavy(value) ? new Unresolved(text) : value;
}

function evaluateObject(node: JsonObject, scope: Scope): ModelObject {
  const entries = new Map<string, ModelValue>();
  for (const { key, value } of node.members) {
    const loops = key.value.toLowerCase() === "copy" ? loopsOf(value, scope) : undefined;
    if (loops === undefined) entries.set(nameOf(key.value, scope), evaluate(value, scope));
    else for (const loop of loops) entries.set(loop.name, repeat(loop, scope));
  }
  return withOrigin(scope.origins, Object.fromEntries(entries), node);
}

function nameOf(key: string, scope: Scope): string {
  if (!scope.hasExpressions || !isExpression(key)) return key;
  const name = evaluateText(key, scope);
  return typeof name === "string" ? name : key;
}

/** A member that a copy loop makes, beside its literal siblings. */
interface Loop {
  readonly name: string;
  readonly count: JsonNode;
  readonly input: JsonNode;
}

function loopsOf(node: JsonNode, scope: Scope): Loop[] | undefined {
  if (!scope.hasExpressions || node.kind !== "array") return undefined;
  const loops: Loop[] = [];
  for (const item of node.items) {
    const [name, count, input] = [
      textOf(valueOf(item, "name")),
      valueOf(item, "count"),
      valueOf(item, "input"),
    ];
    if (name === undefined || count === undefined || input === undefined) return undefined;
    loops.push({ name, count, input });
  }
  return loops;
}

function repeat({ name, count, input }: Loop, scope: Scope): ModelValue {
  const times = evaluate(count, scope);
  const isTooLong = typeof times === "number" && (times > longestLoop || times > scope.effort.left);
  if (typeof times !== "number" || isTooLong)
    return new Unresolved(textOf(count) ?? `copy loop ${name}`);
  scope.effort.left -= times;
  const items = Array.from({ length: times }, (_, index) =>
    evaluate(input, withCopyIndex(scope, name, index)),
  );
  return withOrigin(scope.origins, items, input);
}

/** The scope inside a copy loop. */
export function withCopyIndex(scope: Scope, loop: string, index: number): Scope {
  return {
    ...scope,
    copyIndex: (name) =>
      name === undefined || name.toLowerCase() === loop.toLowerCase()
        ? index
        : scope.copyIndex(name),
  };
}
