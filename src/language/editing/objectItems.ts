import type { EditingContext } from "./context.ts";
import { docOf } from "./keyItems.ts";
import { pairSnippets } from "./keySnippet.ts";
import { Placeholders } from "./snippetText.ts";
import type { Cursor } from "./cursor.ts";
import type { Unsorted } from "./completionItem.ts";
import type { Place } from "./place.ts";
import { objectSnippets } from "./snippets.ts";

interface Surroundings {
  readonly cursor: Cursor;
  readonly context: EditingContext;
  readonly fileText: string;
}

/**
 * Whole objects for an empty document, where the file or the typed word speaks of Karpenter, or where nothing stands
 * in the file at all: there editors ask only when they are told to.
 */
export function objectItems(
  place: Place,
  { cursor, context, fileText }: Surroundings,
): readonly Unsorted[] {
  if (!cursor.empty || place.kind !== "key" || place.path.length > 0 || place.flow) return [];
  if (place.column !== 0 || place.quote !== "") return [];
  const word = cursor.text.slice(place.range.start, cursor.offset);
  const mentioned = fileText.includes("karpenter") || fileText.trim() === "";
  if (!mentioned && !meansUs(word)) return beginsHeader(word) ? [apiVersionItem(place)] : [];
  return [
    ...snippetItems(place, cursor),
    ...bareItems(place, cursor, context),
    ...(mentioned || beginsHeader(word) ? [apiVersionItem(place)] : []),
  ];
}

const words = ["nap", "karpenter", "nodepool", "aksnodeclass", "nodeclaim", "nodeoverlay"];

function meansUs(word: string): boolean {
  const typed = word.toLowerCase();
  // From the first letter on: editors ask once per word and filter what they got.
  return typed.startsWith("nap") || (typed !== "" && words.some((one) => one.startsWith(typed)));
}

function beginsHeader(word: string): boolean {
  return word !== "" && "apiVersion".startsWith(word);
}

function snippetItems(place: Place, cursor: Cursor): readonly Unsorted[] {
  return objectSnippets.map(({ prefix, kind, title, description, body }) => ({
    label: prefix,
    kind: "snippet",
    insertText: body.trimEnd().replaceAll("\n", cursor.newline),
    range: place.range,
    detail: `${kind}: ${title}`,
    documentation: description,
    filterText: `${prefix} ${kind} karpenter`,
  }));
}

const header = new Set(["apiVersion", "kind"]);

/** One of each kind, with what it must have. */
function bareItems(place: Place, cursor: Cursor, context: EditingContext): readonly Unsorted[] {
  const served = context.schemas.kinds.filter(({ deprecated }) => deprecated !== true);
  return served.map(({ group, version, kind, schema }) => {
    const { newline } = cursor;
    const writing = { indent: 0, flow: false, newline, placeholders: new Placeholders() };
    const properties = Object.entries(schema.properties ?? {}).filter(
      ([name]) => !header.has(name),
    );
    const body = { ...schema, properties: Object.fromEntries(properties) };
    const pairs = pairSnippets(body, "", writing);
    const lines = [`apiVersion: ${group}/${version}`, `kind: ${kind}`, ...pairs];
    const documentation = docOf(context, kind, []);
    return {
      label: kind,
      kind: "snippet",
      insertText: lines.join(newline),
      range: place.range,
      detail: `${group}/${version}`,
      ...(documentation !== undefined && { documentation }),
      filterText: `${kind} karpenter`,
      retrigger: true,
    };
  });
}

/** For those who write the object key by key. */
function apiVersionItem(place: Place): Unsorted {
  return {
    label: "apiVersion",
    kind: "key",
    insertText: "apiVersion: $1",
    range: place.range,
    detail: "required",
    retrigger: true,
    filterText: "apiVersion karpenter",
  };
}
