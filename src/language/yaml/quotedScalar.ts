import { LineFold } from "./lineFold.ts";
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { piece } from "./piece.ts";
import { scannerError } from "./yamlSyntaxError.ts";
import type { Token } from "./token.ts";

/** A scalar in single or double quotes. */
export function scanQuoted(reader: Reader): Token {
  const { at: start, line } = reader;
  const quote = reader.code();
  reader.at += 1;
  const value = oneLine(reader, quote) ?? manyLines(reader, quote, start);
  const style = quote === 39 ? "single" : "double";
  return { kind: "scalar", start, end: reader.at, line, value, style };
}

/** Almost every quoted scalar is a slice of its line. */
function oneLine(reader: Reader, quote: number): string | undefined {
  const { text, at: start } = reader;
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === 39 && text.charCodeAt(at + 1) === 39) return undefined;
      reader.at = at + 1;
      return piece(text, start, at);
    }
    if (isBreakOrEnd(code) || (code === 92 && quote === 34)) return undefined;
  }
}

function manyLines(reader: Reader, quote: number, start: number): string {
  const fold = new LineFold();
  const parts: string[] = [];
  for (;;) {
    if (reader.atDocumentMark())
      throw scannerError("found unexpected document indicator", reader.line, start);
    if (Number.isNaN(reader.code()))
      throw scannerError("found unexpected end of stream", reader.line, start);
    scanParts(reader, quote, { parts, fold });
    if (reader.code() === quote) {
      reader.at += 1;
      return parts.join("");
    }
    parts.push(scanSpace(reader, fold));
  }
}

interface Value {
  readonly parts: string[];
  readonly fold: LineFold;
}

/** Up to a blank, a line break, the end or the closing quote. */
function scanParts(reader: Reader, quote: number, { parts, fold }: Value): void {
  let from = reader.at;
  const take = (): void => {
    if (reader.at > from) parts.push(reader.text.slice(from, reader.at));
  };
  for (let code = reader.code(); !isBlankOrEnd(code); code = reader.code()) {
    const doubled = quote === 39 && code === 39 && reader.code(1) === 39;
    if (code === quote && !doubled) break;
    if (!doubled && !(code === 92 && quote === 34)) {
      reader.at += 1;
      continue;
    }
    take();
    if (isBreak(reader.code(1)) && !doubled) {
      reader.at += 1;
      reader.skipBreak();
      fold.escape();
      return;
    }
    parts.push(doubled ? "'" : escaped(reader));
    if (doubled) reader.at += 2;
    from = reader.at;
  }
  take();
}

function scanSpace(reader: Reader, fold: LineFold): string {
  const from = reader.at;
  for (;;) {
    const code = reader.code();
    if (isBreak(code)) fold.add(reader.readBreak());
    else if (isBlank(code)) reader.at += 1;
    else break;
  }
  return fold.broken ? fold.take() : reader.text.slice(from, reader.at);
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "'": "'",
  "\\": "\\",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function escaped(reader: Reader): string {
  const { at, line, text } = reader;
  const letter = text.charAt(at + 1);
  const simple = simpleEscapes[letter];
  if (simple !== undefined) {
    reader.at += 2;
    return simple;
  }
  const length = hexLengths[letter];
  if (length === undefined) throw scannerError("found unknown escape character", line, at);
  const digits = text.slice(at + 2, at + 2 + length);
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits))
    throw scannerError("did not find expected hexdecimal number", line, at);
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
    throw scannerError("found invalid Unicode character escape code", line, at);
  reader.at += 2 + length;
  return String.fromCodePoint(code);
}
