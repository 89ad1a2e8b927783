import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import { endOf, nodeAt, pairAt } from "../yaml/node.ts";
import type { MapNode, Pair, Path, Range, SeqNode } from "../yaml/node.ts";
import { lineEnd, lineStart, nextLine } from "./lines.ts";
import { colonEnd, dashOf, holdsAnchor, isForeign, pairEnd } from "./place.ts";

/** Removes a key with its value, or an item of a list, with its lines. Comments above it stay. */
export function remove(manifest: Manifest, path: Path): readonly Edit[] {
  const parentPath = path.slice(0, -1);
  const parent = nodeAt(manifest.root, parentPath);
  const last = path.at(-1);
  if (isForeign(manifest, parentPath) || last === undefined) return [];
  if (parent?.kind === "map" && typeof last === "string")
    return removePair(manifest, { path: parentPath, map: parent, name: last });
  if (parent?.kind === "seq" && typeof last === "number")
    return removeItem(manifest, { path: parentPath, seq: parent, index: last });
  return [];
}

function removePair(
  manifest: Manifest,
  { path, map, name }: { path: Path; map: MapNode; name: string },
): readonly Edit[] {
  const { text } = manifest;
  const index = map.pairs.findIndex((pair) => pair.name === name);
  const pair = map.pairs[index];
  if (pair === undefined || map.pairs.some((one) => one.merged)) return [];
  const own = { start: pair.key.start, end: pairEnd(text, pair) };
  if (holdsAnchor(text, own)) return [];
  if (map.pairs.length === 1) return map === manifest.root ? [] : emptied(manifest, path, map);
  const next = map.pairs[index + 1];
  if (map.flow) {
    const previous = map.pairs[index - 1];
    return [inFlow(own, previous && pairEnd(text, previous), next?.key.start)];
  }
  if (colonEnd(text, pair) === undefined) return [];
  return blockLines(text, own, next && firstOf(text, next));
}

/** Where a pair of a block map begins: its key, or what stands before the key on its line. */
function firstOf(text: string, pair: Pair): number {
  const start = lineStart(text, pair.key.start);
  const indent = /^[ ]*/.exec(text.slice(start, pair.key.start))?.[0].length ?? 0;
  return start + indent;
}

/** Whole lines, or what follows a dash on its line up to the next entry. */
function blockLines(text: string, own: Range, next: number | undefined): readonly Edit[] {
  const start = lineStart(text, own.start);
  const before = text.slice(start, own.start);
  if (before.trim() === "") return [{ start, end: nextLine(text, own.end), newText: "" }];
  if (next === undefined || !/^[ -]*$/.test(before)) return [];
  const behind = lineEnd(text, own.end);
  const hasComment = text.slice(behind, next).includes("#");
  return [{ start: own.start, end: hasComment ? behind : next, newText: "" }];
}

function removeItem(
  manifest: Manifest,
  { path, seq, index }: { path: Path; seq: SeqNode; index: number },
): readonly Edit[] {
  const { text } = manifest;
  const item = seq.items[index];
  if (item === undefined) return [];
  const start = seq.flow ? item.start : dashOf(text, seq, index);
  const own = { start: item.alias?.start ?? start, end: Math.max(endOf(item), start + 1) };
  if (holdsAnchor(text, { start, end: own.end })) return [];
  if (seq.items.length === 1) return emptied(manifest, path, seq);
  if (!seq.flow)
    return blockLines(
      text,
      { start, end: own.end },
      index + 1 < seq.items.length ? dashOf(text, seq, index + 1) : undefined,
    );
  const previous = seq.items[index - 1];
  const next = seq.items[index + 1];
  const nextStart = next && (next.alias?.start ?? next.start);
  // What stands before an item, its anchor or tag, is not known here.
  if (/[&!]/.test(text.slice(previous ? endOf(previous) : seq.start, own.start))) return [];
  return [inFlow(own, previous && endOf(previous), nextStart)];
}

/** A block list or map without entries becomes `[]` or `{}` behind its key; a comment there stays. */
function emptied(manifest: Manifest, path: Path, node: MapNode | SeqNode): readonly Edit[] {
  const { text } = manifest;
  const pair = pairAt(manifest.root, path);
  const colon = pair && colonEnd(text, pair);
  const empty = node.kind === "seq" ? "[]" : "{}";
  if (node.flow || pair === undefined)
    return [{ start: node.start, end: node.end, newText: empty }];
  if (colon === undefined || /^[ \t]*[&!]/.test(text.slice(colon, node.start))) return [];
  const behind = lineEnd(text, colon);
  const last = node.kind === "map" ? node.pairs.at(-1) : undefined;
  const end = lineEnd(
    text,
    last === undefined ? node.end : Math.max(node.end, pairEnd(text, last)),
  );
  if (last !== undefined && text.slice(behind, node.start).includes("#"))
    return [{ start: node.start, end: pairEnd(text, last), newText: empty }];
  if (text.slice(colon, behind).trim() === "") return [{ start: colon, end, newText: ` ${empty}` }];
  return [
    { start: colon, end: colon, newText: ` ${empty}` },
    { start: behind, end, newText: "" },
  ];
}

function inFlow(own: Range, previousEnd: number | undefined, nextStart: number | undefined): Edit {
  if (nextStart !== undefined) return { start: own.start, end: nextStart, newText: "" };
  if (previousEnd !== undefined) return { start: previousEnd, end: own.end, newText: "" };
  return { start: own.start, end: own.end, newText: "" };
}
