import type { SourceDocument, SourceFile } from "../sourceFile.ts";
import type { Range } from "../yaml/node.ts";

/** The document of a file that holds an offset, found without looking at the others. */
export function documentAt(file: SourceFile, offset: number): SourceDocument | undefined {
  const { documents } = file;
  let low = 0;
  let high = documents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((documents[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = documents[low - 1];
  return found && offset <= found.start + found.text.length ? found : undefined;
}

/** Where the YAML document around an offset begins (with its `---`) and ends; an empty document has a range as well. */
export function documentRange(text: string, offset: number): Range {
  return { start: markerBefore(text, offset), end: markerAfter(text, offset) };
}

function isMarker(text: string, newline: number): boolean {
  const next = text.charAt(newline + 4);
  return next === "" || /\s/.test(next);
}

function markerBefore(text: string, offset: number): number {
  if (offset === 0) return 0;
  let at = text.lastIndexOf("\n---", offset - 1);
  while (at >= 0 && !isMarker(text, at)) at = at === 0 ? -1 : text.lastIndexOf("\n---", at - 1);
  return at < 0 ? 0 : at + 1;
}

function markerAfter(text: string, offset: number): number {
  let at = text.indexOf("\n---", offset);
  while (at >= 0 && !isMarker(text, at)) at = text.indexOf("\n---", at + 4);
  return at < 0 ? text.length : at + 1;
}
