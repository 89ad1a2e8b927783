import type { Path, Range } from "../yaml/node.ts";
import type { Entry, Place } from "./place.ts";
import { flowScalarAt } from "./token.ts";
import type { Scalar } from "./token.ts";

export interface FlowStart {
  /** Offset of the opening bracket or brace. */
  readonly at: number;
  readonly path: Path;
  /** A line that is not indented deeper than this ends an unclosed collection. */
  readonly indent: number;
  readonly cursor: number;
}

type FlowPlace = Pick<Place, "kind" | "path" | "range" | "flow"> & Partial<Place>;

export interface Flow {
  readonly entries: readonly Entry[];
  readonly places: readonly FlowPlace[];
  /** Offset behind the closing bracket, or where an unclosed collection ends. */
  readonly end: number;
}

/** Reads a flow collection, closed or not, with what is nested in it. */
export function readFlow(text: string, start: FlowStart): Flow {
  const reader = new FlowReader(text, start);
  reader.collection(start.path, 0);
  return reader;
}

/** Deeper nesting than any manifest's is not looked at. */
const maxDepth = 20;

class FlowReader implements Flow {
  readonly entries: Entry[] = [];
  readonly places: FlowPlace[] = [];
  end: number;
  readonly #text: string;
  readonly #start: FlowStart;
  readonly #limit: number;

  constructor(text: string, start: FlowStart) {
    this.#text = text;
    this.#start = start;
    this.end = start.at;
    this.#limit = limitOf(text, start);
  }

  collection(path: Path, depth: number): void {
    const list = this.#text.charAt(this.end) === "[";
    this.end += 1;
    let index = 0;
    let fresh = true;
    for (;;) {
      const gap = this.end;
      this.#skipBlanks();
      const next = this.#text.charAt(this.end);
      const closed = next === "]" || next === "}" || this.end >= this.#limit;
      if (fresh && (closed || next === ",")) this.#gap(gap, list ? [...path, index] : path, list);
      if (closed) {
        if (this.end < this.#limit) this.end += 1;
        return;
      }
      const before = this.end;
      if (next === ",") this.end += 1;
      else if (list) this.#element({ path: [...path, index] }, depth);
      else this.#pair(path, depth);
      fresh = next === "," || this.#commaFollows(before);
      index += next === "," ? 0 : 1;
    }
  }

  /** Text that belongs to nothing (a stray colon, a comment behind a value) must not stop the reader. */
  #commaFollows(before: number): boolean {
    if (this.end === before) this.end += 1;
    this.#skipBlanks();
    if (this.end >= this.#limit || this.#text.charAt(this.end) !== ",") return false;
    this.end += 1;
    return true;
  }

  #pair(path: Path, depth: number): void {
    const key = flowScalarAt(this.#text, this.end, this.#lineEnd());
    this.end = key.outer.end;
    const colon = /^[ \t]*:/.exec(this.#text.slice(this.end, this.#limit));
    if (this.#isIn(key.inner)) {
      const place = { kind: "key", path, range: key.inner, quote: key.quote } as const;
      this.places.push({ ...place, flow: true, hasColon: colon !== null });
    }
    if (!colon) return;
    this.end += colon[0].length;
    const from = this.end;
    const entry = { path: [...path, key.text], key: key.outer };
    this.#skipBlanks();
    const next = this.#text.charAt(this.end);
    if (next === "," || next === "}" || next === "]" || this.end >= this.#limit) {
      this.entries.push(entry);
      const { cursor } = this.#start;
      const range = { start: cursor, end: cursor };
      const place = { kind: "value", path: entry.path, range, flow: true } as const;
      if (cursor >= from && cursor <= this.end)
        this.places.push({ ...place, glued: cursor === from });
    } else this.#element(entry, depth);
  }

  #element(entry: Entry, depth: number): void {
    const first = this.#text.charAt(this.end);
    if ((first === "{" || first === "[") && depth < maxDepth) {
      this.entries.push(entry);
      this.collection(entry.path, depth + 1);
      return;
    }
    const scalar: Scalar = flowScalarAt(this.#text, this.end, this.#lineEnd());
    this.entries.push({ ...entry, text: scalar.text });
    this.end = scalar.outer.end;
    if (!this.#isIn(scalar.inner)) return;
    const { inner: range, quote } = scalar;
    this.places.push({ kind: "value", path: entry.path, range, quote, flow: true });
  }

  #gap(from: number, path: Path, list: boolean): void {
    const { cursor } = this.#start;
    if (cursor < from || cursor > this.end) return;
    const range = { start: cursor, end: cursor };
    this.places.push({ kind: list ? "value" : "key", path, range, flow: true });
  }

  #skipBlanks(): void {
    const blanks = /^(?:\s|(?<=\s)#[^\n]*)*/.exec(this.#text.slice(this.end, this.#limit));
    this.end += blanks?.[0].length ?? 0;
  }

  #lineEnd(): number {
    const newline = this.#text.indexOf("\n", this.end);
    const end = newline < 0 ? this.#text.length : newline;
    return Math.min(this.#text.charAt(end - 1) === "\r" ? end - 1 : end, this.#limit);
  }

  #isIn(range: Range): boolean {
    return this.#start.cursor >= range.start && this.#start.cursor <= range.end;
  }
}

/** Where the block goes on: before the first line that is not indented deep enough and closes nothing. */
function limitOf(text: string, { at, indent }: FlowStart): number {
  let line = text.indexOf("\n", at);
  while (line >= 0) {
    const match = /^[ ]*/.exec(text.slice(line + 1, line + 1 + indent + 2));
    const column = match?.[0].length ?? 0;
    const next = text.charAt(line + 1 + column);
    if (next !== "" && !/[\s#\]}]/.test(next) && column <= indent) return line;
    line = text.indexOf("\n", line + 1);
  }
  return text.length;
}
