import type { Finding, Fix } from "../finding.ts";
import type { SourceDocument } from "../sourceFile.ts";
import { lineEnd, lineStart, newlineOf, nextLine } from "../edit/lines.ts";
import { forgottenDash } from "./forgottenDash.ts";
import { forgottenSeparator } from "./forgottenSeparator.ts";
import type { Range } from "./node.ts";
import type { YamlProblem } from "./yamlProblem.ts";

/** The first layer: what the server's YAML reader says about the document. */
export function yamlFindings(document: SourceDocument): Finding[] {
  return document.yaml.problems.map((problem) => toFinding(problem, document));
}

function toFinding(problem: YamlProblem, { text, yaml }: SourceDocument): Finding {
  const dash = forgottenDash(problem, yaml.problems, text);
  const separator = forgottenSeparator(problem, yaml.problems, text);
  const isSure = dash === undefined && separator === undefined;
  const { remove, removeLater, quote } = problem;
  return {
    rule: problem.rule,
    layer: "yaml",
    severity: "error",
    message: problem.message,
    path: [],
    range: problem.range,
    ...(problem.server === undefined ? {} : { server: { field: "", message: problem.server } }),
    fixes: [
      ...(dash === "begins" ? [newItem(problem.range.start)] : []),
      ...(separator === "begins" ? [newDocument(text, problem.range.start)] : []),
      ...(quote ? [quoted(quote, text)] : []),
      ...(remove ? removal("Remove the earlier one", remove, { text, isSure }) : []),
      ...(removeLater ? removal("Remove the later one", removeLater, { text, isSure: false }) : []),
    ],
  };
}

function quoted(range: Range, text: string): Fix {
  const newText = JSON.stringify(text.slice(range.start, range.end));
  return {
    title: `Quote ${newText.slice(1, -1)}`,
    preferred: true,
    edits: [{ ...range, newText }],
  };
}

/** The dash takes the place of the two blanks before the key. */
function newItem(start: number): Fix {
  const edits = [{ start: start - 2, end: start, newText: "- " }];
  return { title: "Begin a new item of the list here", preferred: true, edits };
}

function newDocument(text: string, offset: number): Fix {
  const start = lineStart(text, offset);
  const edits = [{ start, end: start, newText: `---${newlineOf(text)}` }];
  return { title: "Begin a new document here", preferred: true, edits };
}

function removal(
  title: string,
  range: Range,
  { text, isSure }: { readonly text: string; readonly isSure: boolean },
): readonly Fix[] {
  const whole = isWholeLines(text, range);
  const edit = whole ? linesOf(text, range) : (behindDash(text, range) ?? inFlow(text, range));
  if (edit === undefined) return [];
  // Which of two blocks is meant, or both together, is not for us to say.
  const preferred = isSure && whole && !text.slice(range.start, range.end).includes("\n");
  return [{ title, preferred, edits: [{ ...edit, newText: "" }] }];
}

function isWholeLines(text: string, { start, end }: Range): boolean {
  const isFirst = text.slice(lineStart(text, start), start).trim() === "";
  return isFirst && /^\s*(?:#|$)/.test(text.slice(end, lineEnd(text, end)));
}

function linesOf(text: string, { start, end }: Range): Range {
  return { start: lineStart(text, start), end: nextLine(text, end) };
}

/** White space by hand is shorter; the search must not be slow on what no one wrote. */
const most = 200;

/** The first key of a list item: the next key takes its place behind the dash. */
function behindDash(text: string, { start, end }: Range): Range | undefined {
  const before = text.slice(lineStart(text, start), start);
  if (!/^[ ]*- [ -]*$/.test(before)) return undefined;
  const next = /^[ \t]*\r?\n( *)[^\s#-]/.exec(text.slice(end, end + most));
  if (next?.[1]?.length !== before.length) return undefined;
  return { start, end: end + next[0].length - 1 };
}

/** An entry between braces with one of its commas. */
function inFlow(text: string, { start, end }: Range): Range | undefined {
  const behind = /^\s*,[ \t]*/.exec(text.slice(end, end + most));
  if (behind) return { start, end: end + behind[0].length };
  const from = Math.max(0, start - most);
  const before = /,\s*$/.exec(text.slice(from, start));
  return before ? { start: from + before.index, end } : undefined;
}
