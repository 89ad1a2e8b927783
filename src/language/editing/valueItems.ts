import { scalarText } from "../edit/write.ts";
import type { StructuralSchema } from "../schema/types.ts";
import type { Path } from "../yaml/node.ts";
import type { EditingContext } from "./context.ts";
import type { Cursor } from "./cursor.ts";
import { fieldValues } from "./fieldValues.ts";
import { labelSuggestions } from "./labelSuggestions.ts";
import type { Suggestion } from "./labelSuggestions.ts";
import type { Place } from "./place.ts";
import { fieldName } from "../schema/schemaAt.ts";
import { snippetLiteral } from "./snippetText.ts";
import type { Unsorted } from "./completionItem.ts";

/** Values for a field of the object at hand. `path` is the object's; the values of a list are those of its items. */
export function valuesFor(
  { path, schema }: { path: Path; schema: StructuralSchema | undefined },
  cursor: Cursor,
  context: EditingContext,
): readonly Suggestion[] {
  const { prefix, kind } = cursor.subject;
  const name = fieldName(path);
  const item = typeof path.at(-1) === "number";
  const parent = path.slice(0, item ? -2 : -1);
  const last = String(path.at(-1));
  const beside = (key: string) => cursor.textAt([...prefix, ...parent, key]);
  if (fieldName(parent) === "spec.template.metadata.labels") return labelSuggestions(last, context);
  const found = fieldValues({ kind, name, key: last, schema, beside }, context);
  const taken = item ? cursor.itemsAt([...prefix, ...path.slice(0, -1)]) : [];
  return found.filter(({ value }) => !taken.includes(String(value)));
}

/** A value as it must be written at a place: quoted where it would be read as something else. */
export function writtenValue(
  { value }: Suggestion,
  schema: StructuralSchema | undefined,
  place: Place,
): string {
  const text = String(value);
  if (place.quote !== "") return snippetLiteral(text);
  const plain = schema?.["x-kubernetes-int-or-string"] === true || typeof value !== "string";
  return snippetLiteral(plain ? text : scalarText(value, "plain", place.flow));
}

/** A suggestion as a proposal that replaces the word at the place by `insertText`. */
export function valueItem(
  { value, ...about }: Suggestion,
  insertText: string,
  place: Place,
): Unsorted {
  return { label: String(value), kind: "value", insertText, range: place.range, ...about };
}
