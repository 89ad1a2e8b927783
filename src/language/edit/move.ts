import type { Edit } from "../finding.ts";
import { applyEdits } from "./applyEdits.ts";
import type { Manifest } from "../manifest.ts";
import { endOf, nodeAt, pairAt, toJson } from "../yaml/node.ts";
import type { Json, Pair, Path } from "../yaml/node.ts";
import { parseYaml } from "../yaml/parse.ts";
import { insert, placeInBlock, step } from "./insert.ts";
import type { InsertOptions } from "./insert.ts";
import { lineEnd, lineStart, newlineOf } from "./lines.ts";
import { colonEnd, isForeign, pairEnd } from "./place.ts";
import { remove } from "./remove.ts";
import { keyText } from "./write.ts";
import { jsonText } from "../jsonText.ts";
import { blockLines, commentsAbove, withCommentsAbove } from "./blockLines.ts";

/**
 * Moves a key with its value to another path, which must not exist; parents are created. In block style the
 * lines move as they are, with the comments above them. Nothing where the result could not be vouched for.
 */
export function move(
  manifest: Manifest,
  from: Path,
  to: Path,
  options: InsertOptions = {},
): readonly Edit[] {
  const pair = pairAt(manifest.root, from);
  if (pair === undefined || nodeAt(manifest.root, to) !== undefined) return [];
  if (isForeign(manifest, from) || from.every((one, index) => to[index] === one)) return [];
  const json = toJson(pair.value);
  const lines = movedLines(manifest, { from, to, pair }, options);
  const removed = remove(manifest, from);
  const asWritten = [...removed, ...insertAsWritten(manifest, { from, to, pair }, options)];
  const anew = [...removed, ...insert(manifest, to, json, options)];
  const ways = [lines, asWritten, anew, inPlace(manifest, { from, to, pair })];
  return ways.find((edits) => isRight(manifest, edits, { from, to, json })) ?? [];
}

/** A value that stands on the line of its key, with its tag and anchor; undefined for others. */
function inlineText(text: string, pair: Pair): string | undefined {
  const written = text.slice(colonEnd(text, pair) ?? pair.value.start, endOf(pair.value)).trim();
  return written === "" || written.includes("\n") ? undefined : written;
}

/** What the value is written as until its own text is put there. */
const placeholder = "nap-moved-value";
const placeholders = /"nap-moved-value"|nap-moved-value/;

/** Writes the value as it stands, so that `y` and `0x1F` stay what they are. */
function insertAsWritten(
  manifest: Manifest,
  { to, pair }: Move,
  options: InsertOptions,
): readonly Edit[] {
  const written = inlineText(manifest.text, pair);
  if (written === undefined) return [];
  return insert(manifest, to, placeholder, options).map((edit) => ({
    ...edit,
    newText: edit.newText.replace(placeholders, () => written),
  }));
}

/** The text after the edits has the value at its new place, and not at its old one. */
function isRight(
  manifest: Manifest,
  edits: readonly Edit[],
  { from, to, json }: { from: Path; to: Path; json: Json },
): boolean {
  if (edits.length < 2 && !edits[0]?.newText) return false;
  if (edits.some((edit) => edits.some((other) => edit !== other && overlap(edit, other))))
    return false;
  const { root, problems } = parseYaml(applyEdits(manifest.text, edits));
  if (problems.length > parseYaml(manifest.text).problems.length) return false;
  const moved = nodeAt(root, [...manifest.prefix, ...to]);
  if (moved === undefined || nodeAt(root, [...manifest.prefix, ...from])) return false;
  return jsonText(toJson(moved)) === jsonText(json);
}

function overlap(a: Edit, b: Edit): boolean {
  return a.start < b.end && b.start < a.end;
}

interface Move {
  readonly from: Path;
  readonly to: Path;
  readonly pair: Pair;
}

/** The only key of a map goes deeper into that map: its text stays where it is, below new parents. */
function inPlace({ text, root }: Manifest, { from, to, pair }: Move): readonly Edit[] {
  const parent = from.slice(0, -1);
  const source = nodeAt(root, parent);
  const isDeeper = to.length > from.length && parent.every((step, index) => to[index] === step);
  if (source?.kind !== "map" || source.pairs.length !== 1 || !isDeeper) return [];
  const names = to.slice(parent.length).map(String);
  const end = pairEnd(text, pair);
  if (source.flow) {
    const heads = names.slice(0, -1).map((name) => `${keyText(name, pair.key.style)}: { `);
    const name = keyText(names.at(-1) ?? "", pair.key.style);
    const newText = `${heads.join("")}${name}${text.slice(pair.key.end, end)}${" }".repeat(heads.length)}`;
    return [{ start: pair.key.start, end, newText }];
  }
  const start = lineStart(text, pair.key.start);
  const column = pair.key.start - start;
  if (text.slice(start, pair.key.start).trim() !== "") return [];
  const heads = names
    .slice(0, -1)
    .map((name, index) => `${" ".repeat(column + index * step)}${keyText(name)}:`);
  const indent = column + heads.length * step;
  const lines = blockLines(text, { pair, name: names.at(-1) ?? "", indent });
  const edit = { start: commentsAbove(text, pair.key.start), end: lineEnd(text, end) };
  return [{ ...edit, newText: [...heads, ...lines].join(newlineOf(text)) }];
}

function movedLines(
  manifest: Manifest,
  { from, to, pair }: Move,
  options: InsertOptions,
): readonly Edit[] {
  const { text } = manifest;
  let depth = to.length - 1;
  while (depth > 0 && nodeAt(manifest.root, to.slice(0, depth)) === undefined) depth -= 1;
  const parent = nodeAt(manifest.root, to.slice(0, depth));
  const source = nodeAt(manifest.root, from.slice(0, -1));
  if (parent?.kind !== "map" || parent.flow || parent.pairs.length === 0) return [];
  const place = placeInBlock(manifest, parent, options);
  if (place === undefined || source?.kind !== "map" || isForeign(manifest, to.slice(0, depth)))
    return [];
  const parents = to.slice(depth, -1).map(String);
  const indent = place.indent + parents.length * step;
  const heads = parents.map(
    (name, index) => " ".repeat(place.indent + index * step) + `${keyText(name)}:`,
  );
  const block = source.flow
    ? [
        `${" ".repeat(indent)}${keyText(String(to.at(-1)))}: ${inlineText(text, pair) ?? text.slice(pair.value.start, endOf(pair.value))}`,
      ]
    : blockLines(text, { pair, name: String(to.at(-1)), indent });
  const removed = withCommentsAbove(text, remove(manifest, from), pair);
  return joined(text, removed, { offset: place.offset, lines: [...heads, ...block] });
}

/** One edit where the new lines follow one of the removed lines. */
function joined(
  text: string,
  removed: readonly Edit[],
  { offset, lines }: { offset: number; lines: readonly string[] },
): readonly Edit[] {
  const newline = newlineOf(text);
  const [only, ...more] = removed;
  if (only === undefined || more.length > 0) return [];
  if (only.start > offset || offset >= only.end)
    return [only, { start: offset, end: offset, newText: newline + lines.join(newline) }];
  const tail = text.slice(only.start, only.end).endsWith("\n") ? newline : "";
  return [{ ...only, newText: lines.join(newline) + tail }];
}
