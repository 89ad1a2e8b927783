import type { Path, Range } from "../yaml/node.ts";

/** One key or list item that the text shows, however broken the text around it is. Offsets are the document's. */
export interface Entry {
  /** From the root of the document. */
  readonly path: Path;
  /** The text of the key with its quotes; absent for a list item. */
  readonly key?: Range;
  /** Content of a scalar without quotes; absent where there is no value or it is a collection. */
  readonly text?: string;
}

/**
 * What would be written at the cursor: a `key` of the map at `path`; the `value` at `path` behind its colon or dash;
 * the value at `path` on a `block` of lines of its own; or a new `item`, with its dash, of the list at `path`.
 */
export interface Place {
  readonly kind: "key" | "value" | "block" | "item";
  readonly path: Path;
  /** The word at the cursor, without quotes, that an accepted completion replaces. */
  readonly range: Range;
  readonly flow: boolean;
  readonly quote: "" | "'" | '"';
  /** A key that has its colon already. */
  readonly hasColon: boolean;
  /** Column at which keys of a block stand here. */
  readonly column: number;
  /** No blank stands yet between the colon or dash and the cursor. */
  readonly glued: boolean;
  /** Behind a dash, so that keys of a map may follow on the same line. */
  readonly inItem: boolean;
  /** Under the dash of the item whose keys these are: as many blanks are missing before the cursor. */
  readonly lead?: number;
}

/** What a text shows around the cursor. */
export interface Outline {
  readonly entries: readonly Entry[];
  /** All readings of the cursor's position; none inside comments and block scalars. */
  readonly places: readonly Place[];
}
