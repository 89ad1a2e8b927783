import * as vscode from "vscode";
import { preferredEdits } from "../language/fixAll.ts";
import { silencingEdit } from "../language/silence.ts";
import type { Edit, FileFinding, Fix } from "../language/index.ts";
import { toOffsets, toTextEdits } from "./convert.ts";
import type { ManifestStore, Reading } from "./manifestStore.ts";
import { mentionsKarpenter } from "./manifestStore.ts";
import { openRulesCommand } from "./rulesPage.ts";
import { source } from "./toDiagnostic.ts";

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append("nap");

/** Quick fixes for the findings at a place, and "Fix all" for the file. */
export function createCodeActions(store: ManifestStore): vscode.CodeActionProvider {
  return {
    provideCodeActions: async (document, range, context, token) => {
      if (!mentionsKarpenter(document.getText())) return [];
      const reading = await store.read(document);
      if (token.isCancellationRequested || !reading.settings.validate) return [];
      if (context.only?.intersects(fixAllKind)) return [fixAllAction(document, reading, store)];
      return quickFixes({ document, range, context, reading });
    },
  };
}

export const codeActionMetadata: vscode.CodeActionProviderMetadata = {
  providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
};

interface Request {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly context: vscode.CodeActionContext;
  readonly reading: Reading;
}

/** Fixes of all findings first, then what is offered for each of them. */
function quickFixes({ document, range, context, reading }: Request): vscode.CodeAction[] {
  const { service, file, workspace } = reading;
  const all = service.validate(file, workspace);
  const { start, end } = toOffsets(document, range);
  const here = all.filter((one) => one.range.start <= end && one.range.end >= start);
  const build = (finding: FileFinding) => new ActionBuilder(document, finding, context);
  return [
    ...here.flatMap((finding) => finding.fixes.map((fix) => build(finding).fix(fix))),
    ...distinctRules(here).flatMap((finding) => build(finding).fixSame(all)),
    ...distinctRules(here).map((finding) => build(finding).silence()),
    ...distinctRules(here).map((finding) => build(finding).explain()),
  ];
}

function distinctRules(findings: readonly FileFinding[]): readonly FileFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule }) => !seen.has(rule) && seen.add(rule));
}

class ActionBuilder {
  readonly #document: vscode.TextDocument;
  readonly #finding: FileFinding;
  readonly #shown: vscode.Diagnostic[];

  constructor(
    document: vscode.TextDocument,
    finding: FileFinding,
    { diagnostics }: vscode.CodeActionContext,
  ) {
    this.#document = document;
    this.#finding = finding;
    this.#shown = diagnostics.filter((one) => one.source === source && isOf(one, finding));
  }

  fix({ title, preferred, edits }: Fix): vscode.CodeAction {
    const action = this.#action(title, edits);
    action.isPreferred = preferred;
    return action;
  }

  /** Only where there is more than one. */
  fixSame(all: readonly FileFinding[]): vscode.CodeAction[] {
    const { rule } = this.#finding;
    const same = all.filter(
      (one) => one.rule === rule && one.fixes.some(({ preferred }) => preferred),
    );
    if (same.length < 2) return [];
    return [this.#action(`Fix all ${same.length} of ${rule} in this file`, preferredEdits(same))];
  }

  silence(): vscode.CodeAction {
    const edit = silencingEdit(this.#document.getText(), this.#finding);
    return this.#action(`Ignore ${this.#finding.rule} here`, [edit]);
  }

  explain(): vscode.CodeAction {
    const { rule } = this.#finding;
    const title = `Explain ${rule}`;
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { title, command: openRulesCommand, arguments: [rule] };
    action.diagnostics = this.#shown;
    return action;
  }

  #action(title: string, edits: readonly Edit[]): vscode.CodeAction {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(this.#document.uri, toTextEdits(this.#document, edits));
    action.diagnostics = this.#shown;
    return action;
  }
}

function isOf({ code, message }: vscode.Diagnostic, finding: FileFinding): boolean {
  return typeof code === "object" && code.value === finding.rule && message === finding.message;
}

function fixAllAction(
  document: vscode.TextDocument,
  reading: Reading,
  store: ManifestStore,
): vscode.CodeAction {
  const action = new vscode.CodeAction("Fix all in file", fixAllKind);
  action.edit = fixAllEdit(document, reading, store.isPatch(document.uri));
  return action;
}

/** The preferred fixes of the whole file as one edit of the part that changes. */
export function fixAllEdit(
  document: vscode.TextDocument,
  { service, file, workspace }: Reading,
  partial: boolean,
): vscode.WorkspaceEdit {
  const after = service.fixAll(file.uri, file.text, { workspace, partial });
  const edit = new vscode.WorkspaceEdit();
  if (after !== file.text)
    edit.set(document.uri, toTextEdits(document, [changeBetween(file.text, after)]));
  return edit;
}

function changeBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  return {
    start,
    end: before.length - tail,
    newText: after.slice(start, after.length - tail),
  };
}
