import type { Path, Range } from "../yaml/node.ts";
import { dashFollows, keyAt, scalarAt } from "./token.ts";
import type { Scalar } from "./token.ts";
import { Frames } from "./frames.ts";
import type { Frame } from "./frames.ts";
import { readFlow } from "./flow.ts";
import type { Entry, Outline, Place } from "./place.ts";

/** Dashes behind dashes; each is a step of recursion. */
const maxDepth = 60;

/**
 * Reads a block of YAML line by line. Every line is hung where its indentation puts it, so that a half-typed line
 * does not disturb the others; quoted and plain scalars are taken to end with their line.
 */
export function outlineOf(text: string, cursor: number): Outline {
  return new OutlineReader(text, cursor).read();
}

const nowhere = { flow: false, quote: "", hasColon: false, glued: false, inItem: false } as const;

class OutlineReader {
  readonly #text: string;
  readonly #cursor: number;
  readonly #frames = new Frames();
  readonly #entries: Entry[] = [];
  readonly #places: Place[] = [];
  #next = 0;
  #lineStart = 0;
  #lineEnd = 0;
  /** Lines that are indented deeper than this belong to a block scalar. */
  #scalarIndent: number | undefined;

  constructor(text: string, cursor: number) {
    this.#text = text;
    this.#cursor = cursor;
  }

