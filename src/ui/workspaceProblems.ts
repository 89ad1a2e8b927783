import * as vscode from "vscode";
import { folded } from "../language/foldFindings.ts";
import { positionsOf } from "./positions.ts";
import type { ManifestStore } from "./manifestStore.ts";
import { mentionsKarpenter } from "../language/mentionsKarpenter.ts";
import { textOf } from "./textOf.ts";
import { toDiagnostic } from "./toDiagnostic.ts";

/** What a check of one file found. */
export interface Checked {
  readonly manifests: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Shows the problems of files that are not open, once they were asked for, and keeps them up to date. */
export interface WorkspaceProblems {
  /** Judges a file as it is on disk, or in its open document. */
  check(uri: vscode.Uri): Promise<Checked>;
  dispose(): void;
}

const nothing: Checked = { manifests: 0, errors: 0, warnings: 0 };

export function createWorkspaceProblems(
  store: ManifestStore,
  collection: vscode.DiagnosticCollection,
): WorkspaceProblems {
  const asked = new Map<string, vscode.Uri>();
  const check = async (uri: vscode.Uri): Promise<Checked> => {
    const text = openText(uri) ?? (await textOf(uri)) ?? "";
    asked.set(uri.toString(), uri);
    if (!mentionsKarpenter(text)) {
      collection.delete(uri);
      return nothing;
    }
    const { service, file, workspace, settings, rulesPage } = await store.readText(uri, text);
    const findings = folded(settings.validate ? service.validate(file, workspace) : []);
    const positions = positionsOf(uri, text);
    const diagnostics = findings.map((finding) => toDiagnostic(positions, finding, rulesPage));
    if (openText(uri) === undefined) collection.set(uri, diagnostics);
    const count = (wanted: string) =>
      findings.filter(({ finding }) => finding.severity === wanted).length;
    const manifests = file.documents.flatMap((document) => document.manifests).length;
    return { manifests, errors: count("error"), warnings: count("warning") };
  };
  const again = (uri: vscode.Uri): void => {
    if (asked.has(uri.toString()) && openText(uri) === undefined) void check(uri);
  };
  const files = vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml}");
  const subscriptions = vscode.Disposable.from(
    files,
    files.onDidChange(again),
    files.onDidDelete(again),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => again(uri)),
  );
  return { check, dispose: () => void subscriptions.dispose() };
}

function openText(uri: vscode.Uri): string | undefined {
  const key = uri.toString();
  const document = vscode.workspace.textDocuments.find(
    (one) => !one.isClosed && one.uri.toString() === key,
  );
  return document?.getText();
}
