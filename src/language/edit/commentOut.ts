import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import { pairAt } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { lineEnd, lineStart, newlineOf } from "./lines.ts";
import { holdsAnchor, isForeign, pairEnd } from "./place.ts";

/** Makes comments of the lines of a key and its value, below a heading if there is one. Block style only. */
export function commentOut(manifest: Manifest, path: Path, heading?: string): readonly Edit[] {
  const { text } = manifest;
  const pair = pairAt(manifest.root, path);
  if (pair === undefined || isForeign(manifest, path)) return [];
  const start = lineStart(text, pair.key.start);
  const indent = text.slice(start, pair.key.start);
  const end = lineEnd(text, pairEnd(text, pair));
  if (indent.trim() !== "" || holdsAnchor(text, { start, end })) return [];
  const newline = newlineOf(text);
  const lines = text.slice(start, end).split(/\r?\n/);
  const comments = lines.map((line) => `${indent}# ${line.slice(indent.length)}`);
  const above = heading === undefined ? [] : [`${indent}# ${heading}`];
  const newText = [...above, ...comments].join(newline);
  return [{ start, end, newText }];
}
