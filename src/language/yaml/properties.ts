import { isBlankOrEnd, isBreak, isBreakOrEnd, isDigit, isWord } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { scannerError } from "./yamlSyntaxError.ts";
import type { Token, TokenKind } from "./token.ts";

/** `&name` or `*name`. */
export function scanAnchor(reader: Reader, kind: TokenKind): Token {
  const { at: start, line } = reader;
  reader.at += 1;
  const value = word(reader);
  if (value === "" || !(isBlankOrEnd(reader.code()) || "?:,]}%@`".includes(next(reader))))
    throw scannerError("did not find expected alphabetic or numeric character", line, reader.at);
  return { kind, start, end: reader.at, line, value };
}

/** `!!name`, `!name`, `!handle!name`, `!<uri>` or `!`. */
export function scanTag(reader: Reader): Token {
  const { at: start, line } = reader;
  const { handle, value } = reader.code(1) === 60 ? verbatimTag(reader) : handledTag(reader);
  if (!isBlankOrEnd(reader.code()))
    throw scannerError("did not find expected whitespace or line break", line, reader.at);
  return { kind: "tag", start, end: reader.at, line, value, handle };
}

interface TagParts {
  readonly handle: string;
  readonly value: string;
}

function verbatimTag(reader: Reader): TagParts {
  reader.at += 2;
  const value = uri(reader, false);
  if (next(reader) !== ">")
    throw scannerError("did not find the expected '>'", reader.line, reader.at);
  reader.at += 1;
  return { handle: "", value };
}

function handledTag(reader: Reader): TagParts {
  const handle = tagHandle(reader);
  if (handle.length > 1 && handle.endsWith("!")) return { handle, value: uri(reader, false) };
  const value = handle.slice(1) + uri(reader, true);
  return value === "" ? { handle: "", value: "!" } : { handle: "!", value };
}

function tagHandle(reader: Reader): string {
  if (next(reader) !== "!") throw scannerError("did not find expected '!'", reader.line, reader.at);
  reader.at += 1;
  const name = word(reader);
  if (next(reader) !== "!") return `!${name}`;
  reader.at += 1;
  return `!${name}!`;
}

function uri(reader: Reader, mayBeEmpty: boolean): string {
  const from = reader.at;
  while (isWord(reader.code()) || ";/?:@&=+$,.!~*'()[]%".includes(next(reader) || " "))
    reader.at += 1;
  if (reader.at === from && !mayBeEmpty)
    throw scannerError("did not find expected tag URI", reader.line, reader.at);
  const written = reader.text.slice(from, reader.at);
  try {
    return decodeURIComponent(written);
  } catch {
    throw scannerError("did not find URI escaped octet", reader.line, from);
  }
}

/** `%YAML 1.1` or `%TAG !handle! prefix`, to the end of its line. */
export function scanDirective(reader: Reader): Token {
  const { at: start, line } = reader;
  reader.at += 1;
  const name = word(reader);
  const fail = (problem: string): Error => scannerError(problem, reader.line, start);
  if (name === "") throw fail("could not find expected directive name");
  if (!isBlankOrEnd(reader.code())) throw fail("found unexpected non-alphabetical character");
  if (name !== "YAML" && name !== "TAG") throw fail("found unknown directive name");
  reader.skipBlanks();
  const content = name === "YAML" ? version(reader, fail) : tagDirective(reader, fail);
  const end = reader.at;
  reader.skipBlanks();
  if (next(reader) === "#") reader.skipToLineEnd();
  if (!isBreakOrEnd(reader.code())) throw fail("did not find expected comment or line break");
  if (isBreak(reader.code())) reader.skipBreak();
  return { start, end, line, ...content };
}

type DirectiveContent = Pick<Token, "kind" | "value" | "handle">;

function version(reader: Reader, fail: (problem: string) => Error): DirectiveContent {
  const major = versionNumber(reader, fail);
  if (next(reader) !== ".") throw fail("did not find expected digit or '.' character");
  reader.at += 1;
  return { kind: "version", value: `${major}.${versionNumber(reader, fail)}` };
}

function versionNumber(reader: Reader, fail: (problem: string) => Error): number {
  const from = reader.at;
  while (isDigit(reader.code())) reader.at += 1;
  if (reader.at - from > 2) throw fail("found extremely long version number");
  if (reader.at === from) throw fail("did not find expected version number");
  return Number(reader.text.slice(from, reader.at));
}

function tagDirective(reader: Reader, fail: (problem: string) => Error): DirectiveContent {
  const handle = tagHandle(reader);
  if (handle !== "!" && !handle.endsWith("!")) throw fail("did not find expected '!'");
  if (!isBlankOrEnd(reader.code()) || isBreakOrEnd(reader.code()))
    throw fail("did not find expected whitespace");
  reader.skipBlanks();
  const value = uri(reader, false);
  if (!isBlankOrEnd(reader.code())) throw fail("did not find expected whitespace or line break");
  return { kind: "tag-directive", value, handle };
}

function word(reader: Reader): string {
  const from = reader.at;
  while (isWord(reader.code())) reader.at += 1;
  return reader.text.slice(from, reader.at);
}

function next(reader: Reader): string {
  return reader.text.charAt(reader.at);
}
