import type { JsonProblem } from "../json/jsonProblem.ts";
import type { TemplateFinding } from "./templateFinding.ts";

const page = "https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax";

/** What Azure's own readers of templates take although JSON does not have it. */
const taken: ReadonlySet<JsonProblem["kind"]> = new Set([
  "comment",
  "line break in string",
  // The tabs that indent the lines of such a string.
  "control character in string",
  "byte order mark",
]);

/** What is wrong with the JSON of a template; a trailing comma has its fix. */
export function* jsonFindings(
  problems: readonly JsonProblem[],
  text: string,
): Generator<TemplateFinding> {
  for (const { kind, message, offset } of problems) {
    if (taken.has(kind)) continue;
    const range = { start: offset, end: Math.min(offset + 1, text.length) };
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
