import { keyedField } from "./fieldPath.ts";
import type { SchemaNode } from "./schemaNode.ts";
import { goJson } from "./serverError.ts";
import type { ServerError } from "./serverError.ts";
import { isList, isMap } from "./value.ts";
import type { Value } from "./value.ts";

/**
 * Repeated items of lists that are sets, and repeated keys of lists that are maps. Only the second occurrence of an item
 * is named. Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/listtype/validation.go.
 */
export function validateListTypes(value: Value, root: SchemaNode): readonly ServerError[] {
  const errors: ServerError[] = [];
  const path: (string | number)[] = [];
  const visit = (current: Value, node: SchemaNode): void => {
    if (isMap(current)) for (const [name, item] of current) descend(name, item, node.child(name));
    else if (isList(current)) {
      for (const found of repeated(current, node)) {
        const at = [...path, found.index];
        errors.push({ ...found.error, path: at, field: keyedField(at, root), node });
      }
      current.forEach((item, index) => descend(index, item, node.items));
    }
  };
  const descend = (step: string | number, item: Value, node: SchemaNode | undefined): void => {
    if (!node || typeof item !== "object" || item === null) return;
    path.push(step);
    visit(item, node);
    path.pop();
  };
  visit(value, root);
  return errors;
}

interface Repeated {
  readonly index: number;
  readonly error: Pick<ServerError, "type" | "cause" | "value" | "detail">;
}

const duplicate = { type: "duplicate", cause: "duplicate", detail: "" } as const;

function repeated(list: readonly Value[], { schema }: SchemaNode): readonly Repeated[] {
  const kind = schema["x-kubernetes-list-type"];
  if (kind === "set")
    return second(list).map((index) => ({
      index,
      error: { ...duplicate, value: list[index] ?? null },
    }));
  if (kind !== "map") return [];
  const stranger = list.findIndex((item) => item !== null && !isMap(item));
  if (stranger >= 0) {
    const value = list[stranger] ?? null;
    const detail = "must be an object for an array of list-type map";
    return [{ index: stranger, error: { type: "invalid", cause: "type", value, detail } }];
  }
  const keys = list.map((item) => keyOf(item, schema["x-kubernetes-list-map-keys"] ?? []));
  return second(keys).map((index) => ({
    index,
    error: { ...duplicate, value: keys[index] ?? null },
  }));
}

function keyOf(item: Value, names: readonly string[]): Value {
  const key = new Map<string, Value>();
  if (!isMap(item)) return key;
  for (const name of names) {
    const part = item.get(name);
    if (part !== undefined) key.set(name, part);
  }
  return key;
}

function second(list: readonly Value[]): readonly number[] {
  if (list.length < 2) return [];
  const times = new Map<string, number>();
  return list.flatMap((item, index) => {
    const text = `${typeof item} ${goJson(item)}`;
    const seen = times.get(text) ?? 0;
    times.set(text, seen + 1);
    return seen === 1 ? [index] : [];
  });
}
