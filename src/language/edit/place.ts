import type { Manifest } from "../manifest.ts";
import { nodeAt, pairAt } from "../yaml/node.ts";
import type { Pair, Path, Range, ScalarStyle, SeqNode, YamlNode } from "../yaml/node.ts";
import { endOf } from "../yaml/node.ts";
import { lineEnd } from "./lines.ts";

/** True where the text stands elsewhere: behind an alias or a merge key. */
export function isForeign(manifest: Manifest, path: Path): boolean {
  let node: YamlNode | undefined = manifest.root;
  for (const step of path) {
    if (typeof step === "string" && pairAt(node, [step])?.merged) return true;
    node = nodeAt(node, [step]);
    if (node === undefined) return false;
    if (node.alias !== undefined) return true;
  }
  return false;
}

/** A node on the way to the path is in flow style: what is written there must be too. */
export function isInFlow(manifest: Manifest, path: Path): boolean {
  return path.some((_, index) => {
    const node = nodeAt(manifest.root, path.slice(0, index));
    return node !== undefined && node.kind !== "scalar" && node.flow;
  });
}

/** How keys and text are written in the braces around a path: `double` in JSON, where every key is quoted. */
export function flowStyle(manifest: Manifest, path: Path): ScalarStyle {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = nodeAt(manifest.root, path.slice(0, depth));
    if (node?.kind !== "map" || !node.flow || node.pairs.length === 0) continue;
    return node.pairs.every(({ key }) => key.style === "double") ? "double" : "plain";
  }
  return "plain";
}

/** Behind the colon of a pair; undefined for `? key` and for a key alone in braces. */
export function colonEnd(text: string, pair: Pair): number | undefined {
  const colon = /[ \t]*:/y;
  colon.lastIndex = pair.key.end;
  return colon.test(text) ? colon.lastIndex : undefined;
}

/** Where the text of a pair ends, a missing value's colon included. */
export function pairEnd(text: string, pair: Pair): number {
  return Math.max(endOf(pair.value), colonEnd(text, pair) ?? pair.key.end);
}

/** The dash of an item of a block list. */
export function dashOf(text: string, seq: SeqNode, index: number): number {
  const previous = seq.items[index - 1];
  if (previous === undefined) return seq.start;
  let at = endOf(previous);
  while (at < text.length && text.charAt(at) !== "-")
    at = text.charAt(at) === "#" ? lineEnd(text, at) + 1 : at + 1;
  return at;
}

/** An anchor in the range is used by an alias elsewhere: neither can be had without the other. */
export function holdsAnchor(text: string, range: Range): boolean {
  const slice = text.slice(range.start, range.end);
  return [...slice.matchAll(/&([\w-]+)/g)].some(([, name = ""]) => text.includes(`*${name}`));
}

/** New lines behind this node would change it: a text block that keeps its final line breaks, or has none at the end of the file. */
export function isOpenEnded(text: string, node: YamlNode): boolean {
  if (node.alias !== undefined) return false;
  if (node.kind === "map" && !node.flow) {
    const last = node.pairs.at(-1);
    return last !== undefined && isOpenEnded(text, last.value);
  }
  if (node.kind === "seq" && !node.flow) {
    const last = node.items.at(-1);
    return last !== undefined && isOpenEnded(text, last);
  }
  if (node.kind !== "scalar" || (node.style !== "literal" && node.style !== "folded")) return false;
  return /^[|>]\d?\+/.test(text.slice(node.start, node.end)) || !text.includes("\n", node.end);
}
