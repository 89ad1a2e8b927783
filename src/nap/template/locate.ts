import type { ModelObject, ModelValue } from "../model.ts";
import type { Origins } from "./expression/origins.ts";
import { keysOf, valueOf, type JsonNode } from "./json/jsonNode.ts";

/**
 * The node of a value of a model, its parameters and variables followed; for what the text does not have, the innermost
 * object around it.
 */
export function locate(
  model: ModelObject,
  pointer: string,
  origins: Origins,
): JsonNode | undefined {
  let value: ModelValue | undefined = model;
  let node = origins.get(model);
  for (const key of keysOf(pointer)) {
    value = typeof value === "object" && value !== null ? memberOf(value, key) : undefined;
    if (value === undefined) return node;
    const origin = typeof value === "object" && value !== null ? origins.get(value) : undefined;
    node = origin ?? childOf(node, key) ?? node;
  }
  return node;
}

function memberOf(value: object, key: string): ModelValue | undefined {
  return Object.hasOwn(value, key) ? (value as Record<string, ModelValue>)[key] : undefined;
}

function childOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === "array" ? node.items[Number(key)] : valueOf(node, key);
}
