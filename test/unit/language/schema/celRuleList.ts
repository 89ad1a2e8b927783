import assert from "node:assert/strict";
import { judge } from "../../../../src/language/schema/server/judge.ts";
import { errorBody } from "../../../../src/language/schema/server/serverError.ts";
import type {
  SchemaSet,
  StructuralSchema,
  ValidationRule,
} from "../../../../src/language/schema/types.ts";
import { schemaSet } from "../service.ts";
import { manifestOf } from "./manifests.ts";

/** A CEL rule of a bundled schema. */
export interface CelRule {
  readonly set: SchemaSet;
  readonly kind: string;
  readonly version: string;
  readonly path: string;
  readonly rule: ValidationRule;
}

function* rulesIn(schema: StructuralSchema, path: string): Generator<[string, ValidationRule]> {
  for (const rule of schema["x-kubernetes-validations"] ?? []) yield [path, rule];
  for (const [name, child] of Object.entries(schema.properties ?? {}))
    yield* rulesIn(child, path === "" ? name : `${path}.${name}`);
  if (schema.items) yield* rulesIn(schema.items, `${path}[]`);
  const { additionalProperties } = schema;
  if (typeof additionalProperties === "object") yield* rulesIn(additionalProperties, `${path}.*`);
}

/** All CEL rules of schema sets. */
export function celRulesOf(...sets: readonly string[]): readonly CelRule[] {
  return sets
    .map(schemaSet)
    .flatMap((set) =>
      set.kinds.flatMap(({ kind, version, schema }) =>
        [...rulesIn(schema, "")].map(([path, rule]) => ({ set, kind, version, path, rule })),
      ),
    );
}

/** How many rules each kind has. */
export function countsOf(rules: readonly CelRule[]): readonly string[] {
  const names = rules.map(({ set, kind, version }) => `${set.id} ${kind} ${version}`);
  return [...new Set(names)].map(
    (name) => `${name}: ${names.filter((other) => other === name).length}`,
  );
}

/** The rules that a manifest breaks, judged by the rule's own schema; other layers must not object. */
export function brokenRules(
  rule: CelRule,
  text: string,
  before: string | undefined,
): readonly string[] {
  const inVersion = (one: string) =>
    manifestOf(one.replace("karpenter.azure.com/v1beta1", `karpenter.azure.com/${rule.version}`), {
      schemas: rule.set,
    });
  const { root, crd } = inVersion(text);
  if (!crd) throw new Error(`no schema for ${text}`);
  const { errors, ruleErrors } = judge(
    root,
    crd,
    before === undefined ? undefined : inVersion(before).root,
  );
  assert.deepEqual(errors.map(errorBody), [], "only CEL objects");
  return ruleErrors.map(
    (error) =>
      `${error.path
        .map((step) => (typeof step === "number" ? "[]" : `.${step}`))
        .join("")
        .slice(1)}: ${error.rule.message ?? ""}`,
  );
}
