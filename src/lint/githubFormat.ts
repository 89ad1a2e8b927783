import { posix } from "node:path";
import type { FileFinding, Severity } from "../language/index.ts";
import { LineIndex } from "./lineIndex.ts";
import type { Format } from "./report.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** Workflow commands that GitHub Actions shows as annotations of the lines. */
export function githubFormat(shown: (severity: Severity) => boolean): Format {
  return {
    head: "",
    separator: "",
    file: ({ path, text, findings }) => {
      const lines = new LineIndex(text);
      return findings
        .filter(({ severity }) => shown(severity))
        .map((finding) => annotation(posix.normalize(path), finding, lines))
        .join("");
    },
    tail: () => "",
  };
}

function annotation(path: string, finding: FileFinding, lines: LineIndex): string {
  const { start, end } = lines.range(finding.range);
  const properties = {
    file: path,
    line: start.line + 1,
    endLine: end.line + 1,
    // GitHub takes columns only within one line.
    ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
    title: finding.rule,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  const words = finding.server ? `\n${finding.server.field}: ${finding.server.message}` : "";
  return `::${commands[finding.severity]} ${written.join(",")}::${data(finding.message + words)}\n`;
}

/** Source: actions/toolkit, packages/core/src/command.ts (escapeData). */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Source: actions/toolkit, packages/core/src/command.ts (escapeProperty). */
function property(value: string | number): string {
  return data(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
