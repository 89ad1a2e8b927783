import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import { endOf, nodeAt, pairAt } from "../yaml/node.ts";
import type { Json, Path } from "../yaml/node.ts";
import { insert, insertAt, replace, replaceScalar } from "./insert.ts";
import type { InsertOptions } from "./insert.ts";
import { columnOf, lineEnd, newlineOf } from "./lines.ts";
import { flowStyle, isForeign, isOpenEnded } from "./place.ts";
import { flowText, itemText, scalarText } from "./write.ts";

export { move } from "./move.ts";
export { remove } from "./remove.ts";

// Every function gives no edits where the text cannot be changed safely: through an alias or a merge key,
// where an anchor or a tag is in the way, behind a text block that new lines would become part of.

/**
 * Gives the value at a path a new text, keeping the quotes of a string; creates the key and its parents where
 * they lack, behind the sibling `after` or at the end.
 */
export function setValue(
  manifest: Manifest,
  path: Path,
  value: Json,
  options: InsertOptions = {},
): readonly Edit[] {
  const node = nodeAt(manifest.root, path);
  if (node === undefined) return insert(manifest, path, value, options);
  if (isForeign(manifest, path)) return [];
  if (node.kind === "scalar" && (typeof value !== "object" || value === null))
    return replaceScalar(manifest, { path, node, value });
  return replace(manifest, { path, node, value });
}

/** Renames a key; nothing where the new name stands there already. */
export function renameKey(manifest: Manifest, path: Path, name: string): readonly Edit[] {
  const pair = pairAt(manifest.root, path);
  if (pair === undefined || isForeign(manifest, path.slice(0, -1)) || pair.merged) return [];
  if (pair.key.alias !== undefined || pair.key.tag !== undefined) return [];
  if (pairAt(manifest.root, [...path.slice(0, -1), name])) return [];
  const newText = scalarText(name, pair.key.style, true);
  return [{ start: pair.key.start, end: pair.key.end, newText }];
}

/** Adds an item at the end of a list, which is created where it lacks. */
export function append(manifest: Manifest, path: Path, value: Json): readonly Edit[] {
  const { text } = manifest;
  const seq = nodeAt(manifest.root, path);
  if (seq === undefined || (seq.kind === "scalar" && seq.value === null))
    return setValue(manifest, path, [value]);
  if (seq.kind !== "seq" || isForeign(manifest, path)) return [];
  const last = seq.items.at(-1);
  if (last === undefined) return replace(manifest, { path, node: seq, value: [value] });
  if (seq.flow) return [insertAt(endOf(last), `, ${flowText(value, flowStyle(manifest, path))}`)];
  if (isOpenEnded(text, last)) return [];
  const indent = columnOf(text, seq.start);
  const newline = newlineOf(text);
  const item = itemText(value, indent, newline);
  return [insertAt(lineEnd(text, endOf(last)), newline + " ".repeat(indent) + item)];
}
