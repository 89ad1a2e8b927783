import { placeOnLine } from "./indentation.ts";
import type { JsonMember, JsonNode, JsonString } from "./jsonNode.ts";
import type { Report } from "./report.ts";
import { nextToken, type Token } from "./token.ts";

/** Levels that are read; a template has a dozen. */
const deepest = 500;

/** An object or array whose closing brace has not come yet. */
interface Frame {
  readonly kind: "object" | "array";
  readonly offset: number;
  readonly members: JsonMember[];
  readonly items: JsonNode[];
  /** Columns of the line that opened it. */
  readonly indent: number;
  /** Columns of its first member or item that begins a line. */
  inner: number | undefined;
  /** The name whose value comes next. */
  key: JsonString | undefined;
  /** The comma since the last value. */
  comma: number | undefined;
}

/** A reading in progress: a stack instead of recursion, so that depth costs nothing. */
export interface Build {
  readonly text: string;
  readonly report: Report;
  readonly stack: Frame[];
  readonly trustsIndent: boolean;
  at: number;
  root: JsonNode | undefined;
}

/** Takes the next token into the reading. */
export function apply(build: Build, token: Token): void {
  if (build.trustsIndent) closeByIndent(build, token);
  const frame = build.stack.at(-1);
  if (frame === undefined) open(build, token);
  else if (token.kind === ",") takeComma(build, frame, token.offset);
  else if (token.kind === "}" || token.kind === "]") close(build, token);
  else if (token.kind === ":") build.report("unexpected", token.offset);
  else if (frame.key !== undefined || frame.kind === "array") takeValue(build, frame, token);
  else takeName(build, frame, token);
}

/** The text is at its end: closes what is open. */
export function closeAll(build: Build, end: number): void {
  while (build.root === undefined) {
    const frame = build.stack.at(-1);
    if (frame === undefined) return;
    build.report(frame.kind === "object" ? "missing brace" : "missing bracket", end);
    pop(build, frame, end);
  }
}

function open(build: Build, token: Token): void {
  if (build.stack.length >= deepest) {
    build.report("too deep", token.offset);
    skipNested(build);
    attach(build, { kind: "unknown", offset: token.offset, end: build.at, text: "" });
    return;
  }
  build.stack.push({
    kind: token.kind === "[" ? "array" : "object",
    offset: token.offset,
    members: [],
    items: [],
    indent: placeOnLine(build.text, token.offset).indent,
    inner: undefined,
    key: undefined,
    comma: undefined,
  });
}

function skipNested(build: Build): void {
  for (let depth = 1; depth > 0;) {
    const token = nextToken(build.text, build.at, () => undefined);
    build.at = token.end;
    if (token.kind === "end") return;
    if (token.kind === "{" || token.kind === "[") depth++;
    if (token.kind === "}" || token.kind === "]") depth--;
  }
}

function takeComma(build: Build, frame: Frame, offset: number): void {
  if (frame.key !== undefined) leaveOut(build, offset);
  else if (frame.comma !== undefined || !isFilled(frame)) build.report("extra comma", offset);
  frame.comma ??= offset;
}

function isFilled({ members, items }: Frame): boolean {
  return members.length > 0 || items.length > 0;
}

/** A name without a value. */
function leaveOut(build: Build, offset: number): void {
  build.report("no value", offset);
  attach(build, { kind: "unknown", offset, end: offset, text: "" });
}

function takeName(build: Build, frame: Frame, token: Token): void {
  const { offset, end, value } = token;
  const next = nextToken(build.text, end, () => undefined);
  const isName = token.kind === "string" || token.kind === "word";
  if (!isName || (next.kind !== ":" && next.kind !== "{" && next.kind !== "[")) {
    if (token.kind !== "word") build.report("unexpected", offset);
    if (token.kind === "{" || token.kind === "[") {
      frame.key = { kind: "string", offset, end: offset, value: "" };
      open(build, token);
    }
    return;
  }
  expectComma(build, frame, offset);
  frame.key = { kind: "string", offset, end, value: String(value) };
  if (next.kind === ":") build.at = next.end;
  else build.report("missing colon", end);
}

function takeValue(build: Build, frame: Frame, token: Token): void {
  if (frame.kind === "array") expectComma(build, frame, token.offset);
  const { kind, offset, end, value } = token;
  if (kind === "{" || kind === "[") open(build, token);
  else if (kind === "string") attach(build, { kind, offset, end, value: String(value) });
  else if (typeof value === "string") attach(build, { kind: "unknown", offset, end, text: value });
  else attach(build, { kind: "literal", offset, end, value });
}

function expectComma(build: Build, frame: Frame, offset: number): void {
  if (frame.comma === undefined && isFilled(frame)) build.report("missing comma", offset);
  const { indent, isFirst } = placeOnLine(build.text, offset);
  if (isFirst) frame.inner ??= indent;
  frame.comma = undefined;
}

function attach(build: Build, node: JsonNode): void {
  const frame = build.stack.at(-1);
  if (frame === undefined) {
    build.root = node;
    return;
  }
  if (frame.kind === "array") frame.items.push(node);
  else if (frame.key !== undefined) frame.members.push({ key: frame.key, value: node });
  frame.key = undefined;
}

function close(build: Build, { kind, offset, end }: Token): void {
  const wanted = kind === "}" ? "object" : "array";
  const depth = build.stack.findLastIndex((frame) => frame.kind === wanted);
  if (depth < 0 || (build.trustsIndent && isDeeper(build, offset))) {
    build.report("extra brace", offset);
    return;
  }
  closeDownTo(build, depth + 1, offset);
  const frame = build.stack.at(-1);
  if (frame === undefined) return;
  if (frame.key !== undefined) leaveOut(build, offset);
  if (frame.comma !== undefined && isFilled(frame)) build.report("trailing comma", frame.comma);
  pop(build, frame, end);
}

/** A closing brace that stands deeper than the line whose brace it would close. */
function isDeeper(build: Build, offset: number): boolean {
  const { indent, isFirst } = placeOnLine(build.text, offset);
  const frame = build.stack.at(-1);
  return isFirst && frame !== undefined && indent > frame.indent;
}

function closeDownTo(build: Build, depth: number, offset: number): void {
  while (build.stack.length > depth) {
    const frame = build.stack.at(-1);
    if (frame === undefined) return;
    build.report(frame.kind === "object" ? "missing brace" : "missing bracket", offset);
    pop(build, frame, offset);
  }
}

function pop(build: Build, frame: Frame, end: number): void {
  if (frame.key !== undefined) attach(build, { kind: "unknown", offset: end, end, text: "" });
  build.stack.pop();
  const { offset, members, items } = frame;
  if (frame.kind === "object") attach(build, { kind: "object", offset, end, members });
  else attach(build, { kind: "array", offset, end, items });
}

/** A token that begins its line where an outer member would: what is between was not closed. */
function closeByIndent(build: Build, { kind, offset }: Token): void {
  const { indent, isFirst } = placeOnLine(build.text, offset);
  const top = build.stack.at(-1);
  if (!isFirst || top === undefined || top.key !== undefined) return;
  const isClosing = kind === "}" || kind === "]";
  const column = (frame: Frame) => (isClosing ? frame.indent : frame.inner);
  if (indent >= (column(top) ?? 0)) return;
  const depth = build.stack.findLastIndex((frame) => column(frame) === indent);
  if (depth < 0) return;
  closeDownTo(build, depth + 1, offset);
  // The comma behind the inner value parts the outer ones.
  const outer = build.stack.at(-1);
  if (outer !== undefined) outer.comma ??= top.comma;
}
