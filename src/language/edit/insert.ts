import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import { endOf, nodeAt, pairAt } from "../yaml/node.ts";
import type { Json, MapNode, Pair, Path, YamlNode } from "../yaml/node.ts";
import { columnOf, lineEnd, lineStart, newlineOf } from "./lines.ts";
import {
  colonEnd,
  flowStyle,
  holdsAnchor,
  isForeign,
  isInFlow,
  isOpenEnded,
  pairEnd,
} from "./place.ts";
import { blockText, flowText, keyText, scalarText } from "./write.ts";

/** Spaces that a new level of a block is indented by. */
export const step = 2;

export interface InsertOptions {
  /** The sibling that the new key is to follow, where it is there; default: the last one. */
  readonly after?: string | undefined;
}

/** Adds a key that is not there: into its map, or with the parents that lack. */
export function insert(
  manifest: Manifest,
  path: Path,
  value: Json,
  options: InsertOptions = {},
): readonly Edit[] {
  const name = path.at(-1);
  if (typeof name !== "string") return [];
  const parentPath = path.slice(0, -1);
  const parent = nodeAt(manifest.root, parentPath);
  if (parent === undefined) return insert(manifest, parentPath, { [name]: value }, options);
  if (isForeign(manifest, parentPath) || parent.kind === "seq") return [];
  const whole = { path: parentPath, node: parent, value: { [name]: value } };
  if (parent.kind === "scalar") return parent.value === null ? replace(manifest, whole) : [];
  if (parent.pairs.length === 0) return replace(manifest, whole);
  if (!parent.flow) {
    const place = placeInBlock(manifest, parent, options);
    return place === undefined ? [] : [linesAt(manifest, place, name, value)];
  }
  const last = lastOwn(parent, options);
  if (last === undefined) return [];
  const end = pairEnd(manifest.text, last);
  const style = flowStyle(manifest, parentPath);
  const comma = end > endOf(last.value) || last.value.start === last.value.end ? " ," : ",";
  const text = `${keyText(name, style)}: ${flowText(value, style)}`;
  return [insertAt(end, comma + gapBefore(manifest.text, last) + text)];
}

/** Entries that stand on lines of their own get company of their kind. */
function gapBefore(text: string, { key }: Pair): string {
  const indent = text.slice(lineStart(text, key.start), key.start);
  return indent.trim() === "" && key.start > 0 ? newlineOf(text) + indent : " ";
}

export interface BlockPlace {
  /** End of the line that the new lines follow. */
  readonly offset: number;
  readonly indent: number;
}

/** Where a new key of a block map goes; undefined where it cannot be written safely. */
export function placeInBlock(
  manifest: Manifest,
  map: MapNode,
  options: InsertOptions,
): BlockPlace | undefined {
  const { text } = manifest;
  const last = lastOwn(map, options);
  if (last === undefined || colonEnd(text, last) === undefined) return undefined;
  if (isOpenEnded(text, last.value)) return undefined;
  return { offset: lineEnd(text, pairEnd(text, last)), indent: columnOf(text, map.start) };
}

function lastOwn(map: MapNode, { after }: InsertOptions): Pair | undefined {
  const own = map.pairs.filter((pair) => pair.merged !== true);
  const wanted = own.find((pair) => pair.name === after);
  if (wanted !== undefined) return wanted;
  return own.reduce<Pair | undefined>(
    (latest, pair) => (latest === undefined || pair.key.start > latest.key.start ? pair : latest),
    undefined,
  );
}

function linesAt(
  manifest: Manifest,
  { offset, indent }: BlockPlace,
  name: string,
  value: Json,
): Edit {
  const newline = newlineOf(manifest.text);
  const body = `${keyText(name)}:${blockText(value, indent + step, newline)}`;
  return insertAt(offset, newline + " ".repeat(indent) + body);
}

/** An edit that puts text between two characters. */
export function insertAt(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}

export interface Replacement {
  readonly path: Path;
  readonly node: YamlNode;
  readonly value: Json;
}

/** Puts a value in place of another one, in the style of its surroundings; a comment behind the key stays. */
export function replace(manifest: Manifest, { path, node, value }: Replacement): readonly Edit[] {
  const { text } = manifest;
  const pair = pairAt(manifest.root, path);
  const from = pair?.key.end ?? node.start;
  if (path.length === 0 && !(node.kind === "map" && node.flow)) return [];
  if (node.tag !== undefined || holdsAnchor(text, { start: from, end: node.end })) return [];
  if (pair === undefined || isInFlow(manifest, path) || isFilledFlow(node))
    return [inlineEdit(text, { pair, node, newText: flowText(value, flowStyle(manifest, path)) })];
  const colon = colonEnd(text, pair);
  if (colon === undefined) return [];
  const head = text.slice(colon, node.start);
  if (/^[ \t]*[&!]/.test(head)) return [];
  const newText = blockText(value, columnOf(text, pair.key.start) + step, newlineOf(text));
  if (!head.includes("#")) return [{ start: colon, end: Math.max(node.end, colon), newText }];
  const rest = { start: lineEnd(text, colon), end: node.end, newText: "" };
  return newText.startsWith(" ") ? [insertAt(colon, newText), rest] : [{ ...rest, newText }];
}

/** A list or map in brackets stays in brackets; empty ones may open up. */
function isFilledFlow(node: YamlNode): boolean {
  if (node.kind === "scalar" || !node.flow) return false;
  return node.kind === "seq" ? node.items.length > 0 : node.pairs.length > 0;
}

function inlineEdit(
  text: string,
  { pair, node, newText }: { pair: Pair | undefined; node: YamlNode; newText: string },
): Edit {
  if (node.start < node.end) return { start: node.start, end: node.end, newText };
  const lacksColon = pair !== undefined && colonEnd(text, pair) === undefined;
  return { start: node.start, end: node.end, newText: `${lacksColon ? ":" : ""} ${newText}` };
}

/** The new text of a scalar, in the quotes of the old one. */
export function replaceScalar(
  manifest: Manifest,
  { path, node, value }: Replacement,
): readonly Edit[] {
  const { text } = manifest;
  const pair = pairAt(manifest.root, path);
  const start = pair?.key.end ?? text.lastIndexOf("\n", node.start) + 1;
  if (node.kind !== "scalar" || node.tag !== undefined) return [];
  if (holdsAnchor(text, { start, end: node.start })) return [];
  if (node.start === node.end) return replace(manifest, { path, node, value });
  const isBlock = node.style === "literal" || node.style === "folded";
  const isFlow = isInFlow(manifest, path);
  const style = isFlow && node.style === "plain" ? flowStyle(manifest, path) : node.style;
  const newText = scalarText(value, isBlock ? "plain" : style, isFlow);
  return [{ start: node.start, end: node.end, newText }];
}
