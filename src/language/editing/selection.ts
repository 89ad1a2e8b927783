import type { SourceFile } from "../sourceFile.ts";
import type { Pair, Range, YamlNode } from "../yaml/node.ts";
import { documentAt } from "./documentAt.ts";
import { contains, placeOf, shiftedBy } from "./locate.ts";

/** The ranges around an offset from the innermost to the whole document, each within the next. Offsets are the file's. */
export function selectionRanges(file: SourceFile, offset: number): readonly Range[] {
  const document = documentAt(file, offset);
  if (!document) return [];
  const whole = { start: 0, end: document.text.trimEnd().length };
  const ranges: Range[] = contains(whole, offset - document.start) ? [whole] : [];
  collect(document.yaml.root, offset - document.start, ranges);
  return ranges.reverse().map((range) => shiftedBy(range, document.start));
}

function collect(node: YamlNode | undefined, offset: number, ranges: Range[]): void {
  if (node === undefined || !contains(placeOf(node), offset)) return;
  push(placeOf(node), ranges);
  if (node.alias) return;
  if (node.kind === "seq")
    collect(
      node.items.find((item) => contains(placeOf(item), offset)),
      offset,
      ranges,
    );
  else if (node.kind === "map") inMap(node.pairs, offset, ranges);
  else if (node.style === "single" || node.style === "double") inQuotes(node, offset, ranges);
}

function inMap(pairs: readonly Pair[], offset: number, ranges: Range[]): void {
  for (const { key, value, merged } of pairs) {
    const range = { start: key.start, end: Math.max(key.end, placeOf(value).end) };
    if (merged || !contains(range, offset)) continue;
    push(range, ranges);
    if (contains(key, offset)) push(key, ranges);
    else collect(value, offset, ranges);
    return;
  }
}

function inQuotes({ start, end }: Range, offset: number, ranges: Range[]): void {
  const inner = { start: start + 1, end: end - 1 };
  if (inner.end > inner.start && contains(inner, offset)) push(inner, ranges);
}

/** Only what is smaller than the range before it. */
function push({ start, end }: Range, ranges: Range[]): void {
  const outer = ranges.at(-1);
  const within = outer === undefined || (outer.start <= start && end <= outer.end);
  const same = outer?.start === start && outer.end === end;
  if (within && !same) ranges.push({ start, end });
}
