import type { Finding } from "../finding.ts";
import type { SourceDocument } from "../sourceFile.ts";
import { lineStart, nextLine } from "../edit/lines.ts";
import type { YamlProblem } from "./parse.ts";

/** The first layer: what the server's YAML reader says about the document. */
export function yamlFindings(document: SourceDocument): Finding[] {
  return document.yaml.problems.map((problem) => toFinding(problem, document.text));
}

function toFinding(problem: YamlProblem, text: string): Finding {
  return {
    rule: problem.rule,
    layer: "yaml",
    severity: "error",
    message: problem.message,
    path: [],
    range: problem.range,
    ...(problem.server === undefined ? {} : { server: { field: "", message: problem.server } }),
    fixes: problem.remove ? [removal(problem.remove, text)] : [],
  };
}

function removal(range: { start: number; end: number }, text: string): Finding["fixes"][number] {
  const start = lineStart(text, range.start);
  const whole = text.slice(start, range.start).trim() === "";
  const edit = whole
    ? { start, end: nextLine(text, range.end), newText: "" }
    : { ...range, newText: "" };
  // Which of two blocks is meant, or both together, is not for us to say.
  const preferred = whole && !text.slice(range.start, range.end).includes("\n");
  return { title: "Remove the earlier one", preferred, edits: whole ? [edit] : [] };
}
