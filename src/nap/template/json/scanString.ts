import type { Report } from "./report.ts";

// Control characters end the fast path: JSON does not allow them in strings.
// eslint-disable-next-line no-control-regex
const plain = /[^"\\\u0000-\u001f]*/y;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const closers: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "\u201c": '\u201d"',
  "\u201d": '\u201d"',
  "\u2018": "\u2019'",
  "\u2019": "\u2019'",
};

/**
 * Reads a string from its opening quote on. Goes over raw line breaks where the closing quote comes later, as Azure's
 * own reader of templates does; where it does not, the string ends with its line.
 */
export function scanString(
  text: string,
  start: number,
  report: Report,
): { readonly end: number; readonly value: string } {
  const quote = text.charAt(start);
  if (quote !== '"') {
    report("quotes", start);
    return scanSlowly(text, start, report);
  }
  plain.lastIndex = start + 1;
  const value = plain.exec(text)?.[0] ?? "";
  const end = start + 1 + value.length;
  if (text.charAt(end) === '"') return { end: end + 1, value };
  return scanSlowly(text, start, report);
}

function scanSlowly(
  text: string,
  start: number,
  report: Report,
): { readonly end: number; readonly value: string } {
  const closing = closers[text.charAt(start)] ?? '"';
  const parts: string[] = [];
  const reported = new Set<string>();
  let goesOn: boolean | undefined;
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (closing.includes(char))
      return { end: at + 1, value: goesOn ? unwrapped(parts.join("")) : parts.join("") };
    if (char === "\\") {
      const { length, value } = escapeAt(text, at, report);
      parts.push(value);
      at += length;
      continue;
    }
    if (char < " ") {
      const isBreak = char === "\n" || char === "\r";
      if (isBreak) goesOn ??= closesLater(text, at, closing);
      if (isBreak && goesOn === false) return cutOff({ text, start, at, report });
      const kind = isBreak ? "line break in string" : "control character in string";
      if (!reported.has(kind)) report(kind, at);
      reported.add(kind);
    }
    const run = char < " " ? char : runAt(text, at, closing);
    parts.push(run);
    at += run.length;
  }
  return cutOff({ text, start, at, report });
}

/** Terminals break words where their window ends: in a text without blanks that is no expression the break is not meant. */
function unwrapped(value: string): string {
  return /[ \t]|^\[/.test(value) ? value : value.replace(/[\r\n]+/g, "");
}

function runAt(text: string, at: number, closing: string): string {
  let end = at + 1;
  while (end < text.length) {
    const char = text.charAt(end);
    if (char === "\\" || char < " " || closing.includes(char)) break;
    end++;
  }
  return text.slice(at, end);
}

function escapeAt(
  text: string,
  at: number,
  report: Report,
): { readonly length: number; readonly value: string } {
  const char = text.charAt(at + 1);
  const known = escapes[char];
  if (known !== undefined) return { length: 2, value: known };
  const digits = char === "u" ? /^[\da-fA-F]{4}/.exec(text.slice(at + 2, at + 6))?.[0] : undefined;
  if (digits !== undefined)
    return { length: 6, value: String.fromCharCode(Number.parseInt(digits, 16)) };
  report("escape", at);
  return { length: 1, value: "\\" };
}

/** How far a closing quote is looked for, in UTF-16 code units: a bound for texts without any. */
const farthestQuote = 200_000;

/** Whether the next quote ends a value, so that the line break before it belongs to the string. */
function closesLater(text: string, from: number, closing: string): boolean {
  const last = Math.min(text.length, from + farthestQuote);
  let at = from;
  while (at < last && !closing.includes(text.charAt(at))) at += text.charAt(at) === "\\" ? 2 : 1;
  if (at >= last) return false;
  const after = /^\s*(.?)/s.exec(text.slice(at + 1, at + 200))?.[1] ?? "";
  return after === "" || ",}]".includes(after);
}

/** A string without its closing quote ends with its line, before a comma that ends that line. */
function cutOff({
  text,
  start,
  at,
  report,
}: {
  readonly text: string;
  readonly start: number;
  readonly at: number;
  readonly report: Report;
}): { readonly end: number; readonly value: string } {
  report("unclosed string", start);
  const value = text.slice(start + 1, at).replace(/[\s,]*$/, "");
  return { end: start + 1 + value.length, value };
}
