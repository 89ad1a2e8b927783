import { fieldDoc, fieldDocPath } from "../schema/fieldDocs.ts";
import type { JsonValue, StructuralSchema } from "../schema/types.ts";
import type { Path } from "../yaml/node.ts";
import type { EditingContext } from "./context.ts";
import { typeName } from "./keyItems.ts";

export interface FieldQuestion {
  readonly kind: string;
  /** From the object's root. */
  readonly path: Path;
  /** Absent for a field that the server does not know. */
  readonly schema: StructuralSchema | undefined;
  readonly required: boolean;
}

/** Markdown: what a field means, its type, default and bounds, since when it is there, and where to read on. */
export function fieldText(question: FieldQuestion, { docs }: EditingContext): string | undefined {
  const { kind, path, schema, required } = question;
  const described = docs && fieldDocPath(docs, kind, path);
  const doc = docs && described !== undefined ? fieldDoc(docs, described) : undefined;
  if (doc === undefined && schema === undefined) return undefined;
  const facts = schema ? [typeName(schema), ...boundsOf(schema), required ? "required" : ""] : [];
  const last = path.at(-1);
  const name = typeof last === "string" ? last : kind;
  const title = [`**${name}**`, ...facts.filter((fact) => fact !== "")].join(" · ");
  const history = [
    doc?.since === undefined ? "" : since(doc.since),
    doc?.removed === undefined ? "" : `Removed in release ${doc.removed} of the Azure provider.`,
  ].filter((one) => one !== "");
  const link = doc?.link === undefined ? [] : [`[Documentation](${doc.link})`];
  return [title, ...(doc ? [doc.text] : []), ...history, ...link].join("\n\n");
}

function since(release: string): string {
  return release === "main"
    ? "Not yet in a release of the Azure provider."
    : `Since release ${release} of the Azure provider.`;
}

function shown(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function boundsOf(schema: StructuralSchema): readonly string[] {
  const { minimum, maximum, minItems, maxItems, maxLength } = schema;
  const bounds: string[] = [];
  if (schema.default !== undefined) bounds.push(`default \`${shown(schema.default)}\``);
  if (schema.enum) bounds.push(schema.enum.map((value) => `\`${shown(value)}\``).join(", "));
  if (minimum !== undefined && maximum !== undefined) bounds.push(`${minimum} to ${maximum}`);
  else if (minimum !== undefined) bounds.push(`at least ${minimum}`);
  else if (maximum !== undefined) bounds.push(`at most ${maximum}`);
  if (minItems !== undefined) bounds.push(`at least ${minItems} items`);
  if (maxItems !== undefined) bounds.push(`at most ${maxItems} items`);
  if (maxLength !== undefined) bounds.push(`at most ${maxLength} characters`);
  return bounds;
}
