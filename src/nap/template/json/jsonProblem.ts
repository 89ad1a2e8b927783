import type { ProblemKind } from "./report.ts";

/** Something that JSON does not allow, and where. */
export interface JsonProblem {
  readonly kind: ProblemKind;
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
  /** UTF-16 code units from the start of the text. */
  readonly offset: number;
}

const messages: Readonly<Record<ProblemKind, string>> = {
  comment: "JSON has no comments.",
  "line break in string": "A string holds a line break: write \\n instead.",
  "control character in string": "A string holds a tab or another control character: escape it.",
  "unclosed string": "The closing quote of this string is missing.",
  escape: "JSON knows no such escape: write \\\\ for a backslash.",
  quotes: "JSON strings stand in double quotes.",
  word: "JSON knows no such value: strings stand in double quotes.",
  "trailing comma": "A comma follows the last value: remove it.",
  "extra comma": "A comma too many.",
  "missing comma": "A comma is missing before this value.",
  "missing colon": "A colon is missing after this name.",
  "missing brace": "A closing brace is missing before this place.",
  "missing bracket": "A closing bracket is missing before this place.",
  "extra brace": "A closing brace or bracket without its opening one.",
  unexpected: "This does not belong here.",
  "no value": "This name has no value.",
  "too deep": "Nested deeper than 500 levels: what is inside is not read.",
  text: "This text is not JSON.",
  "second value": "A second JSON value follows: one is allowed.",
  "byte order mark": "The text begins with a byte order mark: JSON has none.",
  "no JSON": "There is no JSON here.",
};

/** Kinds that come in dozens and are told once, with their number. */
const toldOnce: ReadonlySet<ProblemKind> = new Set(["comment", "text"]);
const mostTold = 100;

/** In the order of the text, each with its line; the hundredth is the last. */
export function listProblems(
  text: string,
  found: readonly (readonly [kind: ProblemKind, offset: number])[],
): JsonProblem[] {
  const counts = new Map<ProblemKind, number>();
  for (const [kind] of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const told = new Set<string>();
  const kept: JsonProblem[] = [];
  let line = 1;
  let at = 0;
  for (const [kind, offset] of [...found].sort((a, b) => a[1] - b[1])) {
    const identity = toldOnce.has(kind) ? kind : `${kind} ${String(offset)}`;
    if (told.has(identity) || kept.length >= mostTold) continue;
    told.add(identity);
    line += lineBreaksIn(text, at, offset);
    at = offset;
    const more = toldOnce.has(kind) ? (counts.get(kind) ?? 1) - 1 : 0;
    const message = more > 0 ? `${messages[kind]} (${more} more)` : messages[kind];
    kept.push({ kind, message, line, offset });
  }
  return kept;
}

function lineBreaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1))
    count++;
  return count;
}
