import * as vscode from "vscode";
import type { Edit, Severity } from "../language/index.ts";
import type { Positions } from "./positions.ts";

/** Offsets in a document's text. */
export interface Offsets {
  readonly start: number;
  readonly end: number;
}

/** The range of a document between two offsets in its text. */
export function toRange(document: Positions, { start, end }: Offsets): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** The offsets of a range of a document. */
export function toOffsets(document: vscode.TextDocument, range: vscode.Range): Offsets {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

export function toTextEdits(
  document: vscode.TextDocument,
  edits: readonly Edit[],
): vscode.TextEdit[] {
  return edits.map((edit) => vscode.TextEdit.replace(toRange(document, edit), edit.newText));
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

export function toSeverity(severity: Severity): vscode.DiagnosticSeverity {
  return severities[severity];
}
