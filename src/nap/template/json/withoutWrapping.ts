import { isStartOfValue } from "./startOfValue.ts";

/** Colours and movements of the cursor, ECMA-48: `az ... -o jsonc` and `jq -C` write them around each value. */
const controlSequence = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, "g");

/** Longer beginnings of lines are no prefix of a log. */
const longestPrefix = 200;

/** Larger texts are data, not logs. */
const longestLog = 20_000_000;

/**
 * The text with blanks in place of what stands around JSON on every line or before every quote: colours, the time in a
 * log, the mark of a quotation or of an added line, the backslashes of a shell. Its length and its lines stay.
 */
export function withoutWrapping(text: string): string {
  const plain = text.replace(controlSequence, (found) => " ".repeat(found.length));
  const start = plain.search(/[^\s\ufeff]/);
  if (start < 0 || plain.length > longestLog || isStartOfValue(plain, start)) return plain;
  return withoutEscapes(withoutPrefixes(plain));
}

/** Lines from one that ends in an opening brace, as long as each begins as that one does. */
function withoutPrefixes(text: string): string {
  const lines = text.split("\n");
  let prefix: RegExp | undefined;
  const bare = lines.map((line, index) => {
    if (line.trim() === "") return line;
    if (prefix?.test(line) !== true) prefix = prefixOf(line, lines[index + 1] ?? "");
    const length = prefix?.exec(line)?.[0].length ?? 0;
    return " ".repeat(length) + line.slice(length);
  });
  return bare.join("\n");
}

/** What stands before an opening brace, if the next line begins alike; numbers and blanks may differ. */
function prefixOf(line: string, next: string): RegExp | undefined {
  const [, prefix = ""] = /^(.*\S)?\s*[{[]$/.exec(line.slice(0, 2 * longestPrefix).trimEnd()) ?? [];
  if (prefix === "" || prefix.length > longestPrefix || isCodeOrComment(prefix)) return undefined;
  const literal = prefix.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const shape = new RegExp(`^${literal.replace(/\d+/g, "\\d+").replace(/\s+/g, "\\s+")}`);
  const begun = shape.exec(next)?.[0];
  return begun !== undefined && /^\s*["{}[\]]/.test(next.slice(begun.length)) ? shape : undefined;
}

/** What was commented out is not meant; a step of a build (`#12 0.3`) is no comment. */
function isCodeOrComment(prefix: string): boolean {
  return /["']|^\s*(?:#(?!\d)|\/\/|\/?\*|--)/.test(prefix);
}

/** Arguments of a shell: `-d "{\"location\": ...}"`, with the backtick of PowerShell as well. */
function withoutEscapes(text: string): string {
  const opening = /["'](?=\s*[{[]\s*(?:[{[]\s*)?[\\`]")/g;
  const parts: string[] = [];
  let done = 0;
  for (const { index } of text.matchAll(opening)) {
    if (index < done || isInJson(text, index)) continue;
    const end = endOfArgument(text, index);
    parts.push(text.slice(done, index + 1), unescaped(text.slice(index + 1, end)));
    done = end;
  }
  return parts.join("") + text.slice(done);
}

/** Whether the quote opens a string that is a member or an item of a JSON value. */
function isInJson(text: string, quote: number): boolean {
  const before = text.slice(Math.max(0, quote - 200), quote).trimEnd();
  return /[:,[]$/.test(before);
}

function endOfArgument(text: string, start: number): number {
  const quote = text.charAt(start);
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== quote)
    at += "\\`".includes(text.charAt(at)) ? 2 : 1;
  return Math.min(at, text.length);
}

/** The blank stands outside of the string, before its opening and behind its closing quote. */
function unescaped(argument: string): string {
  let isInside = false;
  return argument.replace(/\\\\\\"|[\\`]"/g, (found) => {
    if (found.length > 2) return '  \\"';
    isInside = !isInside;
    return isInside ? ' "' : '" ';
  });
}
