import { Unresolved, type ModelObject, type ModelValue } from "../model.ts";
import { evaluate } from "./expression/evaluate.ts";
import type { Scope } from "./expression/scope.ts";
import { UnresolvedItems } from "./expression/modelValue.ts";
import { isModelObject } from "../model.ts";
import { withOrigin } from "./expression/origins.ts";
import { textOf, valueOf, type JsonObject } from "./json/jsonNode.ts";

/** Where a resource stands and what decides about it. */
export interface Place {
  readonly pointer: string;
  readonly scope: Scope;
  readonly isDeployed: boolean;
  /** Whether a condition decides that nobody knows. */
  readonly isCertain: boolean;
}

/** An agent pool that is a resource of its own. */
export interface TemplatePool {
  /** The cluster's name, or its expression; undefined inside the cluster's own resources. */
  readonly cluster: string;
  readonly profile: ModelValue;
  /** JSON pointer of the resource. */
  readonly pointer: string;
}

/** The profile that the pool would be in `agentPoolProfiles`; unknown where a condition is. */
export function poolOf(resource: JsonObject, place: Place): TemplatePool {
  const { scope, pointer } = place;
  const properties = valueOf(resource, "properties");
  const values = properties === undefined ? {} : evaluate(properties, scope);
  const name = valueOf(resource, "name");
  const fullName = (name && evaluate(name, scope)) ?? new Unresolved("name");
  const [cluster, pool] = splitName(fullName);
  const text = textOf(valueOf(resource, "condition")) ?? cluster;
  if (!isModelObject(values)) return { cluster, pointer, profile: new UnresolvedItems(text) };
  const profile: ModelObject = { name: pool, ...values };
  if (!place.isCertain) return { cluster, pointer, profile: new UnresolvedItems(text, profile) };
  return { cluster, pointer, profile: withOrigin(scope.origins, profile, properties ?? resource) };
}

function splitName(name: ModelValue): readonly [cluster: string, pool: ModelValue] {
  if (name instanceof Unresolved) {
    const pool = poolIn(name.expression);
    return [name.expression, pool ?? name];
  }
  if (typeof name !== "string") return ["", new Unresolved("")];
  const parts = name.split("/");
  return [parts.length > 1 ? (parts[0] ?? "") : "", parts.at(-1) ?? name];
}

/** The pool's name in `[concat(parameters('cluster'), '/pool')]` or `[format('{0}/{1}', ..., 'pool')]`. */
function poolIn(expression: string): string | undefined {
  const [, literal] = /'((?:[^'/]*\/)?[\w-]+)'\s*\)\s*\]$/.exec(expression) ?? [];
  const isLast = literal?.includes("/") ?? false;
  return isLast || /'\/'|\/\{\d\}'/.test(expression) ? literal?.split("/").at(-1) : undefined;
}
