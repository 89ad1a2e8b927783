import type { ModelValue } from "../model.ts";
import { evaluate } from "./expression/evaluate.ts";
import type { Scope } from "./expression/scope.ts";
import { textOf, valueOf, type JsonNode } from "./json/jsonNode.ts";

/** More calls inside of each other than any template makes: functions that call themselves end there. */
const deepest = 30;

/** What a call costs: its text is read each time. */
const cost = 20;

type Document = Pick<Scope, "origins" | "effort">;

interface UserFunction {
  /** In their order. */
  readonly parameters: readonly string[];
  readonly output: JsonNode;
}

/**
 * The functions that a template defines itself, as Bicep writes its `func`: `[__bicep.name(...)]`. They see their own
 * parameters and each other, neither variables nor the parameters of the template.
 * Source: learn.microsoft.com/azure/azure-resource-manager/templates/user-defined-functions.
 */
export function userFunctions(template: JsonNode, document: Document): Scope["userFunction"] {
  const defined = definedIn(template);
  let depth = 0;
  const userFunction: Scope["userFunction"] = (name, args) => {
    const found = defined.get(name.toLowerCase());
    if (found === undefined || depth >= deepest) return undefined;
    const values = new Map(found.parameters.map((each, index) => [each, args[index]]));
    depth++;
    document.effort.left -= cost;
    const value = evaluate(found.output, { ...scopeOf(values), ...document, userFunction });
    depth--;
    return value;
  };
  return userFunction;
}

function scopeOf(
  values: ReadonlyMap<string, ModelValue | undefined>,
): Omit<Scope, keyof Document | "userFunction"> {
  const nothing = () => undefined;
  return {
    hasExpressions: true,
    parameter: (name) => values.get(name.toLowerCase()),
    variable: nothing,
    lambdaVariable: nothing,
    copyIndex: nothing,
  };
}

/** By `namespace.name` in lower case. */
function definedIn(template: JsonNode): ReadonlyMap<string, UserFunction> {
  const defined = new Map<string, UserFunction>();
  const groups = valueOf(template, "functions");
  for (const group of groups?.kind === "array" ? groups.items : []) {
    const namespace = textOf(valueOf(group, "namespace")) ?? "";
    const members = valueOf(group, "members");
    for (const { key, value } of members?.kind === "object" ? members.members : []) {
      const output = valueOf(valueOf(value, "output"), "value");
      if (output !== undefined)
        defined.set(`${namespace}.${key.value}`.toLowerCase(), {
          parameters: parametersOf(value),
          output,
        });
    }
  }
  return defined;
}

function parametersOf(definition: JsonNode): string[] {
  const parameters = valueOf(definition, "parameters");
  const items = parameters?.kind === "array" ? parameters.items : [];
  return items.map((item) => textOf(valueOf(item, "name"))?.toLowerCase() ?? "");
}
