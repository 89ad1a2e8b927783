import type { Edit } from "../finding.ts";
import { pasted } from "./pasted.ts";
import { reindented, tabs } from "./indentation.ts";
import { forgottenDashes, forgottenParents, joinedItems, slips } from "./slips.ts";
import type { Line } from "./textLines.ts";
import type { Candidate } from "./candidate.ts";

/** What may be wrong at or just above the line where the parser gave up, most likely first. */
export function candidatesAt(lines: readonly Line[], at: number): Candidate[] {
  const above = previous(lines, at);
  const further = above === undefined ? undefined : previous(lines, above);
  const near = [at, above, further].filter((index) => index !== undefined);
  return [
    ...tabs(lines),
    ...commonIndent(lines),
    ...slashes(lines),
    ...pasted(lines),
    ...near.flatMap((index) => markdown(lines, index)),
    ...near.flatMap((index) => separator(lines[index])),
    ...near.flatMap((index) => elision(lines[index])),
    ...near.flatMap((index) => punctuation(lines[index])),
    ...near.flatMap((index) => reindented(lines, index)),
    ...near.flatMap((index) => slips(lines[index])),
    ...near.flatMap((index) => joinedItems(lines, index)),
    ...[...near, ...enclosing(lines, at)].flatMap((index) => forgottenDashes(lines, index)),
    ...enclosing(lines, at).flatMap((index) => dashes(lines[index])),
    ...firstLines(lines, at).flatMap(forgottenParents),
  ];
}

function previous(lines: readonly Line[], at: number): number | undefined {
  for (let index = at - 1; index >= 0; index -= 1) if (!lines[index]?.blank) return index;
  return undefined;
}

/** The line and some above it, each of which may begin the block whose key is missing. */
function firstLines(lines: readonly Line[], at: number): Line[] {
  const found: Line[] = [];
  for (let index = at; index >= 0 && found.length < mostFirstLines; index -= 1) {
    const line = lines[index];
    if (line !== undefined && !line.blank) found.push(line);
  }
  return found;
}

const mostFirstLines = 6;

/** The lines in whose blocks a line stands, nearest first. */
function enclosing(lines: readonly Line[], at: number): number[] {
  const found: number[] = [];
  let width = lines[at]?.indent.length ?? 0;
  for (let index = at - 1; index >= 0 && found.length < mostEnclosing; index -= 1) {
    const line = lines[index];
    if (line === undefined || line.blank || line.indent.length >= width) continue;
    width = line.indent.length;
    found.push(index);
  }
  return found;
}

const mostEnclosing = 3;

function commonIndent(lines: readonly Line[]): Candidate[] {
  const filled = lines.filter((line) => !line.blank);
  const common = Math.min(...filled.map((line) => line.indent.length));
  if (filled.length === 0 || common === 0) return [];
  const edits = filled.map((line) => ({
    start: line.start,
    end: line.start + common,
    newText: "",
  }));
  return [{ title: "Remove the common indentation", edits, sure: true }];
}

