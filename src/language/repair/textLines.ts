import { newlineOf } from "../edit/lines.ts";

export interface Line {
  /** Offset of the first character. */
  readonly start: number;
  readonly indent: string;
  /** Without indentation and trailing white space. */
  readonly content: string;
  /** Nothing but white space, or a comment. */
  readonly blank: boolean;
  /** How lines of this text end. */
  readonly newline: string;
}

/** The lines of a text, the empty one behind its last line break included. */
export function linesOf(text: string): Line[] {
  let start = 0;
  const newline = newlineOf(text);
  return text.split("\n").map((line) => {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    const content = line.slice(indent.length).trimEnd();
    const blank = content === "" || content.startsWith("#");
    const result = { start, indent, content, blank, newline };
    start += line.length + 1;
    return result;
  });
}

/** Index of the line that holds an offset. */
export function lineIndexAt(lines: readonly Line[], offset: number): number {
  const after = lines.findIndex((line) => line.start > offset);
  return (after < 0 ? lines.length : after) - 1;
}
