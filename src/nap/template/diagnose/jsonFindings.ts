import type { JsonProblem } from "../json/jsonProblem.ts";
import type { TemplateFinding } from "./templateFinding.ts";

const page = "https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax";

/** What Azure's own readers of templates take although JSON does not have it. */
const taken: ReadonlySet<JsonProblem["kind"]> = new Set([
  "comment",
  "line break in string",
  "byte order mark",
]);

/** What is wrong with the JSON of a template; a trailing comma has its fix. */
export function* jsonFindings(problems: readonly JsonProblem[]): Generator<TemplateFinding> {
  for (const { kind, message, offset } of problems) {
    if (taken.has(kind)) continue;
    const range = { start: offset, end: offset + 1 };
    const isComma = kind === "trailing comma";
    yield {
      rule: isComma ? "json-trailing-comma" : "json-syntax",
      severity: "error",
      message: isComma ? "JSON allows no comma after the last value: remove it." : message,
      range,
      source: page,
      fixes: isComma
        ? [{ title: "Remove the comma", preferred: true, edits: [{ ...range, newText: "" }] }]
        : [],
    };
  }
}
