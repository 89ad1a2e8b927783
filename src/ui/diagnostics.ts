import * as vscode from "vscode";
import { debounced } from "./debounced.ts";
import type { ManifestStore, Reading } from "./manifestStore.ts";
import { mentionsKarpenter } from "../language/mentionsKarpenter.ts";
import { breathe } from "./breathe.ts";
import { onDidChangeRedHatYaml, withoutRepetitions } from "./redHatYaml.ts";
import { toDiagnostic } from "./toDiagnostic.ts";
import { folded } from "../language/foldFindings.ts";
import type { FileFinding } from "../language/index.ts";

/** Longer than between two keys of a word, shorter than anyone waits. */
const delayMs = 150;

/** Judges open YAML documents whenever they, their settings or the objects they refer to change. */
export function showDiagnostics(
  store: ManifestStore,
  collection: vscode.DiagnosticCollection,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const judge = async (document: vscode.TextDocument): Promise<void> => {
    try {
      const diagnostics = await judged(document, store);
      if (diagnostics) collection.set(document.uri, diagnostics);
    } catch (error) {
      log.error(`${document.uri.toString()}: could not be judged`, error);
    }
  };
  const later = debounced(judge, delayMs);
  const isShown = (document: vscode.TextDocument) =>
    isManifestDocument(document) && !document.isClosed;
  const schedule = (document: vscode.TextDocument): void => {
    if (isShown(document)) later.schedule(document.uri.toString(), document);
  };
  const open = (document: vscode.TextDocument): void => {
    if (isShown(document)) later.now(document.uri.toString(), document);
  };
  const close = (document: vscode.TextDocument): void => {
    later.cancel(document.uri.toString());
    if (isManifestDocument(document)) collection.delete(document.uri);
    store.close(document);
  };
  vscode.workspace.textDocuments.forEach(open);
  return vscode.Disposable.from(
    later,
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidCloseTextDocument(close),
    vscode.workspace.onDidChangeTextDocument(({ document }) => schedule(document)),
    store.onDidChange(() => vscode.workspace.textDocuments.forEach(schedule)),
    onDidChangeRedHatYaml(schedule),
  );
}

/** YAML that somebody edits; not the old side of a diff. */
export function isManifestDocument(document: vscode.TextDocument): boolean {
  return document.languageId === "yaml" && document.uri.scheme !== "git";
}

/** The diagnostics of a document, or undefined when it changed meanwhile. */
async function judged(
  document: vscode.TextDocument,
  store: ManifestStore,
): Promise<readonly vscode.Diagnostic[] | undefined> {
  if (!mentionsKarpenter(document.getText())) {
    store.remove(document.uri);
    return [];
  }
  const { version } = document;
  const isStale = () => document.isClosed || document.version !== version;
  const before = await store.read(document);
  if (isStale() || !(await parsed(before, isStale))) return undefined;
  store.add(before);
  const reading = await store.read(document);
  if (isStale()) return undefined;
  const findings = reading.settings.validate ? await found(reading, isStale) : [];
  if (findings === undefined) return undefined;
  return folded(withoutRepetitions(findings, document)).map((finding) =>
    toDiagnostic(document, finding, reading.rulesPage),
  );
}

/** Parses all documents of a file, with pauses. False when that came too late. */
async function parsed({ file }: Reading, isStale: () => boolean): Promise<boolean> {
  const pause = breathe();
  for (const document of file.documents) {
    // Its tree is made when first asked for.
    if (document.manifests.length > 0 && (await pause()) && isStale()) return false;
  }
  return true;
}

async function found(
  { service, file, workspace }: Reading,
  isStale: () => boolean,
): Promise<readonly FileFinding[] | undefined> {
  const pause = breathe();
  const findings: FileFinding[] = [];
  for (const some of service.validateDocuments(file, workspace)) {
    findings.push(...some);
    if ((await pause()) && isStale()) return undefined;
  }
  return findings;
}
