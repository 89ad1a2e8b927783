import type { Path } from "../../yaml/node.ts";
import type { SchemaNode } from "./schemaNode.ts";

/** A path as the schema validator prints it: keys of maps like fields, `spec.limits.cpu`. */
export function dottedField(path: Path): string {
  let field = "";
  for (const step of path) field += typeof step === "number" ? `[${step}]` : `.${step}`;
  return path.length === 0 ? "<nil>" : field.replace(/^\./, "");
}

/** A path as field.Path prints it: keys of maps in brackets, `spec.limits[cpu]`. */
export function keyedField(path: Path, root: SchemaNode): string {
  let field = "";
  let node: SchemaNode | undefined = root;
  for (const step of path) {
    if (typeof step === "number") {
      field += `[${step}]`;
      node = node?.items;
    } else {
      const property: SchemaNode | undefined = node?.properties.get(step);
      field += property || !node?.additional ? `${field === "" ? "" : "."}${step}` : `[${step}]`;
      node = property ?? node?.additional;
    }
  }
  return field === "" ? "<nil>" : field;
}
