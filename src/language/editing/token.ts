import type { Range } from "../yaml/node.ts";

/** A scalar on one line: `outer` with its quotes, `inner` without. */
export interface Scalar {
  readonly outer: Range;
  readonly inner: Range;
  readonly quote: "" | "'" | '"';
  readonly text: string;
}

export interface Key extends Scalar {
  /** Offset of the colon. */
  readonly colon: number;
}

/** Whether a list item's dash stands at `at`. */
export function dashFollows(text: string, at: number, end: number): boolean {
  if (text.charAt(at) !== "-") return false;
  return at + 1 >= end || /\s/.test(text.charAt(at + 1));
}

/** The key that begins at `at` and is followed by a colon on the same line. */
export function keyAt(text: string, at: number, end: number): Key | undefined {
  const line = text.slice(at, end);
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')[ \t]*:(?=\s|$)/.exec(line);
  if (quoted) {
    const content = quoted[1] ?? quoted[2] ?? "";
    const inner = { start: at + 1, end: at + 1 + content.length };
    const quote = quoted[1] === undefined ? "'" : '"';
    const outer = { start: at, end: inner.end + 1 };
    return { outer, inner, quote, text: content, colon: at + quoted[0].length - 1 };
  }
  const plain =
    /^([^\s"'[\]{}#&*!|>%@`,:](?:[^:#\n]|:(?!\s|$)|(?<!\s)#)*?|:(?=\S))?[ \t]*:(?=\s|$)/.exec(line);
  if (plain?.[1] === undefined) return undefined;
  const range = { start: at, end: at + plain[1].length };
  return { outer: range, inner: range, quote: "", text: plain[1], colon: at + plain[0].length - 1 };
}

/** The scalar that begins at `at`, to its closing quote, a comment or the end of the line. */
export function scalarAt(text: string, at: number, end: number): Scalar {
  const first = text.charAt(at);
  if (first === '"' || first === "'") return quotedAt(text, { at, end, quote: first });
  const comment = /\s#/.exec(text.slice(at, end));
  const content = text.slice(at, comment ? at + comment.index : end).trimEnd();
  return plain(at, content);
}

/** The scalar at `at` inside a flow collection, where brackets, braces and commas end it. */
export function flowScalarAt(text: string, at: number, end: number): Scalar {
  const first = text.charAt(at);
  if (first === '"' || first === "'") return quotedAt(text, { at, end, quote: first });
  const content = /^(?:[^,[\]{}:\n#]|:(?![\s,[\]{}]|$)|(?<!\s)#)*/.exec(text.slice(at, end));
  return plain(at, (content?.[0] ?? "").trimEnd());
}

function plain(at: number, text: string): Scalar {
  const range = { start: at, end: at + text.length };
  return { outer: range, inner: range, quote: "", text };
}

function quotedAt(
  text: string,
  { at, end, quote }: { at: number; end: number; quote: "'" | '"' },
): Scalar {
  let close = at + 1;
  while (close < end && text.charAt(close) !== quote) {
    const escaped = quote === '"' && text.charAt(close) === "\\";
    close += escaped ? 2 : 1;
  }
  const innerEnd = Math.min(close, end);
  const inner = { start: at + 1, end: innerEnd };
  const outer = { start: at, end: Math.min(innerEnd + 1, end) };
  return { outer, inner, quote, text: text.slice(at + 1, innerEnd) };
}
