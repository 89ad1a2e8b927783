import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import { nodeAt, pairAt, toJson } from "../yaml/node.ts";
import type { Json, MapNode, Pair, Path, SeqNode, YamlNode } from "../yaml/node.ts";
import { columnOf, contentEnd, lineEnd, lineStart, newlineOf, nextLine } from "./lines.ts";
import { blockText, flowText, itemText, keyText, scalarText } from "./write.ts";

/** An edit in the object that could not be written safely: through an alias or a merge key. */
const none: readonly Edit[] = [];

/** Gives the value at a path a new text, keeping the quotes of a string; creates the key and its parents where they lack. */
export function setValue(manifest: Manifest, path: Path, value: Json): readonly Edit[] {
  const node = nodeAt(manifest.root, path);
  if (node === undefined) return insert(manifest, path, value);
  if (isForeign(manifest, path)) return none;
  if (node.kind === "scalar" && !isCollection(value))
    return [replaceScalar(node, value, inFlow(manifest, path))];
  return replaceCollection(manifest, { path, node, value });
}

/** Renames a key; nothing where the new name stands there already. */
export function renameKey(manifest: Manifest, path: Path, name: string): readonly Edit[] {
  const pair = pairAt(manifest.root, path);
  if (pair === undefined || isForeign(manifest, path)) return none;
  if (pairAt(manifest.root, [...path.slice(0, -1), name])) return none;
  const newText = scalarText(name, pair.key.style, true);
  return [{ start: pair.key.start, end: pair.key.end, newText }];
}

/** Removes a key with its value, or an item of a list, with its lines. */
export function remove(manifest: Manifest, path: Path): readonly Edit[] {
  const parent = nodeAt(manifest.root, path.slice(0, -1));
  const last = path.at(-1);
  if (isForeign(manifest, path) || last === undefined) return none;
  if (parent?.kind === "map" && typeof last === "string") return removePair(manifest, parent, last);
  if (parent?.kind === "seq" && typeof last === "number") return removeItem(manifest, parent, last);
  return none;
}

/** Moves a key with its value and comments to another path, which must not exist; parents are created. */
export function move(manifest: Manifest, from: Path, to: Path): readonly Edit[] {
  const pair = pairAt(manifest.root, from);
  if (pair === undefined || nodeAt(manifest.root, to) !== undefined) return none;
  if (isWithin(from, to)) return none;
  const inserted = insert(manifest, to, toJson(pair.value));
  const removed = remove(manifest, from);
  return inserted.length > 0 && removed.length > 0 ? [...removed, ...inserted] : none;
}

/** Adds an item at the end of a list, which is created where it lacks. */
export function append(manifest: Manifest, path: Path, value: Json): readonly Edit[] {
  const seq = nodeAt(manifest.root, path);
  if (seq === undefined) return setValue(manifest, path, [value]);
  if (isForeign(manifest, path)) return none;
  if (seq.kind === "scalar") return seq.value === null ? setValue(manifest, path, [value]) : none;
  if (seq.kind !== "seq") return none;
  const last = seq.items.at(-1);
  if (last === undefined) return replaceCollection(manifest, { path, node: seq, value: [value] });
  if (seq.flow) return [insertAt(last.end, `, ${flowText(value)}`)];
  const indent = columnOf(manifest.text, seq.start);
  const newline = newlineOf(manifest.text);
  const offset = contentEnd(manifest.text, last.end);
  return [insertAt(offset, newline + " ".repeat(indent) + itemText(value, indent, newline))];
}

function insertAt(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}

function isCollection(value: Json): boolean {
  return typeof value === "object" && value !== null;
}

function isWithin(path: Path, inner: Path): boolean {
  return path.every((step, index) => inner[index] === step);
}

/** True where the text stands elsewhere: behind an alias or a merge key. */
function isForeign(manifest: Manifest, path: Path): boolean {
  let node: YamlNode | undefined = manifest.root;
  for (const step of path) {
    const parent: YamlNode = node;
    const pair: Pair | undefined = typeof step === "string" ? pairAt(parent, [step]) : undefined;
    if (pair?.merged) return true;
    node = nodeAt(parent, [step]);
    if (node === undefined) return false;
    if (node.start < parent.start || node.end > parent.end) return true;
  }
  return false;
}

function inFlow(manifest: Manifest, path: Path): boolean {
  return path.some((_, index) => {
    const node = nodeAt(manifest.root, path.slice(0, index));
    return node !== undefined && node.kind !== "scalar" && node.flow;
  });
}

function replaceScalar(node: YamlNode, value: Json, flow: boolean): Edit {
  const style = node.kind === "scalar" ? node.style : "plain";
  const kept = style === "literal" || style === "folded" ? "plain" : style;
  const newText = scalarText(value, kept, flow);
  return {
    start: node.start,
    end: node.end,
    newText: node.start === node.end ? ` ${newText}` : newText,
  };
}

