import type { Path } from "../yaml/node.ts";
import type { Place } from "./place.ts";

/** A map or list in block style whose lines are being read. */
export interface Frame {
  /** Column of its keys or dashes. */
  readonly indent: number;
  readonly list: boolean;
  readonly path: Path;
  /** The last key or index that was read; "" and -1 before the first. */
  last: string | number;
  /** The last key or item has no value yet. */
  open: boolean;
}

/** What is the same for all readings of a position whose line has no structure. */
type Lone = Omit<Place, "kind" | "path">;

/** The maps and lists around the line that is read, outermost first. */
export class Frames {
  readonly #frames: Frame[] = [];

  /** The innermost one; undefined before the first key or dash. */
  get top(): Frame | undefined {
    return this.#frames.at(-1);
  }

  /** Path of the value of the last key or item. */
  get pathBelow(): Path {
    const { top } = this;
    return top === undefined ? [] : [...top.path, top.last];
  }

  /** The map or list whose keys or dashes stand in a column; made where there is none. */
  at(column: number, list: boolean, inItem: boolean): Frame {
    if (!inItem) this.#leave(column, list);
    const { top } = this;
    if (top?.indent === column && top.list === list && !inItem) return top;
    const path = this.pathBelow;
    if (top) top.open = false;
    const frame: Frame = { indent: column, list, path, last: list ? -1 : "", open: false };
    this.#frames.push(frame);
    return frame;
  }

  #leave(column: number, list: boolean): void {
    for (let top = this.top; top !== undefined; top = this.top) {
      const done = top.indent > column || (top.indent === column && top.list && !list);
      if (!done) return;
      this.#frames.pop();
    }
  }

  /** On a line without structure only the column says what may stand there. */
  *placesIn(lone: Lone): Generator<Place> {
    const { column } = lone;
    const { top } = this;
    if (top === undefined) yield { ...lone, kind: "key", path: [] };
    // The dashes of a list may stand in the column of its key.
    if (top?.open && (column > top.indent || (column === top.indent && !top.list))) {
      const kind = column > top.indent ? "block" : "item";
      yield { ...lone, kind, path: this.pathBelow };
    }
    for (const [depth, frame] of this.#frames.entries())
      if (frame.indent === column) {
        yield { ...lone, kind: frame.list ? "item" : "key", path: frame.path };
        if (frame.list && lone.quote === "") yield* goOn(lone, this.#frames[depth + 1]);
      }
  }
}

/** Editors put the cursor under the dash, where a key of the item above may be meant. */
function* goOn(lone: Lone, item: Frame | undefined): Generator<Place> {
  if (item === undefined || item.list || item.indent <= lone.column) return;
  const { indent, path } = item;
  yield { ...lone, kind: "key", path, column: indent, lead: indent - lone.column };
}
