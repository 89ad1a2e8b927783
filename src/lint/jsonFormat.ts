import { pointerOf } from "../language/index.ts";
import type { FileFinding } from "../language/index.ts";
import { LineIndex } from "./lineIndex.ts";
import type { Format } from "./report.ts";

/** One JSON object; docs/cli.md describes its shape. */
export const jsonFormat: Format = {
  head: '{ "files": [\n',
  separator: ",\n",
  file: ({ path, text, findings }) => {
    const lines = new LineIndex(text);
    return JSON.stringify({ path, findings: findings.map((finding) => toJson(finding, lines)) });
  },
  tail: () => "\n] }\n",
};

function toJson(finding: FileFinding, lines: LineIndex) {
  const { rule, layer, severity, message, document, server } = finding;
  return {
    rule,
    layer,
    severity,
    message,
    document,
    pointer: pointerOf(finding.path),
    range: lines.range(finding.range),
    ...(server && { server: { field: server.field, message: server.message } }),
    fixes: finding.fixes.map(({ title, preferred, edits }) => ({
      title,
      preferred,
      edits: edits.map((edit) => ({ range: lines.range(edit), newText: edit.newText })),
    })),
  };
}
