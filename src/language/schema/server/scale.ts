import type { CrdSchema } from "../types.ts";
import { goFloat, goJson } from "./serverError.ts";
import type { ServerError } from "./serverError.ts";
import { isList, isMap } from "./value.ts";
import type { Value } from "./value.ts";

const largest = 2_147_483_647n;

/**
 * The replicas of a kind with the scale subresource, which the server checks once more by itself.
 * Source: ValidateScaleSpec of k8s.io/apiextensions-apiserver, pkg/registry/customresource/validator.go.
 */
export function validateScale(value: Value, { scale }: CrdSchema): readonly ServerError[] {
  if (!scale) return [];
  const field = scale.specReplicasPath;
  const path = field.split(".").filter((step) => step !== "");
  let found: Value | undefined = value;
  for (const step of path) {
    if (!isMap(found)) return [{ ...wrongParent(found, field), path }];
    found = found.get(step);
    if (found === undefined) return [];
  }
  const base = { type: "invalid", cause: "scale", path, field } as const;
  if (typeof found !== "bigint") {
    const detail = `${field} accessor error: ${goShown(found)} is of the type ${goType(found)}, expected int64`;
    return [{ ...base, value: 0n, detail }];
  }
  if (found < 0n) return [{ ...base, value: found, detail: "should be a non-negative integer" }];
  if (found <= largest) return [];
  return [{ ...base, value: found, detail: `should be less than or equal to ${largest}` }];
}

function wrongParent(found: Value, field: string): Omit<ServerError, "path"> {
  const type = goType(found);
  const detail = `${field} accessor error: ${goShown(found)} is of the type ${type}, expected map[string]interface{}`;
  return { type: "invalid", cause: "scale", field, value: 0n, detail };
}

function goType(value: Value): string {
  if (value === null) return "<nil>";
  if (isMap(value)) return "map[string]interface {}";
  if (isList(value)) return "[]interface {}";
  const types = { string: "string", bigint: "int64", number: "float64", boolean: "bool" } as const;
  return types[typeof value as keyof typeof types];
}

/** As the verb %v prints it. */
function goShown(value: Value): string {
  if (value === null) return "<nil>";
  if (isList(value)) return `[${value.map(goShown).join(" ")}]`;
  if (isMap(value)) {
    const pairs = [...value].sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${pairs.map(([key, item]) => `${key}:${goShown(item)}`).join(" ")}]`;
  }
  if (typeof value === "number") return goFloat(value);
  return typeof value === "string" ? value : goJson(value);
}
