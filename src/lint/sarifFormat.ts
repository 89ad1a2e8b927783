import { posix } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Sarif from "sarif";
import { pointerOf } from "../language/index.ts";
import type { FileFinding, Fix, Severity } from "../language/index.ts";
import { rules } from "../language/rules/index.ts";
import type { Failure } from "./inputFiles.ts";
import { LineIndex } from "./lineIndex.ts";
import type { PositionRange } from "./lineIndex.ts";
import type { Format, Totals } from "./report.ts";
import { version } from "./version.ts";

const schema = "https://json.schemastore.org/sarif-2.1.0.json";

const levels: Readonly<Record<Severity, Sarif.Result.level>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/** SARIF 2.1.0, the format of GitHub's code scanning and of other tools that collect findings. */
export const sarifFormat: Format = {
  head: `{"$schema":"${schema}","version":"2.1.0","runs":[{"results":[\n`,
  separator: ",\n",
  file: ({ path, text, findings }) => {
    const lines = new LineIndex(text);
    return findings.map((finding) => JSON.stringify(result(path, finding, lines))).join(",\n");
  },
  tail: (totals) => `\n],${JSON.stringify(closing(totals)).slice(1)}]}\n`,
};

/** All of a run but its results. */
function closing({ rules: found, failures }: Totals): Omit<Sarif.Run, "results"> {
  return {
    tool: { driver: { name: "nap-lint", version, rules: found.map(descriptor) } },
    columnKind: "utf16CodeUnits",
    invocations: [
      {
        executionSuccessful: failures.length === 0,
        toolExecutionNotifications: failures.map(notification),
      },
    ],
  };
}

function descriptor(id: string): Sarif.ReportingDescriptor {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) return { id };
  return {
    id,
    shortDescription: { text: rule.summary },
    help: { text: rule.why, markdown: rule.why },
    defaultConfiguration: { level: levels[rule.severity] },
  };
}

function notification({ path, message }: Failure): Sarif.Notification {
  return {
    level: "error",
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
  };
}

function result(path: string, finding: FileFinding, lines: LineIndex): Sarif.Result {
  const { rule, severity, message, layer, document, server } = finding;
  const fixes = finding.fixes.map((fix) => repair(path, fix, lines));
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(path),
          region: region(lines.range(finding.range)),
        },
        logicalLocations: [{ fullyQualifiedName: pointerOf(finding.path) || "/", kind: "member" }],
      },
    ],
    ...(fixes.length > 0 && { fixes }),
    properties: { layer, document, ...(server && { server }) },
  };
}

function repair(path: string, { title, edits }: Fix, lines: LineIndex): Sarif.Fix {
  const replacements = edits.map((edit) => ({
    deletedRegion: region(lines.range(edit)),
    insertedContent: { text: edit.newText },
  }));
  return {
    description: { text: title },
    artifactChanges: [{ artifactLocation: artifact(path), replacements }],
  };
}

function region({ start, end }: PositionRange): Sarif.Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Relative paths stay relative: to the root of the repository, where a build calls the linter. */
function artifact(path: string): Sarif.ArtifactLocation {
  if (path === "-") return { uri: "stdin" };
  if (posix.isAbsolute(path)) return { uri: pathToFileURL(path).href };
  return { uri: posix.normalize(path).split("/").map(encodeURIComponent).join("/") };
}
