import { scanBlockScalar } from "./blockScalar.ts";
import { scanPlain } from "./plainScalar.ts";
import { scanAnchor, scanDirective, scanTag } from "./properties.ts";
import { scanQuoted } from "./quotedScalar.ts";
import { isBlankOrEnd, isBreak, Reader } from "./reader.ts";
import { scannerError } from "./yamlSyntaxError.ts";
import type { SimpleKey, Token, TokenKind } from "./token.ts";

/** Longer keys need a `?` (scannerc.go). */
const maxKeyLength = 1024;
/** Scannerc.go, max_flow_level and max_indents. */
const maxNesting = 10_000;

/**
 * Cuts a text into tokens as go.yaml.in/yaml/v2 does, including what it accepts against the specification.
 * Throws YamlSyntaxError where that reader stops.
 */
export class Scanner {
  readonly #reader: Reader;
  #queue: Token[] = [];
  #head = 0;
  /** Tokens given out. */
  #given = 0;
  #indent = -1;
  readonly #indents: number[] = [];
  #flow = 0;
  #keyAllowed = true;
  /** The possible key of each flow level. */
  readonly #keys: (SimpleKey | undefined)[] = [undefined];
  #ended = false;

  constructor(text: string) {
    this.#reader = new Reader(text);
  }

  /** The next token, left where it is. */
  peek(): Token {
    while (this.#mustFetch()) this.#fetch();
    const token = this.#queue[this.#head];
    return token ?? this.#token("stream-end");
  }

  /** Takes the token that `peek` gave. */
  skip(): void {
    this.#head += 1;
    this.#given += 1;
    if (this.#head < this.#queue.length) return;
    this.#queue = [];
    this.#head = 0;
  }

  #mustFetch(): boolean {
    if (this.#head >= this.#queue.length) return !this.#ended;
    // The next token may turn out to be a key; keys of inner levels come later.
    for (const key of this.#keys) {
      if (key === undefined || key.number < this.#given) continue;
      return key.number === this.#given && this.#isValid(key);
    }
    return false;
  }

  #isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    const { line, at } = this.#reader;
    if (key.line === line && key.offset + maxKeyLength >= at) return true;
    if (key.required) throw this.#noColon(key);
    key.possible = false;
    return false;
  }

  #noColon(key: SimpleKey): Error {
    return scannerError("could not find expected ':'", this.#reader.line, key.offset);
  }

  #fetch(): void {
    this.#skipToToken();
    const reader = this.#reader;
    this.#unroll(reader.column);
    const code = reader.code();
    if (Number.isNaN(code)) this.#end();
    else if (code === 37 && reader.column === 0) this.#directive();
    else if (reader.atDocumentMark())
      this.#documentMark(code === 45 ? "document-start" : "document-end");
    else this.#content(code);
  }

  #content(code: number): void {
    const reader = this.#reader;
    const blankNext = isBlankOrEnd(reader.code(1));
    const flow = this.#flow > 0;
    if (code === 91 || code === 123) this.#open(code === 91 ? "[" : "{");
    else if (code === 93 || code === 125) this.#close(code === 93 ? "]" : "}");
    else if (code === 44) this.#comma();
    else if (code === 45 && blankNext) this.#dash();
    else if (code === 63 && (flow || blankNext)) this.#explicitKey();
    else if (code === 58 && (flow || blankNext)) this.#colon();
    else if (code === 42 || code === 38)
      this.#scalarLike(scanAnchor, code === 42 ? "alias" : "anchor");
    else if (code === 33) this.#scalarLike(scanTag, "tag");
    else if ((code === 124 || code === 62) && !flow) this.#block();
    else if (code === 39 || code === 34) this.#scalarLike(scanQuoted, "scalar");
    else if (cannotStart.has(code))
      throw scannerError("found character that cannot start any token", reader.line, reader.at);
    else this.#plain();
  }

  #skipToToken(): void {
    const reader = this.#reader;
    for (;;) {
      let code = reader.code();
      while (code === 32 || (code === 9 && (this.#flow > 0 || !this.#keyAllowed))) {
        reader.at += 1;
        code = reader.code();
      }
      if (code === 35) reader.skipToLineEnd();
      if (!isBreak(reader.code())) return;
      reader.skipBreak();
      if (this.#flow === 0) this.#keyAllowed = true;
    }
  }

  #token(kind: TokenKind, start = this.#reader.at, line = this.#reader.line): Token {
    return { kind, start, end: start, line, value: "" };
  }

  /** The next characters are a token of their own. */
  #indicator(kind: TokenKind, length: number): void {
    const { at, line } = this.#reader;
    this.#reader.at += length;
    this.#queue.push({ kind, start: at, end: at + length, line, value: "" });
  }

