import type { Range } from "../language/yaml/node.ts";

/** Both count from 0; a character is a UTF-16 unit, as in the language server protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface PositionRange {
  readonly start: Position;
  readonly end: Position;
}

/** Turns offsets of a text into lines and characters. */
export class LineIndex {
  readonly text: string;
  /** Made at the first question: most files have no findings. */
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  position(offset: number): Position {
    const starts = (this.#starts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  }

  range({ start, end }: Range): PositionRange {
    return { start: this.position(start), end: this.position(end) };
  }

  /** The text of a line without its end. */
  line(index: number): string {
    const starts = (this.#starts ??= lineStarts(this.text));
    return this.text.slice(starts[index], starts[index + 1]).replace(/[\r\n]+$/, "");
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return starts;
}
