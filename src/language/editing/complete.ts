import type { SourceFile } from "../sourceFile.ts";
import type { StructuralSchema } from "../schema/types.ts";
import type { Path } from "../yaml/node.ts";
import type { CompletionItem, Unsorted } from "./completionItem.ts";
import type { EditingContext } from "./context.ts";
import { cursorAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { documentRange } from "./documentAt.ts";
import { headerValues } from "./header.ts";
import { objectItems } from "./objectItems.ts";
import type { Place } from "./place.ts";
import { schemaAt } from "../schema/schemaAt.ts";
import { valueItem, valuesFor, writtenValue } from "./valueItems.ts";
import { arrayItems, keyItems, listItems, mapItems } from "./collectionItems.ts";
import type { Request } from "./collectionItems.ts";

/** Nobody types into a document of this many characters, and reading it would hold up the editor. */
const maxLength = 2_000_000;

/**
 * What may be written at an offset of a file, most useful first; nothing outside of our kinds. Reads the one document
 * around the offset, whatever state it is in.
 */
export function complete(
  file: SourceFile,
  offset: number,
  context: EditingContext,
): readonly CompletionItem[] {
  const { start, end } = documentRange(file.text, offset);
  if (file.templated || end - start > maxLength) return [];
  const cursor = cursorAt(file.text.slice(start, end), offset - start, context.schemas);
  const mentioned = file.text.includes("karpenter");
  const found = cursor.places.map((place) => {
    const items = itemsAt({ place, cursor, context, mentioned });
    const isUnfinished = place.lead !== undefined && items.some(({ needed }) => needed);
    const objects = objectItems(place, { cursor, context, fileText: file.text });
    return { items: [...objects, ...items], isUnfinished };
  });
  const items = [
    ...found.filter(({ isUnfinished }) => isUnfinished),
    ...found.filter(({ isUnfinished }) => !isUnfinished),
  ].flatMap((one) => one.items);
  return distinct(items).map((item, index) => ({
    ...item,
    sortText: String(index).padStart(5, "0"),
    range: { start: item.range.start + start, end: item.range.end + start },
  }));
}

function distinct(items: readonly Unsorted[]): readonly Unsorted[] {
  const seen = new Set<string>();
  return items.filter(({ label, insertText, kind }) => {
    const id = `${kind} ${label} ${insertText}`;
    return !seen.has(id) && seen.add(id);
  });
}

function itemsAt(request: Request): readonly Unsorted[] {
  const items = placedItems(request);
  return request.place.kind === "block" ? items.map((item) => ({ ...item, needed: true })) : items;
}

function placedItems(request: Request): readonly Unsorted[] {
  const { place, cursor, context } = request;
  const { subject } = cursor;
  const path = place.path.slice(subject.prefix.length);
  const header = headerItems(path, request);
  if (header || !subject.crd) return header ?? [];
  const schema = schemaAt(subject.crd, path);
  if (schema === undefined) return [];
  if (place.kind === "key")
    return keyItems(
      { schema, path, lead: " ".repeat(place.lead ?? 0), indent: place.column },
      request,
    );
  if (place.kind === "item")
    return schema.type === "array" ? listItems({ schema, path, lead: "- " }, request) : [];
  const lead = place.glued && place.quote === "" ? " " : "";
  if (schema.type === "object") return mapItems({ schema, path, lead }, request);
  if (schema.type === "array") return arrayItems({ schema, path, lead }, request);
  return valuesFor({ path, schema }, cursor, context).map((value) =>
    valueItem(value, lead + writtenValue(value, schema, place), place),
  );
}

/** apiVersion and kind, and the keys of an object that does not say yet what it is. */
function headerItems(path: Path, request: Request): readonly Unsorted[] | undefined {
  const { place, cursor, mentioned } = request;
  const { subject } = cursor;
  if (place.kind !== "key") {
    const values = headerValues(path, { ...request, word: typed(cursor, place) });
    const lead = place.glued && place.quote === "" ? " " : "";
    if (values)
      return values.map((value) =>
        valueItem(value, lead + writtenValue(value, undefined, place), place),
      );
  }
  const unsaid = mentioned && subject.apiVersion === "" && subject.kind === "";
  if (!subject.ours && !unsaid) return [];
  if (subject.crd || place.kind !== "key" || path.length > 0 || cursor.empty) return undefined;
  return keyItems({ schema: anyObject, path, lead: "", indent: place.column }, request);
}

const anyObject: StructuralSchema = {
  type: "object",
  properties: {
    apiVersion: { type: "string" },
    kind: { type: "string" },
    metadata: { type: "object" },
    spec: { type: "object" },
  },
};

/** The word at the place, as far as the cursor. */
function typed(cursor: Cursor, place: Place): string {
  return cursor.text.slice(place.range.start, cursor.offset);
}