  #end(): void {
    const reader = this.#reader;
    if (reader.column !== 0) {
      reader.line += 1;
      reader.lineStart = reader.at;
    }
    this.#unroll(-1);
    this.#dropKey();
    this.#keyAllowed = false;
    this.#ended = true;
    this.#queue.push(this.#token("stream-end"));
  }

  #directive(): void {
    this.#unroll(-1);
    this.#dropKey();
    this.#keyAllowed = false;
    this.#queue.push(scanDirective(this.#reader));
  }

  #documentMark(kind: TokenKind): void {
    this.#unroll(-1);
    this.#dropKey();
    this.#keyAllowed = false;
    this.#indicator(kind, 3);
  }

  #open(kind: "[" | "{"): void {
    this.#saveKey();
    this.#keys.push(undefined);
    this.#flow += 1;
    const { at, line } = this.#reader;
    if (this.#flow > maxNesting) throw tooDeep(line, at);
    this.#keyAllowed = true;
    this.#indicator(kind, 1);
  }

  #close(kind: "]" | "}"): void {
    this.#dropKey();
    if (this.#flow > 0) {
      this.#flow -= 1;
      this.#keys.pop();
    }
    this.#keyAllowed = false;
    this.#indicator(kind, 1);
  }

  #comma(): void {
    this.#dropKey();
    this.#keyAllowed = true;
    this.#indicator(",", 1);
  }

  #dash(): void {
    this.#beginBlock("block-sequence", "block sequence entries are not allowed in this context");
    this.#dropKey();
    this.#keyAllowed = true;
    this.#indicator("entry", 1);
  }

  #explicitKey(): void {
    this.#beginBlock("block-mapping", "mapping keys are not allowed in this context");
    this.#dropKey();
    this.#keyAllowed = this.#flow === 0;
    this.#indicator("key", 1);
  }

  #colon(): void {
    const key = this.#keys.at(-1);
    if (key !== undefined && this.#isValid(key)) {
      const index = key.number - this.#given + this.#head;
      this.#insert(index, this.#token("key", key.offset, key.line));
      if (this.#roll(key.column))
        this.#insert(index, this.#token("block-mapping", key.offset, key.line));
      key.possible = false;
      this.#keyAllowed = false;
    } else {
      this.#beginBlock("block-mapping", "mapping values are not allowed in this context");
      this.#keyAllowed = this.#flow === 0;
    }
    this.#indicator("value", 1);
  }

  /** Most keys are one token, the last one. */
  #insert(index: number, token: Token): void {
    const last = this.#queue[index];
    if (index === this.#queue.length - 1 && last) {
      this.#queue[index] = token;
      this.#queue.push(last);
    } else this.#queue.splice(index, 0, token);
  }

  #beginBlock(kind: "block-sequence" | "block-mapping", refusal: string): void {
    if (this.#flow > 0) return;
    const { line, at, column } = this.#reader;
    if (!this.#keyAllowed) throw scannerError(refusal, line, at);
    if (this.#roll(column)) this.#queue.push(this.#token(kind));
  }

  #scalarLike(scan: (reader: Reader, kind: TokenKind) => Token, kind: TokenKind): void {
    this.#saveKey();
    this.#keyAllowed = false;
    this.#queue.push(scan(this.#reader, kind));
  }

  #block(): void {
    this.#dropKey();
    this.#keyAllowed = true;
    this.#queue.push(scanBlockScalar(this.#reader, this.#indent));
  }

  #plain(): void {
    this.#saveKey();
    const { token, endsLine } = scanPlain(this.#reader, this.#indent + 1, this.#flow > 0);
    this.#keyAllowed = endsLine;
    this.#queue.push(token);
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    const { at, line, column } = this.#reader;
    this.#dropKey();
    this.#keys[this.#keys.length - 1] = {
      possible: true,
      required: this.#flow === 0 && this.#indent === column,
      number: this.#given + this.#queue.length - this.#head,
      offset: at,
      line,
      column,
    };
  }

  #dropKey(): void {
    const key = this.#keys.at(-1);
    if (!key?.possible) return;
    if (key.required) throw this.#noColon(key);
    key.possible = false;
  }

  /** True where a block collection begins at the column. */
  #roll(column: number): boolean {
    if (this.#flow > 0 || this.#indent >= column) return false;
    this.#indents.push(this.#indent);
    this.#indent = column;
    if (this.#indents.length > maxNesting) throw tooDeep(this.#reader.line, this.#reader.at);
    return true;
  }

  #unroll(column: number): void {
    if (this.#flow > 0) return;
    while (this.#indent > column) {
      this.#queue.push(this.#token("block-end"));
      this.#indent = this.#indents.pop() ?? -1;
    }
  }
}

/** `%` `@` and the grave accent, and what only begins something when a blank follows. */
const cannotStart = new Set([37, 64, 96, 9, 124, 62]);

function tooDeep(line: number, offset: number): Error {
  return scannerError(`exceeded max depth of ${maxNesting}`, line, offset);
}
