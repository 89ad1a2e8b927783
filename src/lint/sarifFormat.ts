import { posix } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Sarif from "sarif";
import { pointerOf } from "../language/index.ts";
import type { Edit, FileFinding, Fix, Severity } from "../language/index.ts";
import { editsInFile } from "../language/placeFindings.ts";
import { rules } from "../language/rules/index.ts";
import { layerRules } from "../language/schema/layerRules.ts";
import type { Failure } from "./inputFiles.ts";
import { LineIndex } from "./lineIndex.ts";
import type { PositionRange } from "./lineIndex.ts";
import type { Format, JudgedFile, Totals } from "./report.ts";
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
  file: (file) => {
    const lines = new LineIndex(file.text);
    return file.findings.map((finding) => JSON.stringify(result(file, finding, lines))).join(",\n");
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
  const rule = [...rules, ...layerRules].find((candidate) => candidate.id === id);
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

function result(file: JudgedFile, finding: FileFinding, lines: LineIndex): Sarif.Result {
  const { path } = file;
  const { rule, severity, message, layer, document, server } = finding;
  const fixes = finding.fixes.map((fix) => repair(file, fix, lines));
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

function repair({ path, textOf }: JudgedFile, fix: Fix, lines: LineIndex): Sarif.Fix {
  const { title, edits, elsewhere = [] } = fix;
  const others = elsewhere.map((one) =>
    change(one.uri, editsInFile(one), new LineIndex(textOf(one.uri))),
  );
  return {
    description: { text: title },
    artifactChanges: [change(path, edits, lines), ...others],
  };
}

function change(path: string, edits: readonly Edit[], lines: LineIndex): Sarif.ArtifactChange {
  const replacements = edits.map((edit) => ({
    deletedRegion: region(lines.range(edit)),
    insertedContent: { text: edit.newText },
  }));
  return { artifactLocation: artifact(path), replacements };
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
