import * as vscode from "vscode";
import type { FoldedFinding } from "../language/foldFindings.ts";
import type { FileFinding } from "../language/index.ts";
import type { Positions } from "./positions.ts";
import { toRange, toSeverity } from "./convert.ts";
import type { RulesPage } from "./rulesPage.ts";

export const source = "nap";

/** A finding as the editor shows it: our sentence, the server's own words beside it, and a code that leads to the rule. */
export function toDiagnostic(
  document: Positions,
  { finding, followers }: FoldedFinding,
  rulesPage: RulesPage,
): vscode.Diagnostic {
  const range = toRange(document, finding.range);
  const diagnostic = new vscode.Diagnostic(range, finding.message, toSeverity(finding.severity));
  diagnostic.source = source;
  diagnostic.code = { value: finding.rule, target: rulesPage.linkTo(finding.rule) };
  const words = [finding, ...followers].flatMap((one) => {
    const at = new vscode.Location(document.uri, toRange(document, one.range));
    const said = one === finding ? [] : [one.message];
    return [...said, ...(one.server ? [serverWords(one)] : [])].map(
      (text) => new vscode.DiagnosticRelatedInformation(at, text),
    );
  });
  if (words.length > 0) diagnostic.relatedInformation = words;
  if (finding.tag) diagnostic.tags = [tags[finding.tag]];
  return diagnostic;
}

const tags = {
  deprecated: vscode.DiagnosticTag.Deprecated,
  unnecessary: vscode.DiagnosticTag.Unnecessary,
} as const;

/** Who says it, and in which layer. */
const speakers = {
  yaml: "API server (YAML)",
  "unknown-field": "API server (unknown field)",
  schema: "API server (schema)",
  cel: "API server (CEL rule)",
  runtime: "Karpenter (runtime validation)",
  semantic: "Karpenter",
} as const;

function serverWords({ layer, server }: FileFinding): string {
  if (server === undefined) return "";
  const { field, message } = server;
  const isNamed = field === "" || field === "<nil>" || message.includes(field);
  return `${speakers[layer]}: ${isNamed ? "" : `${field}: `}${message}`;
}
