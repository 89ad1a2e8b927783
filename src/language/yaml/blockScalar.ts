import { isBlank, isBreak, isBreakOrEnd, isDigit } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { scannerError } from "./yamlSyntaxError.ts";
import type { Token } from "./token.ts";

interface Header {
  /** `-` drops the final line breaks, `+` keeps all of them, empty keeps one. */
  chomping: "" | "+" | "-";
  /** Spaces beyond the parent's indentation; 0: as the first line has. */
  increment: number;
}

/** A scalar that begins with `|` or `>`, inside a block at `parentIndent` (-1 at the root). */
export function scanBlockScalar(reader: Reader, parentIndent: number): Token {
  const { at: start, line } = reader;
  const literal = reader.code() === 124;
  reader.at += 1;
  const { chomping, increment } = scanHeader(reader);
  const headerEnd = reader.at;
  finishHeaderLine(reader);
  const indent = increment === 0 ? 0 : Math.max(parentIndent, 0) + increment;
  const lines = new BlockLines(reader, indent, parentIndent);
  const value = lines.read(literal, chomping);
  const end = Math.max(lines.contentEnd, headerEnd);
  return { kind: "scalar", start, end, line, value, style: literal ? "literal" : "folded" };
}

/** The chomping mark and the digit may come in either order. */
function scanHeader(reader: Reader): Header {
  const header: Header = { chomping: "", increment: 0 };
  for (let part = 0; part < 2; part += 1) {
    const code = reader.code();
    if ((code === 43 || code === 45) && header.chomping === "")
      header.chomping = code === 43 ? "+" : "-";
    else if (isDigit(code) && header.increment === 0) {
      if (code === 48)
        throw scannerError("found an indentation indicator equal to 0", reader.line, reader.at);
      header.increment = code - 48;
    } else break;
    reader.at += 1;
  }
  return header;
}

function finishHeaderLine(reader: Reader): void {
  reader.skipBlanks();
  if (reader.code() === 35) reader.skipToLineEnd();
  if (!isBreakOrEnd(reader.code()))
    throw scannerError("did not find expected comment or line break", reader.line, reader.at);
  if (isBreak(reader.code())) reader.skipBreak();
}

class BlockLines {
  readonly #reader: Reader;
  readonly #parentIndent: number;
  #indent: number;
  /** Behind the last character of the last line that has any. */
  contentEnd = 0;

  constructor(reader: Reader, indent: number, parentIndent: number) {
    this.#reader = reader;
    this.#indent = indent;
    this.#parentIndent = parentIndent;
  }

  read(literal: boolean, chomping: Header["chomping"]): string {
    const reader = this.#reader;
    const parts: string[] = [];
    let lastBreak = "";
    let emptyLines = this.#skipEmptyLines();
    let wasIndented = false;
    while (reader.column === this.#indent && !Number.isNaN(reader.code())) {
      const isIndented = isBlank(reader.code());
      const folds = !literal && !wasIndented && !isIndented && lastBreak === "\n";
      if (!folds) parts.push(lastBreak);
      else if (emptyLines === "") parts.push(" ");
      parts.push(emptyLines);
      wasIndented = isIndented;
      const from = reader.at;
      reader.skipToLineEnd();
      this.contentEnd = reader.at;
      parts.push(reader.text.slice(from, reader.at));
      lastBreak = isBreak(reader.code()) ? reader.readBreak() : "";
      emptyLines = this.#skipEmptyLines();
    }
    if (chomping !== "-") parts.push(lastBreak);
    if (chomping === "+") parts.push(emptyLines);
    return parts.join("");
  }

  /** Goes over lines without content and over the indentation of the next one; finds out the indentation at first. */
  #skipEmptyLines(): string {
    const reader = this.#reader;
    const breaks: string[] = [];
    let deepest = 0;
    for (;;) {
      while (this.#isIndentation() && reader.code() === 32) reader.at += 1;
      deepest = Math.max(deepest, reader.column);
      if (this.#isIndentation() && reader.code() === 9)
        throw scannerError(
          "found a tab character where an indentation space is expected",
          reader.line,
          reader.at,
        );
      if (!isBreak(reader.code())) break;
      breaks.push(reader.readBreak());
    }
    if (this.#indent === 0) this.#indent = Math.max(deepest, this.#parentIndent + 1, 1);
    return breaks.join("");
  }

  #isIndentation(): boolean {
    return this.#indent === 0 || this.#reader.column < this.#indent;
  }
}