function replaceCollection(
  manifest: Manifest,
  { path, node, value }: { path: Path; node: YamlNode; value: Json },
): readonly Edit[] {
  const pair = pairAt(manifest.root, path);
  if (pair === undefined || inFlow(manifest, path) || isFilledFlow(node))
    return [{ start: node.start, end: node.end, newText: flowText(value) }];
  const indent = columnOf(manifest.text, pair.key.start) + 2;
  const colon = manifest.text.indexOf(":", pair.key.end) + 1;
  const newText = blockText(value, indent, newlineOf(manifest.text));
  return [{ start: colon, end: Math.max(node.end, colon), newText }];
}

/** A list or map in brackets stays in brackets; empty ones may open up. */
function isFilledFlow(node: YamlNode): boolean {
  if (node.kind === "scalar" || !node.flow) return false;
  return node.kind === "seq" ? node.items.length > 0 : node.pairs.length > 0;
}

/** Adds a key that is not there: into its map, or with the parents that lack. */
function insert(manifest: Manifest, path: Path, value: Json): readonly Edit[] {
  const last = path.at(-1);
  if (typeof last !== "string") return none;
  const parentPath = path.slice(0, -1);
  const parent = nodeAt(manifest.root, parentPath);
  if (parent === undefined) return insert(manifest, parentPath, { [last]: value });
  if (isForeign(manifest, parentPath)) return none;
  if (parent.kind === "scalar")
    return parent.value === null
      ? replaceCollection(manifest, { path: parentPath, node: parent, value: { [last]: value } })
      : none;
  if (parent.kind === "seq") return none;
  return insertPair(manifest, { path: parentPath, map: parent }, { name: last, value });
}

function insertPair(
  manifest: Manifest,
  { path, map }: { path: Path; map: MapNode },
  { name, value }: { name: string; value: Json },
): readonly Edit[] {
  const own = map.pairs.filter((pair) => pair.merged !== true);
  const last = own.reduce<Pair | undefined>(
    (latest, pair) => (latest === undefined || pair.key.start > latest.key.start ? pair : latest),
    undefined,
  );
  if (last === undefined)
    return path.length === 0
      ? none
      : replaceCollection(manifest, { path, node: map, value: { [name]: value } });
  if (map.flow) return [insertAt(last.value.end, `, ${keyText(name)}: ${flowText(value)}`)];
  const indent = columnOf(manifest.text, last.key.start);
  const newline = newlineOf(manifest.text);
  const body = `${keyText(name)}:${blockText(value, indent + 2, newline)}`;
  const offset = contentEnd(manifest.text, Math.max(last.value.end, last.key.end + 1));
  return [insertAt(offset, newline + " ".repeat(indent) + body)];
}

function removePair(manifest: Manifest, map: MapNode, name: string): readonly Edit[] {
  const index = map.pairs.findIndex((pair) => pair.name === name);
  const pair = map.pairs[index];
  if (pair === undefined) return none;
  const { text } = manifest;
  if (map.pairs.length === 1)
    return map === manifest.root ? none : [{ start: map.start, end: map.end, newText: "{}" }];
  const end = Math.max(pair.value.end, pair.key.end + 1);
  const next = map.pairs[index + 1];
  if (map.flow)
    return [
      removeInFlow(
        text,
        { start: pair.key.start, end },
        map.pairs[index - 1]?.value.end,
        next?.key.start,
      ),
    ];
  const start = lineStart(text, pair.key.start);
  if (text.slice(start, pair.key.start).trim() !== "")
    return next === undefined
      ? none
      : [{ start: pair.key.start, end: next.key.start, newText: "" }];
  return [{ start, end: nextLine(text, end), newText: "" }];
}

function removeItem(manifest: Manifest, seq: SeqNode, index: number): readonly Edit[] {
  const item = seq.items[index];
  if (item === undefined) return none;
  const { text } = manifest;
  if (seq.items.length === 1) {
    const before = seq.flow || text.charAt(lineEnd(text, seq.start) - 1) === ":" ? "" : " ";
    return [emptied(text, seq, before)];
  }
  if (seq.flow)
    return [removeInFlow(text, item, seq.items[index - 1]?.end, seq.items[index + 1]?.start)];
  const dash = text.lastIndexOf("-", Math.max(item.start - 1, 0));
  const start = lineStart(text, dash);
  if (text.slice(start, dash).trim() !== "") {
    const next = seq.items[index + 1];
    return next === undefined ? none : [{ start: item.start, end: next.start, newText: "" }];
  }
  return [{ start, end: nextLine(text, Math.max(item.end, dash + 1)), newText: "" }];
}

/** A block list without items must become `[]` behind its key. */
function emptied(text: string, seq: SeqNode, before: string): Edit {
  if (seq.flow) return { start: seq.start, end: seq.end, newText: "[]" };
  let start = seq.start;
  while (start > 0 && /\s/.test(text.charAt(start - 1))) start -= 1;
  return { start, end: seq.end, newText: text.charAt(start - 1) === ":" ? " []" : `${before}[]` };
}

function removeInFlow(
  text: string,
  range: { start: number; end: number },
  previousEnd: number | undefined,
  nextStart: number | undefined,
): Edit {
  if (nextStart !== undefined) return { start: range.start, end: nextStart, newText: "" };
  if (previousEnd !== undefined) return { start: previousEnd, end: range.end, newText: "" };
  return { ...range, newText: text.slice(0, 0) };
}
