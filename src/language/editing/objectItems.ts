import type { Cursor } from "./cursor.ts";
import type { Unsorted } from "./complete.ts";
import type { Place } from "./outline.ts";
import { objectSnippets } from "./snippets.ts";

/** Whole objects for an empty document, where the file or the typed word speaks of Karpenter. */
export function objectItems(place: Place, cursor: Cursor, fileText: string): readonly Unsorted[] {
  if (!cursor.empty || place.kind !== "key" || place.path.length > 0 || place.flow) return [];
  if (place.column !== 0 || place.quote !== "") return [];
  const word = cursor.text.slice(place.range.start, cursor.offset);
  if (!fileText.includes("karpenter") && !meansUs(word)) return [];
  return [...snippetItems(place, cursor), apiVersionItem(place)];
}

const words = ["nap", "karpenter", "nodepool", "aksnodeclass"];

function meansUs(word: string): boolean {
  const typed = word.toLowerCase();
  return typed.length > 2 && words.some((one) => one.startsWith(typed) || typed.startsWith("nap"));
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
