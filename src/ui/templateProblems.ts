import * as vscode from "vscode";
import { mentionsNap } from "../nap/template/diagnose/mentionsNap.ts";
import type { TemplateFinding } from "../nap/template/diagnose/templateFinding.ts";
import { toRange, toSeverity, toTextEdits } from "./convert.ts";
import { debounced } from "./debounced.ts";
import { readSettings, section } from "./settings.ts";
import { source } from "./toDiagnostic.ts";

/** `arm-template` is what the extension for ARM templates makes of JSON. */
const languages = ["json", "jsonc", "arm-template"];
const delayMs = 150;

/** Judges open ARM templates that speak of node auto-provisioning; its code is loaded with the first of them. */
export function showTemplateProblems(log: vscode.LogOutputChannel): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("nap-templates");
  const judge = async (document: vscode.TextDocument): Promise<void> => {
    try {
      const { version } = document;
      const findings = await findingsOf(document);
      if (document.isClosed || document.version !== version) return;
      collection.set(
        document.uri,
        findings.map((finding) => toDiagnostic(document, finding)),
      );
    } catch (error) {
      log.error(`${document.uri.toString()}: could not be judged`, error);
    }
  };
  const later = debounced(judge, delayMs);
  const schedule = (document: vscode.TextDocument): void => {
    const isShown = languages.includes(document.languageId) && document.uri.scheme !== "git";
    if (isShown && (collection.has(document.uri) || mentionsNap(document.getText())))
      later.schedule(document.uri.toString(), document);
  };
  const all = (): void => vscode.workspace.textDocuments.forEach(schedule);
  all();
  return vscode.Disposable.from(
    collection,
    later,
    vscode.workspace.onDidOpenTextDocument(schedule),
    vscode.workspace.onDidChangeTextDocument(({ document }) => schedule(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      later.cancel(uri.toString());
      collection.delete(uri);
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section)) all();
    }),
    vscode.languages.registerCodeActionsProvider(languages, { provideCodeActions }, metadata),
  );
}

/** The findings that the settings of the file leave. */
async function findingsOf(document: vscode.TextDocument): Promise<readonly TemplateFinding[]> {
  const text = document.getText();
  const { validate, rules } = readSettings(document.uri);
  if (!validate || !mentionsNap(text)) return [];
  const { diagnoseTemplate } = await import("../nap/template/diagnose/diagnoseTemplate.ts");
  return diagnoseTemplate(text).flatMap((finding) => {
    const severity = rules[finding.rule] ?? finding.severity;
    return severity === "off" ? [] : { ...finding, severity };
  });
}

function toDiagnostic(document: vscode.TextDocument, finding: TemplateFinding): vscode.Diagnostic {
  const range = toRange(document, finding.range);
  const diagnostic = new vscode.Diagnostic(range, finding.message, toSeverity(finding.severity));
  diagnostic.source = source;
  diagnostic.code = { value: finding.rule, target: vscode.Uri.parse(finding.source, true) };
  return diagnostic;
}

const metadata: vscode.CodeActionProviderMetadata = {
  providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
};

async function provideCodeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  const findings = await findingsOf(document);
  return findings.flatMap((finding) => {
    if (!toRange(document, finding.range).intersection(range)) return [];
    const shown = context.diagnostics.filter(
      ({ code, message }) =>
        typeof code === "object" && code.value === finding.rule && message === finding.message,
    );
    return finding.fixes.map((fix) => toAction({ document, fix, shown }));
  });
}

function toAction({
  document,
  fix,
  shown,
}: {
  readonly document: vscode.TextDocument;
  readonly fix: TemplateFinding["fixes"][number];
  readonly shown: vscode.Diagnostic[];
}): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, toTextEdits(document, fix.edits));
  action.isPreferred = fix.preferred;
  action.diagnostics = shown;
  return action;
}
