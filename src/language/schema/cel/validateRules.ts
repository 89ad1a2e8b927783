import type { Path } from "../../yaml/node.ts";
import type { ValidationRule } from "../types.ts";
import { keyedField } from "../server/fieldPath.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import { isList, isMap } from "../server/value.ts";
import type { Value } from "../server/value.ts";
import type { ErrorType, ServerError } from "../server/serverError.ts";
import { compileExpression } from "./environment.ts";
import type { Expression } from "./environment.ts";
import { PassedTexts } from "./passedTexts.ts";
import { celGoMessage } from "./runtimeError.ts";

/** An error of a CEL rule; `absent` where it failed because something is not there. */
export interface RuleError extends ServerError {
  readonly rule: ValidationRule;
  readonly runtime: boolean;
}

/**
 * Evaluates every rule of the schema on the part that it stands on. Rules on transitions need `old`, the object as the
 * server has it; without it they are left out, as they are on creation.
 * Cost limits are not counted: the bundled schemas stay far below them.
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/cel/validation.go.
 */
export function validateRules(value: Value, root: SchemaNode, old?: Value): readonly RuleError[] {
  const walker = new RuleWalker(root);
  walker.visit(value, root, old);
  return walker.errors;
}

class RuleWalker {
  readonly errors: RuleError[] = [];
  readonly #root: SchemaNode;
  readonly #path: (string | number)[] = [];

  constructor(root: SchemaNode) {
    this.#root = root;
  }

  visit(value: Value, node: SchemaNode, old: Value | undefined): void {
    if (value === null) return;
    for (const rule of programs(node)) this.#evaluate(rule, { value, node, old });
    for (const one of node.allOf) if (one.hasRules) this.visit(value, one, old);
    if (isMap(value)) {
      for (const [name, item] of value) {
        const child = node.child(name);
        if (child?.hasRules) this.#child(name, item, child, isMap(old) ? old.get(name) : undefined);
      }
    } else if (isList(value) && node.items?.hasRules)
      for (let index = 0; index < value.length; index += 1)
        this.#child(index, value[index] ?? null, node.items, oldItem(value[index], node, old));
  }

  #child(step: string | number, value: Value, node: SchemaNode, old: Value | undefined): void {
    this.#path.push(step);
    this.visit(value, node, old);
    this.#path.pop();
  }

  #evaluate(
    program: Program,
    at: { value: Value; node: SchemaNode; old: Value | undefined },
  ): void {
    const { rule, isTransition } = program;
    if (!program.run || (isTransition && at.old === undefined)) return;
    const passed = isTransition ? undefined : program.passed;
    if (passed?.has(at.value)) return;
    const context = isTransition ? { self: at.value, oldSelf: at.old } : { self: at.value };
    try {
      if (program.run(context) === true) {
        passed?.add(at.value);
        return;
      }
    } catch (error) {
      const message = celGoMessage(error);
      if (message !== undefined) this.#runtime(message, rule, at.node);
      return;
    }
    const path = [...this.#path, ...fieldPath(rule)];
    const detail = program.message(context);
    const { type, withoutDetail } = typeFor(rule);
    const isScalar = !isMap(at.value) && !isList(at.value);
    const shown = isScalar && type !== "forbidden" && type !== "required";
    this.errors.push({
      ...this.#base(path, rule, at.node),
      type,
      runtime: false,
      detail: withoutDetail ? "" : detail,
      ...(shown ? { value: at.value } : {}),
    });
  }

  #runtime(message: string, rule: ValidationRule, node: SchemaNode): void {
    const name = ruleName(rule);
    const detail = message.startsWith("no such overload")
      ? `'${message}': call arguments did not match a supported operator, function or macro signature for rule: ${name}`
      : `${message} evaluating rule: ${name}`;
    const value = node.schema.type ?? "";
    const base = this.#base([...this.#path], rule, node);
    this.errors.push({ ...base, type: "invalid", runtime: true, value, detail });
  }

  #base(path: Path, rule: ValidationRule, node: SchemaNode) {
    return { cause: "cel", path, field: keyedField(path, this.#root), rule, node } as const;
  }
}

/** Only items of lists that are maps have an old counterpart. */
function oldItem(
  item: Value | undefined,
  node: SchemaNode,
  old: Value | undefined,
): Value | undefined {
  const keys = node.schema["x-kubernetes-list-map-keys"];
  if (!isList(old) || !isMap(item) || !keys) return undefined;
  return old.find((other) => isMap(other) && keys.every((key) => other.get(key) === item.get(key)));
}

interface Program {
  readonly rule: ValidationRule;
  readonly isTransition: boolean;
  readonly passed: PassedTexts;
  /** Absent where the library cannot read the rule. */
  readonly run: Expression | undefined;
  readonly message: (context: Parameters<Expression>[0]) => string;
}

const compiled = new WeakMap<SchemaNode, readonly Program[]>();
const noPrograms: readonly Program[] = [];

function programs(node: SchemaNode): readonly Program[] {
  const { rules } = node.facets;
  if (!rules) return noPrograms;
  let made = compiled.get(node);
  if (!made) compiled.set(node, (made = rules.map(program)));
  return made;
}

function program(rule: ValidationRule): Program {
  const expression = rule.messageExpression ? attempt(rule.messageExpression) : undefined;
  const message: Program["message"] = (context) => {
    const said = expression && silently(() => expression(context));
    const text = typeof said === "string" ? said.trim() : "";
    return text === "" || text.includes("\n") ? failure(rule) : text;
  };
  const isTransition = /\boldSelf\b/.test(rule.rule);
  const passed = new PassedTexts(rule.rule);
  return { rule, isTransition, passed, run: attempt(rule.rule), message };
}

function attempt(text: string): Expression | undefined {
  return silently(() => compileExpression(text));
}

/** A rule that the library cannot read or evaluate is one that nothing is known about. */
function silently<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function failure(rule: ValidationRule): string {
  const name = ruleName(rule);
  return name === rule.message?.trim() ? name : `failed rule: ${name}`;
}

function ruleName(rule: ValidationRule): string {
  const { message = "" } = rule;
  return (message === "" ? rule.rule : message).trim();
}

function typeFor({ reason }: ValidationRule): { type: ErrorType; withoutDetail?: boolean } {
  switch (reason) {
    case "FieldValueForbidden":
      return { type: "forbidden" };
    case "FieldValueRequired":
      return { type: "required" };
    case "FieldValueDuplicate":
      return { type: "duplicate", withoutDetail: true };
    default:
      return { type: "invalid" };
  }
}

/** `.a.b['c']` of a rule as keys. */
function fieldPath({ fieldPath: text = "" }: ValidationRule): Path {
  return [...text.matchAll(/\.([^.[\]]+)|\['((?:\\.|[^'\\])*)'\]/g)].map(
    ([, name, key = ""]) => name ?? key.replace(/\\(.)/g, "$1"),
  );
}
