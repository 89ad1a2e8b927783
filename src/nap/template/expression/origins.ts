import type { ModelObject, ModelValue } from "../../model.ts";
import type { JsonNode } from "../json/jsonNode.ts";

/** Where each object and array of a model stands in the text, variables and parameters followed. */
export type Origins = WeakMap<object, JsonNode>;

/** The same value, remembered with its place in the text. */
export function withOrigin<Value extends ModelObject | readonly ModelValue[]>(
  origins: Origins,
  value: Value,
  node: JsonNode | undefined,
): Value {
  if (node !== undefined) origins.set(value, node);
  return value;
}
