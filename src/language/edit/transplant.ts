import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import { nodeAt, pairAt, toJson } from "../yaml/node.ts";
import type { Json, Pair, Path } from "../yaml/node.ts";
import { parseYaml } from "../yaml/parse.ts";
import { applyEdits } from "./applyEdits.ts";
import { insert, insertAt, placeInBlock, step } from "./insert.ts";
import { newlineOf } from "./lines.ts";
import { blockLines } from "./blockLines.ts";
import { holdsAnchor } from "./place.ts";
import { jsonText } from "../jsonText.ts";

/**
 * Writes a key with its value into another manifest, where it must not exist: its lines as they are, with the comments above
 * them, where both are in block style; else the value alone. Nothing where the result could not be vouched for.
 */
export function transplant(
  source: { readonly manifest: Manifest; readonly path: Path },
  target: Manifest,
  to: Path,
): readonly Edit[] {
  const pair = pairAt(source.manifest.root, source.path);
  if (pair === undefined || nodeAt(target.root, to) !== undefined) return [];
  const json = toJson(pair.value);
  const ways = [lines(source.manifest, pair, { target, to }), insert(target, to, json)];
  return ways.find((edits) => isRight(target, edits, { to, json })) ?? [];
}

function lines(
  { text, root }: Manifest,
  pair: Pair,
  { target, to }: { readonly target: Manifest; readonly to: Path },
): readonly Edit[] {
  let depth = to.length - 1;
  while (depth > 0 && nodeAt(target.root, to.slice(0, depth)) === undefined) depth -= 1;
  const parent = nodeAt(target.root, to.slice(0, depth));
  if (parent?.kind !== "map" || parent.flow || parent.pairs.length === 0 || root.flow) return [];
  const place = placeInBlock(target, parent, {});
  if (place === undefined || holdsAnchor(text, { start: pair.key.start, end: pair.value.end }))
    return [];
  const parents = to.slice(depth, -1).map(String);
  const heads = parents.map((name, index) => `${" ".repeat(place.indent + index * step)}${name}:`);
  const indent = place.indent + parents.length * step;
  const written = blockLines(text, { pair, name: String(to.at(-1)), indent });
  const newline = newlineOf(target.text);
  return [insertAt(place.offset, newline + [...heads, ...written].join(newline))];
}

/** The text after the edits has the value at its place, and is no worse YAML than before. */
function isRight(
  target: Manifest,
  edits: readonly Edit[],
  { to, json }: { readonly to: Path; readonly json: Json },
): boolean {
  if (edits.length === 0) return false;
  const { root, problems } = parseYaml(applyEdits(target.text, edits));
  if (problems.length > parseYaml(target.text).problems.length) return false;
  const written = nodeAt(root, [...target.prefix, ...to]);
  return written !== undefined && jsonText(toJson(written)) === jsonText(json);
}
