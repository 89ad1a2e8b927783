import * as vscode from "vscode";
import { preferredEdits } from "../language/fixAll.ts";
import { folded } from "../language/foldFindings.ts";
import { silencingEdit } from "../language/silence.ts";
import type { Edit, FileFinding, Fix } from "../language/index.ts";
import { toOffsets, toTextEdits } from "./convert.ts";
import { addChange, addElsewhere } from "./fileEdits.ts";
import type { ManifestStore, Reading } from "./manifestStore.ts";
import { mentionsKarpenter } from "../language/mentionsKarpenter.ts";
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
      return await quickFixes({ document, range, context, reading });
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
async function quickFixes(request: Request): Promise<vscode.CodeAction[]> {
  const { document, range, context, reading } = request;
  const { service, file, workspace } = reading;
  const all = folded(service.validate(file, workspace)).map(({ finding }) => finding);
  const { start, end } = toOffsets(document, range);
  const here = all.filter((one) => one.range.start <= end && one.range.end >= start);
  const build = (finding: FileFinding) => new ActionBuilder(document, finding, context);
  const fixes = await Promise.all(
    here.flatMap((finding) => finding.fixes.map((fix) => build(finding).fix(fix))),
  );
  return [
    ...fixes.flatMap((action) => action ?? []),
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

  /** Undefined where another file that the fix changes is not what it was. */
  async fix({
    title,
    preferred,
    edits,
    elsewhere = [],
  }: Fix): Promise<vscode.CodeAction | undefined> {
    const action = this.#action(title, edits);
    action.isPreferred = preferred;
    for (const one of elsewhere)
      if (!action.edit || !(await addElsewhere(action.edit, one))) return undefined;
    return action;
  }

  /** Only where there is more than one. */
  fixSame(all: readonly FileFinding[]): vscode.CodeAction[] {
    const { rule } = this.#finding;
    const same = all.filter(
      (one) =>
        one.rule === rule && one.fixes.some((fix) => fix.preferred && fix.elsewhere === undefined),
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

/** Runs on saving as well, where nobody expects other files to change: fixes that reach into them are left. */
function fixAllAction(
  document: vscode.TextDocument,
  { service, file, workspace }: Reading,
  store: ManifestStore,
): vscode.CodeAction {
  const action = new vscode.CodeAction("Fix all in file", fixAllKind);
  const partial = store.isPatch(document.uri);
  const after = service.fixAll(file.uri, file.text, { workspace, partial });
  action.edit = new vscode.WorkspaceEdit();
  addChange(action.edit, { positions: document, text: file.text }, after);
  return action;
}
