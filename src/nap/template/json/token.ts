import type { Report } from "./report.ts";
import { scanString } from "./scanString.ts";

/** A piece of a JSON text. `word`: an unquoted run that is neither number nor `true`, `false`, `null`. */
export interface Token {
  readonly kind: "{" | "}" | "[" | "]" | "," | ":" | "string" | "literal" | "word" | "end";
  readonly offset: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const literals: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const pythonLiterals: Readonly<Record<string, boolean | null>> = {
  True: true,
  False: false,
  None: null,
};

/** Placeholders that text templates leave: `{{x}}`, `${x}`, `#{x}#`, `$(x)`, `<x>`. */
const placeholder =
  /\{\{[^\n]*?\}\}|\$\{[^}\n]*\}|#\{[^}\n]*\}#?|\$\([^)\n]*\)|<[^<>\n"]*>|\{%[^\n]*?%\}/y;
const word = /[^\s,:{}[\]"/]+|\/[^\s,:{}[\]"/]*/y;
const blank = /[ \t\r\n\u00a0\u2028\u2029\ufeff]+/y;
const strictBlank = /^[ \t\r\n]+$/;
const lineComment = /\/\/[^\n\r]*|#(?!\{)[^\n\r]*/y;
const openingQuotes = `"'\u201c\u201d\u2018\u2019`;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** The offset of the next token: blanks and comments are passed over, comments reported. */
export function skipBlanks(text: string, from: number, report: Report): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  if (!mayBeCommentOrBlank(text.charCodeAt(at))) return at;
  for (;;) {
    const space = match(blank, text, at);
    if (space !== undefined) {
      if (!strictBlank.test(space)) report("unexpected", at);
      at += space.length;
    }
    const comment = match(lineComment, text, at) ?? blockComment(text, at);
    if (comment === undefined) {
      if (space === undefined) return at;
      continue;
    }
    report("comment", at);
    at += comment.length;
  }
}

/** Blank, tab or line break: what JSON allows between values. */
function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Slash, number sign, or beyond ASCII. */
function mayBeCommentOrBlank(code: number): boolean {
  return code === 47 || code === 35 || code > 126;
}

function blockComment(text: string, at: number): string | undefined {
  if (!text.startsWith("/*", at)) return undefined;
  const close = text.indexOf("*/", at + 2);
  return text.slice(at, close < 0 ? text.length : close + 2);
}

/** The token at or after an offset; always ends behind the offset unless it is the end of the text. */
export function nextToken(text: string, from: number, report: Report): Token {
  const offset = skipBlanks(text, from, report);
  const char = text.charAt(offset);
  if (char === "") return { kind: "end", offset, end: offset, value: null };
  const held = "{$#<".includes(char) ? match(placeholder, text, offset) : undefined;
  if (held !== undefined) {
    report("word", offset);
    return { kind: "word", offset, end: offset + held.length, value: held };
  }
  if (isPunctuation(char)) return { kind: char, offset, end: offset + 1, value: char };
  if (openingQuotes.includes(char))
    return { kind: "string", offset, ...scanString(text, offset, report) };
  return wordAt(text, offset, report);
}

function isPunctuation(char: string): char is "{" | "}" | "[" | "]" | "," | ":" {
  return char.length === 1 && "{}[],:".includes(char);
}

function wordAt(text: string, offset: number, report: Report): Token {
  const value = match(word, text, offset) ?? text.charAt(offset);
  const end = offset + value.length;
  const known = literals[value];
  if (known !== undefined) return { kind: "literal", offset, end, value: known };
  if (number.test(value)) return { kind: "literal", offset, end, value: Number(value) };
  report("word", offset);
  const python = pythonLiterals[value];
  if (python !== undefined) return { kind: "literal", offset, end, value: python };
  return { kind: "word", offset, end, value };
}