/** The fence that ends a code block, copied along with the prose behind it. */
function markdown(lines: readonly Line[], at: number): Candidate[] {
  if (!/^(`{3,}|~{3,})/.test(lines[at]?.content ?? "")) return [];
  const edits = lines.flatMap((line, index) =>
    index < at || line.blank ? [] : [insertion(contentStart(line), "# ")],
  );
  return [{ title: "Make the Markdown a comment", edits, sure: true }];
}

/** The `---` between two documents counts only at the beginning of its line. */
function separator(line: Line | undefined): Candidate[] {
  if (line?.content !== "---" || line.indent === "") return [];
  const edits = [{ start: line.start, end: contentStart(line), newText: "" }];
  return [{ title: "Move --- to the beginning of the line", edits }];
}

const dots =
  /^(?:- +)?(?:(?:\.{2,}|…)|<(?:\.{2,}|…|snip|omitted|redacted)>|[[(](?:\.{3}|…)[\])])$/i;

/** Dots that stand for lines left out. */
function elision(line: Line | undefined): Candidate[] {
  if (line === undefined || !dots.test(line.content)) return [];
  const edits = [insertion(contentStart(line), "# ")];
  return [{ title: `Make ${line.content} a comment`, edits, sure: true }];
}

/** Comments as other languages have them, on lines of their own and behind values. */
function slashes(lines: readonly Line[]): Candidate[] {
  const edits = lines.flatMap((line) => {
    const found = /^(|.*?[\w\]})"':-][ \t]+)\/\/(?!\S*:)/.exec(line.content);
    const start = contentStart(line) + (found?.[1] ?? "").length;
    const isComment = found && isOutsideQuotes(found[1] ?? "") && !(found[1] ?? "").includes(" #");
    return isComment ? [{ start, end: start + 2, newText: "#" }] : [];
  });
  return edits.length === 0 ? [] : [{ title: "Begin the comments with #", edits, sure: true }];
}

function isOutsideQuotes(text: string): boolean {
  return closing(text).search(/["']/) < 0;
}

function punctuation(line: Line | undefined): Candidate[] {
  if (line === undefined) return [];
  const start = contentStart(line);
  const found: Candidate[] = [];
  const tight = /^((?:- +)?[\w./-]+):(?=[^\s:/])/.exec(line.content);
  if (tight)
    found.push({
      title: "Put a space behind the colon",
      edits: [insertion(start + tight[0].length, " ")],
    });
  const spaced = /^(?:- +)?[A-Za-z][\w./-]*(?= +[^\s:#]+$)/.exec(line.content);
  if (spaced)
    found.push({ title: "Add the colon", edits: [insertion(start + spaced[0].length, ":")] });
  if (/^-[^\s-]/.test(line.content))
    found.push({ title: "Put a space behind the dash", edits: [insertion(start + 1, " ")] });
  found.push(...dashes(line), ...joined(line, start));
  if (/^(?:- +)?[\w./-]+$/.test(line.content))
    found.push({ title: "Add the colon", edits: [insertion(start + line.content.length, ":")] });
  const value = /^((?:- +)?(?:[\w./-]+|"[^"]*"):\s+|- +)(.+?)(\s+#.*)?$/.exec(line.content);
  if (value) found.push(...valueCandidates(start + (value[1] ?? "").length, value[2] ?? ""));
  return found;
}

/** A key that is no item of a list. */
function dashes(line: Line | undefined): Candidate[] {
  if (line === undefined) return [];
  const { content } = line;
  const start = contentStart(line);
  const dash = /^- +(?=[\w./-]+:(?:\s|$))/.exec(content)?.[0].length;
  if (dash === undefined) return [];
  return [{ title: "Remove the dash", edits: [{ start, end: start + dash, newText: "" }] }];
}

/** Two keys on one line, as they come out of a page that lost its line breaks. */
function joined({ content, indent, newline }: Line, start: number): Candidate[] {
  const found = /^((?:- +)?)[\w./-]+:(?: +[^\s:"'[{#]+)?( +)[\w./-]+:(?=\s|$)/.exec(content);
  if (!found) return [];
  const key = found[0].search(/[\w./-]+:$/);
  const newText = `${newline}${indent}${" ".repeat((found[1] ?? "").length)}`;
  const at = start + key - (found[2] ?? "").length;
  const edits = [{ start: at, end: start + key, newText }];
  return [{ title: "Begin a new line for the second key", edits }];
}

function valueCandidates(start: number, value: string): Candidate[] {
  const end = start + value.length;
  const quoted = { start, end, newText: JSON.stringify(value) };
  const closers = closing(value);
  return [
    ...(closers === ""
      ? []
      : [{ title: `Close it with ${closers}`, edits: [insertion(end, closers)] }]),
    ...(/^["'[{|>&]/.test(value) ? [] : [{ title: "Quote the value", edits: [quoted] }]),
  ];
}

/** The quotes and brackets that a value opens and does not close. */
function closing(value: string): string {
  const open: string[] = [];
  let quote = "";
  for (const char of value) {
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === "[") open.push("]");
    else if (char === "{") open.push("}");
    else if (char === open.at(-1)) open.pop();
  }
  return quote + open.reverse().join("");
}

function contentStart(line: Line): number {
  return line.start + line.indent.length;
}

function insertion(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}
