import { isModelObject, Unresolved, type ModelValue } from "../model.ts";
import { evaluate } from "./expression/evaluate.ts";
import type { Scope } from "./expression/scope.ts";
import { userFunctions } from "./userFunctions.ts";
import { memberOf, textOf, valueOf, type JsonNode } from "./json/jsonNode.ts";

/** Values of parameters by their names in lower case. */
export type Given = ReadonlyMap<string, ModelValue>;

/** The scope of a template's own expressions: its parameters, given or by default, and its variables. */
export function templateScope(
  template: JsonNode,
  given: Given,
  { origins, effort }: Pick<Scope, "origins" | "effort">,
): Scope {
  const scope: Scope = {
    origins,
    effort,
    hasExpressions: true,
    parameter: remembered((name) => parameter(name)),
    variable: remembered((name) => variable(name)),
    lambdaVariable: () => undefined,
    copyIndex: () => undefined,
    userFunction: userFunctions(template, { origins, effort }),
  };
  const parameters = valueOf(template, "parameters");
  const variables = valueOf(template, "variables");
  const parameter = (name: string): ModelValue | undefined => {
    const declared = valueOf(parameters, name);
    const value = given.get(name.toLowerCase());
    // A null that is passed is as good as nothing passed: the default counts.
    if (value !== undefined && value !== null) return value;
    const isSecret = /^secure/i.test(textOf(valueOf(declared, "type")) ?? "");
    const initial = isSecret ? undefined : valueOf(declared, "defaultValue");
    if (initial !== undefined) return evaluate(initial, scope);
    return value === null || isNullable(declared, template) ? null : undefined;
  };
  const variable = (name: string): ModelValue | undefined => variableOf(variables, name, scope);
  return scope;
}

/** Whether a parameter may be left out: it says so itself, or the type that it refers to does. */
function isNullable(declared: JsonNode | undefined, template: JsonNode): boolean {
  const definitions = valueOf(template, "definitions");
  let type = declared;
  for (let steps = 0; type !== undefined && steps < 20; steps++) {
    const nullable = valueOf(type, "nullable");
    if (nullable?.kind === "literal" && nullable.value === true) return true;
    const [, name] = /^#\/definitions\/(.+)$/.exec(textOf(valueOf(type, "$ref")) ?? "") ?? [];
    type = name === undefined ? undefined : valueOf(definitions, name);
  }
  return false;
}

/** A variable, or one that a copy loop of the variables makes. */
function variableOf(
  variables: JsonNode | undefined,
  name: string,
  scope: Scope,
): ModelValue | undefined {
  const literal = valueOf(variables, name);
  if (literal !== undefined) return evaluate(literal, scope);
  const loops = memberOf(variables, "copy");
  if (loops?.value.kind !== "array") return undefined;
  const loop = loops.value.items.find(
    (item) => textOf(valueOf(item, "name"))?.toLowerCase() === name.toLowerCase(),
  );
  if (loop === undefined) return undefined;
  const { offset, end } = loops.value;
  const alone: JsonNode = {
    kind: "object",
    offset,
    end,
    members: [{ key: loops.key, value: { kind: "array", offset, end, items: [loop] } }],
  };
  const made = evaluate(alone, scope);
  return typeof made === "object" && made !== null && !(made instanceof Unresolved)
    ? Object.values(made as Record<string, ModelValue>)[0]
    : undefined;
}

/** Computes each name once; a name that needs itself is unknown. */
function remembered(
  compute: (name: string) => ModelValue | undefined,
): (name: string) => ModelValue | undefined {
  const known = new Map<string, ModelValue | undefined>();
  return (name) => {
    const key = name.toLowerCase();
    if (known.has(key)) return known.get(key);
    known.set(key, undefined);
    const value = compute(name);
    known.set(key, value);
    return value;
  };
}

/** The values of a parameters file, or of a nested deployment's `parameters`; secrets of a vault are unknown. */
export function givenBy(parameters: JsonNode | undefined, scope: Scope): Given {
  const given = new Map<string, ModelValue>();
  if (parameters?.kind !== "object") return given;
  for (const { key, value } of parameters.members) {
    const passed = passedBy(value, scope);
    const open = new Unresolved(`[parameters('${key.value}')]`);
    given.set(key.value.toLowerCase(), passed === undefined ? open : passed);
  }
  return given;
}

/**
 * The value that an entry of `parameters` passes. Bicep writes an expression in place of the entry where the value of a
 * module's parameter depends on a condition: `[if(..., createObject('value', 'a'), createObject('value', null()))]`.
 */
function passedBy(entry: JsonNode, scope: Scope): ModelValue | undefined {
  const literal = valueOf(entry, "value");
  if (literal !== undefined) return evaluate(literal, scope);
  if (entry.kind !== "string") return undefined;
  const made = evaluate(entry, scope);
  return isModelObject(made) && Object.hasOwn(made, "value") ? made.value : undefined;
}
