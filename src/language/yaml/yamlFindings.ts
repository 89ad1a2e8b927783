import type { Finding, Fix } from "../finding.ts";
import type { SourceDocument } from "../sourceFile.ts";
import { lineStart, nextLine } from "../edit/lines.ts";
import { forgottenDash } from "./forgottenDash.ts";
import type { Range } from "./node.ts";
import type { YamlProblem } from "./parse.ts";

/** The first layer: what the server's YAML reader says about the document. */
export function yamlFindings(document: SourceDocument): Finding[] {
  return document.yaml.problems.map((problem) => toFinding(problem, document));
}

function toFinding(problem: YamlProblem, { text, yaml }: SourceDocument): Finding {
  const dash = forgottenDash(problem, yaml.problems, text);
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
      ...(problem.remove ? [removal(problem.remove, { text, isSure: dash === undefined })] : []),
    ],
  };
}

/** The dash takes the place of the two blanks before the key. */
function newItem(start: number): Fix {
  const edits = [{ start: start - 2, end: start, newText: "- " }];
  return { title: "Begin a new item of the list here", preferred: true, edits };
}

function removal(range: Range, { text, isSure }: { text: string; isSure: boolean }): Fix {
  const start = lineStart(text, range.start);
  const whole = text.slice(start, range.start).trim() === "";
  const edit = whole
    ? { start, end: nextLine(text, range.end), newText: "" }
    : { ...range, newText: "" };
  // Which of two blocks is meant, or both together, is not for us to say.
  const preferred = isSure && whole && !text.slice(range.start, range.end).includes("\n");
  return { title: "Remove the earlier one", preferred, edits: whole ? [edit] : [] };
}
