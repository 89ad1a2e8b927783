import * as vscode from "vscode";
import type { InlayHintKind } from "../language/editing/index.ts";
import type { Severity } from "../language/index.ts";
import { isSchemaSetId } from "./facts.ts";
import type { SchemaSetId } from "./facts.ts";

/** The settings of one file, checked: a value of the wrong shape counts as not set. */
export interface Settings {
  readonly validate: boolean;
  readonly schema: SchemaSetId;
  readonly rules: Readonly<Record<string, Severity | "off">>;
  readonly region: string | undefined;
  readonly kubernetesVersion: string | undefined;
  readonly inlayHints: ReadonlySet<InlayHintKind>;
}

export const section = "nap";

const hintSettings: Readonly<Record<InlayHintKind, string>> = {
  duration: "inlayHints.durations",
  memory: "inlayHints.memory",
  schedule: "inlayHints.schedules",
};

/** The settings that hold for a file, or for the window. */
export function readSettings(uri?: vscode.Uri): Settings {
  const values = vscode.workspace.getConfiguration(section, uri);
  const schema = values.get<unknown>("schema");
  return {
    validate: values.get<unknown>("validate") !== false,
    schema: isSchemaSetId(schema) ? schema : "current",
    rules: severitiesOf(values.get<unknown>("rules")),
    region: wordOf(values.get<unknown>("region"))?.toLowerCase().replaceAll(" ", ""),
    kubernetesVersion: minorOf(wordOf(values.get<unknown>("kubernetesVersion"))),
    inlayHints: hintsOf(values),
  };
}

function hintsOf(values: vscode.WorkspaceConfiguration): ReadonlySet<InlayHintKind> {
  const kinds = Object.keys(hintSettings) as InlayHintKind[];
  return new Set(kinds.filter((kind) => values.get<unknown>(hintSettings[kind]) !== false));
}

function wordOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** `1.34` of `v1.34.2`. */
function minorOf(version: string | undefined): string | undefined {
  return /^v?(\d+\.\d+)/.exec(version ?? "")?.[1];
}

const severities = new Set<unknown>(["error", "warning", "info", "off"]);

function isSeverity(value: unknown): value is Severity | "off" {
  return severities.has(value);
}

function severitiesOf(value: unknown): Readonly<Record<string, Severity | "off">> {
  if (typeof value !== "object" || value === null) return {};
  const chosen: Record<string, Severity | "off"> = {};
  for (const [rule, severity] of Object.entries(value))
    if (isSeverity(severity)) chosen[rule] = severity;
  return chosen;
}
