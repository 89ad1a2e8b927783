import type { SourceFile } from "../sourceFile.ts";
import type { StructuralSchema } from "../schema/types.ts";
import type { Path } from "../yaml/node.ts";
import type { CompletionItem } from "./completionItem.ts";
import type { EditingContext } from "./context.ts";
import { cursorAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { documentRange } from "./documentAt.ts";
import { headerValues } from "./header.ts";
import { docOf, keyProposals } from "./keyItems.ts";
import type { KeyProposal } from "./keyItems.ts";
import { itemSnippet } from "./keySnippet.ts";
import type { Suggestion } from "./labelSuggestions.ts";
import { objectItems } from "./objectItems.ts";
import type { Place } from "./outline.ts";
import { fieldName, schemaAt } from "../schema/schemaAt.ts";
import { Placeholders } from "./snippetText.ts";
import { valuesFor, writtenValue } from "./valueItems.ts";

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

export type Unsorted = Omit<CompletionItem, "sortText">;

function distinct(items: readonly Unsorted[]): readonly Unsorted[] {
  const seen = new Set<string>();
  return items.filter(({ label, insertText, kind }) => {
    const id = `${kind} ${label} ${insertText}`;
    return !seen.has(id) && seen.add(id);
  });
}

interface Request {
  readonly place: Place;
  readonly cursor: Cursor;
  readonly context: EditingContext;
  /** The file speaks of Karpenter somewhere. */
  readonly mentioned: boolean;
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

function valueItem({ value, ...about }: Suggestion, insertText: string, place: Place): Unsorted {
  return { label: String(value), kind: "value", insertText, range: place.range, ...about };
}

interface Target {
  readonly schema: StructuralSchema;
  readonly path: Path;
  /** What stands before the inserted text. */
  readonly lead: string;
}

function keyItems(
  { schema, path, lead, indent }: Target & { indent: number },
  { place, cursor, context }: Request,
): readonly Unsorted[] {
  const { subject, newline } = cursor;
  const present = cursor.keysAt([...subject.prefix, ...path]);
  const { flow, hasColon } = place;
  const field = fieldName(path);
  const write = { indent, flow, hasColon, newline };
  const request = { kind: subject.kind, path, field, schema, present, ...write };
  return keyProposals(request, context).map((proposal) => keyItem(proposal, lead, place));
}

function keyItem(proposal: KeyProposal, lead: string, place: Place): Unsorted {
  const { name, rest, required, detail, documentation, retrigger } = proposal;
  // A closing quote behind the cursor stays where it is, so that nothing can follow the name.
  const text = place.quote === "" ? name + rest : name;
  return {
    label: name,
    kind: "key",
    insertText: lead + text,
    range: place.range,
    ...(detail && { detail }),
    ...(documentation !== undefined && { documentation }),
    ...(retrigger && { retrigger }),
    ...(required && { needed: true }),
  };
}

/** A map where a value is asked for: its keys, on the same line behind a dash, else on lines of their own. */
function mapItems(target: Target, request: Request): readonly Unsorted[] {
  const { place, cursor } = request;
  if (place.quote !== "") return [];
  if (place.flow) return wrapped(keyItems({ ...target, indent: 0 }, request), "{ ", " }");
  if (place.inItem || place.kind === "block")
    return [
      ...wholeItem(target, request),
      ...keyItems({ ...target, indent: place.column }, request),
    ];
  const indent = place.column + 2;
  const lead = cursor.newline + " ".repeat(indent);
  return keyItems({ ...target, lead, indent }, request);
}

/** All that an item needs at once, behind its dash, where it says nothing yet. */
function wholeItem({ path, lead }: Target, request: Request): readonly Unsorted[] {
  const { place, cursor } = request;
  const { subject } = cursor;
  const list = path.slice(0, -1);
  const schema = subject.crd && schemaAt(subject.crd, list);
  const isEmpty = cursor.keysAt([...subject.prefix, ...path]).length === 0;
  if (!place.inItem || !isEmpty || schema?.type !== "array") return [];
  return listItems({ schema, path: list, lead }, request, place.column - 2);
}

function wrapped(items: readonly Unsorted[], open: string, close: string): readonly Unsorted[] {
  return items.map((item) => ({ ...item, insertText: open + item.insertText + close }));
}

function arrayItems(target: Target, request: Request): readonly Unsorted[] {
  const { place, cursor } = request;
  const { schema, path, lead } = target;
  if (place.kind === "block") return listItems({ ...target, lead: "- " }, request);
  if (schema.items?.type !== "object")
    return valuesFor({ path: [...path, 0], schema: schema.items }, cursor, request.context).map(
      (value) => {
        const text = writtenValue(value, schema.items, { ...place, flow: true });
        return valueItem(value, `${lead}[${text}$1]`, place);
      },
    );
  if (place.flow) return wrapped(listItems({ ...target, lead }, request), "[", "]");
  const indent = `${cursor.newline}${" ".repeat(place.column + 2)}- `;
  return listItems({ ...target, lead: indent }, request, place.column + 2);
}

/** A new item of a list; `column` is that of its dash. */
function listItems(
  { schema, path, lead }: Target,
  { place, cursor, context }: Request,
  column = place.column,
): readonly Unsorted[] {
  const items = schema.items;
  if (items === undefined) return [];
  if (items.type !== "object")
    return valuesFor({ path: [...path, -1], schema: items }, cursor, context).map((value) =>
      valueItem(value, lead + writtenValue(value, items, place), place),
    );
  const placeholders = new Placeholders();
  const { newline } = cursor;
  const writing = { indent: column, flow: place.flow, newline, placeholders };
  const text = itemSnippet(items, `${fieldName(path)}[]`, writing);
  const documentation = docOf(context, cursor.subject.kind, path);
  return [
    {
      label: `- ${String(path.at(-1) ?? "item")}`,
      kind: "snippet",
      insertText: lead + text,
      range: place.range,
      detail: "new item",
      ...(documentation !== undefined && { documentation }),
      retrigger: placeholders.firstIsEmpty,
    },
  ];
}
