import type { Edit } from "../finding.ts";
import type { Pair } from "../yaml/node.ts";
import { columnOf, lineEnd, lineStart } from "./lines.ts";
import { pairEnd } from "./place.ts";
import { keyText } from "./write.ts";

/** The lines of a pair and of the comments above it, indented anew. */
export function blockLines(
  text: string,
  { pair, name, indent }: { pair: Pair; name: string; indent: number },
): string[] {
  const column = columnOf(text, pair.key.start);
  const start = commentsAbove(text, pair.key.start);
  const above = text.slice(start, lineStart(text, pair.key.start)).split(/\r?\n/).slice(0, -1);
  const key = name === pair.name ? text.slice(pair.key.start, pair.key.end) : keyText(name);
  const end = lineEnd(text, pairEnd(text, pair));
  const [first = "", ...rest] = (key + text.slice(pair.key.end, end)).split(/\r?\n/);
  const shifted = [...above, " ".repeat(column) + first, ...rest];
  return shifted.map((line) => reindented(line, indent - column));
}

function reindented(line: string, by: number): string {
  if (line.trim() === "") return line;
  if (by >= 0) return " ".repeat(by) + line;
  const indent = line.length - line.trimStart().length;
  return line.slice(Math.min(indent, -by));
}

/** Beginning of the comment lines directly above a key, indented as the key is. */
export function commentsAbove(text: string, keyStart: number): number {
  let start = lineStart(text, keyStart);
  const indent = text.slice(start, keyStart);
  if (indent.trim() !== "") return start;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!text.startsWith(`${indent}#`, above)) break;
    start = above;
  }
  return start;
}

/** The same removal of a key, and of the comments above it. */
export function withCommentsAbove(
  text: string,
  removed: readonly Edit[],
  pair: Pair,
): readonly Edit[] {
  const start = lineStart(text, pair.key.start);
  return removed.map((edit) =>
    edit.start === start ? { ...edit, start: commentsAbove(text, pair.key.start) } : edit,
  );
}
