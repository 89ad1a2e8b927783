import { pointerOf } from "../language/index.ts";
import type { Edit, EditsElsewhere, FileFinding } from "../language/index.ts";
import { editsInFile } from "../language/placeFindings.ts";
import { LineIndex } from "./lineIndex.ts";
import type { Format, JudgedFile } from "./report.ts";

/** One JSON object; docs/cli.md describes its shape. */
export const jsonFormat: Format = {
  head: '{ "files": [\n',
  separator: ",\n",
  file: (file) => {
    const lines = new LineIndex(file.text);
    const findings = file.findings.map((finding) => toJson(finding, lines, file.textOf));
    return JSON.stringify({ path: file.path, findings });
  },
  tail: () => "\n] }\n",
};

function toJson(finding: FileFinding, lines: LineIndex, textOf: JudgedFile["textOf"]) {
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
    fixes: finding.fixes.map(({ title, preferred, edits, elsewhere }) => ({
      title,
      preferred,
      edits: edits.map((edit) => editJson(edit, lines)),
      ...(elsewhere && { elsewhere: elsewhere.map((one) => elsewhereJson(one, textOf)) }),
    })),
  };
}

function elsewhereJson(one: EditsElsewhere, textOf: JudgedFile["textOf"]) {
  const lines = new LineIndex(textOf(one.uri));
  return { path: one.uri, edits: editsInFile(one).map((edit) => editJson(edit, lines)) };
}

function editJson(edit: Edit, lines: LineIndex) {
  return { range: lines.range(edit), newText: edit.newText };
}
