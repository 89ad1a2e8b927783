import type { Path } from "../yaml/node.ts";
import type { StructuralSchema } from "../schema/types.ts";
import type { EditingContext } from "./context.ts";
import type { Cursor } from "./cursor.ts";
import type { Place } from "./place.ts";
import { fieldName, schemaAt } from "../schema/schemaAt.ts";
import type { Unsorted } from "./completionItem.ts";
import { docOf, keyProposals } from "./keyItems.ts";
import type { KeyProposal } from "./keyItems.ts";
import { valueItem, valuesFor, writtenValue } from "./valueItems.ts";
import { itemSnippet } from "./keySnippet.ts";
import { Placeholders } from "./snippetText.ts";

/** A place to propose something for, and what is known around it. */
export interface Request {
  readonly place: Place;
  readonly cursor: Cursor;
  readonly context: EditingContext;
  /** The file speaks of Karpenter somewhere. */
  readonly mentioned: boolean;
}

interface Target {
  readonly schema: StructuralSchema;
  readonly path: Path;
  /** What stands before the inserted text. */
  readonly lead: string;
}

/** Keys of a map that are not written yet; `indent` is the column at which they stand. */
export function keyItems(
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
export function mapItems(target: Target, request: Request): readonly Unsorted[] {
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

/** A list where a value is asked for: with its first item, or in brackets where its items are scalars. */
export function arrayItems(target: Target, request: Request): readonly Unsorted[] {
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
export function listItems(
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