  read(): Outline {
    do this.#line();
    while (this.#next <= this.#text.length);
    return { entries: this.#entries, places: this.#places };
  }

  #line(): void {
    const start = this.#next;
    const newline = this.#text.indexOf("\n", start);
    const stop = newline < 0 ? this.#text.length : newline;
    this.#next = newline < 0 ? this.#text.length + 1 : newline + 1;
    this.#lineStart = start;
    this.#lineEnd = stop > start && this.#text.charAt(stop - 1) === "\r" ? stop - 1 : stop;
    let at = start;
    while (at < this.#lineEnd && this.#text.charAt(at) === " ") at += 1;
    const column = at - start;
    if (this.#isBlank(at)) this.#blank();
    else if (this.#scalarIndent !== undefined && column > this.#scalarIndent) return;
    else if (!/^(---|\.\.\.)(\s|$)|^%/.test(this.#text.slice(start, start + 4))) {
      this.#scalarIndent = undefined;
      this.#element(at, false);
    }
  }

  #isBlank(at: number): boolean {
    const rest = this.#text.slice(at, this.#lineEnd).trimStart();
    return rest === "" || rest.startsWith("#");
  }

  #blank(): void {
    const at = this.#cursor;
    if (at < this.#lineStart || at > this.#lineEnd) return;
    if (this.#text.slice(this.#lineStart, at).trim() !== "") return;
    if (this.#scalarIndent !== undefined && at - this.#lineStart > this.#scalarIndent) return;
    if (/^\s*$|^\s+#/.test(this.#text.slice(at, this.#lineEnd)))
      this.#byColumn({ start: at, end: at }, "");
  }

  /** A dash, a pair, or a lone value that begins at `at`. */
  #element(at: number, inItem: boolean): void {
    const column = at - this.#lineStart;
    if (dashFollows(this.#text, at, this.#lineEnd)) {
      this.#dash(at, column, inItem);
      return;
    }
    const key = keyAt(this.#text, at, this.#lineEnd);
    if (key === undefined) {
      this.#lone(at, inItem);
      return;
    }
    const frame = this.#frames.at(column, false, inItem);
    frame.last = key.text;
    frame.open = true;
    const path = [...frame.path, key.text];
    if (this.#isIn(key.inner)) this.#addKey(key, frame, inItem);
    this.#value(key.colon + 1, { path, key: key.outer }, frame);
  }

  #addKey(key: Scalar, frame: Frame, inItem: boolean): void {
    const { inner: range, quote } = key;
    const column = frame.indent;
    const place = { ...nowhere, kind: "key", path: frame.path, range, quote, column } as const;
    this.#places.push({ ...place, hasColon: true, inItem });
  }

  #dash(at: number, column: number, inItem: boolean): void {
    const frame = this.#frames.at(column, true, inItem);
    frame.last = typeof frame.last === "number" ? frame.last + 1 : 0;
    frame.open = true;
    let next = at + 1;
    while (next < this.#lineEnd && this.#text.charAt(next) === " ") next += 1;
    if (!this.#isBlank(next)) {
      const content = this.#skipProperties(next);
      const isFlow = /[[{]/.test(this.#text.charAt(content));
      if (frame.path.length < maxDepth) this.#element(isFlow ? content : next, true);
      return;
    }
    const path = [...frame.path, frame.last];
    this.#entries.push({ path });
    if (this.#cursor <= at || this.#cursor > next) return;
    const glued = this.#cursor === at + 1;
    const range = { start: this.#cursor, end: this.#cursor };
    const places = { ...nowhere, kind: "value", path, range, glued, inItem: true } as const;
    this.#places.push({ ...places, column: this.#cursor - this.#lineStart + (glued ? 1 : 0) });
  }

  #value(from: number, entry: Entry, frame: Frame): void {
    const start = this.#skipProperties(from);
    const place = { ...nowhere, kind: "value", path: entry.path, column: frame.indent } as const;
    const first = this.#text.charAt(start);
    if (this.#isBlank(start)) {
      this.#entries.push(entry);
      if (this.#cursor < from || this.#cursor > start) return;
      const range = { start: this.#cursor, end: this.#cursor };
      this.#places.push({ ...place, range, glued: this.#cursor === from });
      return;
    }
    frame.open = false;
    if (first === "|" || first === ">") {
      this.#scalarIndent = frame.indent;
      this.#entries.push(entry);
    } else if (first === "{" || first === "[") {
      this.#entries.push(entry);
      this.#flow(start, entry.path, frame.indent);
    } else this.#scalar(start, entry, place);
  }

  #scalar(start: number, entry: Entry, place: Omit<Place, "range">): void {
    const scalar = scalarAt(this.#text, start, this.#lineEnd);
    this.#entries.push({ ...entry, text: scalar.text });
    if (this.#isIn(scalar.inner))
      this.#places.push({ ...place, range: scalar.inner, quote: scalar.quote });
  }

  /** A word without a colon: the beginning of a key, an item, or a value on a line of its own. */
  #lone(at: number, inItem: boolean): void {
    const first = this.#text.charAt(at);
    const { top } = this.#frames;
    if (first === "{" || first === "[") {
      const path = this.#frames.pathBelow;
      if (top) top.open = false;
      this.#flow(at, path, top?.indent ?? -1);
      return;
    }
    const scalar = scalarAt(this.#text, at, this.#lineEnd);
    if (inItem && top?.list === true) {
      const path = this.#frames.pathBelow;
      top.open = false;
      const place = { ...nowhere, kind: "value", path, column: at - this.#lineStart } as const;
      this.#scalar(at, { path }, { ...place, inItem });
    } else if (this.#isIn(scalar.inner)) this.#byColumn(scalar.inner, scalar.quote);
  }

  #flow(at: number, path: Path, indent: number): void {
    const flow = readFlow(this.#text, { at, path, indent, cursor: this.#cursor });
    this.#entries.push(...flow.entries);
    const column = this.#cursor - this.#lineStart;
    for (const place of flow.places) this.#places.push({ ...nowhere, ...place, column });
    const newline = this.#text.indexOf("\n", Math.max(flow.end - 1, at));
    this.#next = newline < 0 ? this.#text.length + 1 : newline + 1;
  }

  /** Skips blanks, an anchor and a tag. */
  #skipProperties(from: number): number {
    const match = /^[ \t]*(?:[&!][^\s,[\]{}]*(?:[ \t]+|$))*/.exec(
      this.#text.slice(from, this.#lineEnd),
    );
    return from + (match?.[0].length ?? 0);
  }

  #isIn(range: Range): boolean {
    return this.#cursor >= range.start && this.#cursor <= range.end;
  }

  /** A line without structure. */
  #byColumn(range: Range, quote: Place["quote"]): void {
    const start = quote === "" ? range.start : range.start - 1;
    const column = start - this.#lineStart;
    this.#places.push(...this.#frames.placesIn({ ...nowhere, range, quote, column }));
  }
}
