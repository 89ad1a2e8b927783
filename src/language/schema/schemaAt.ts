import { objectMeta } from "./objectMeta.ts";
import type { CrdSchema, StructuralSchema } from "./types.ts";
import type { Path } from "../yaml/node.ts";

/** The schema of the field at a path of an object; undefined where the server knows no such field. */
export function schemaAt(crd: CrdSchema, path: Path): StructuralSchema | undefined {
  let schema: StructuralSchema | undefined = crd.schema;
  for (const [index, step] of path.entries()) {
    if (index === 0 && step === "metadata") schema = objectMeta;
    else schema = schemaOf(schema, step);
    if (schema === undefined) return undefined;
  }
  return schema;
}

function schemaOf(schema: StructuralSchema, step: string | number): StructuralSchema | undefined {
  if (typeof step === "number") return schema.items;
  const { properties, additionalProperties } = schema;
  if (properties && Object.hasOwn(properties, step)) return properties[step];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

/** A path as one text, with `[]` for every item: `spec.template.spec.requirements[].key`. */
export function fieldName(path: Path): string {
  let name = "";
  for (const step of path) {
    if (typeof step === "number") name += "[]";
    else name += name === "" ? step : `.${step}`;
  }
  return name;
}
