import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";

/** The folder that the window has open; every run of the suite gets a new one. */
export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("the window has no folder open");
  return folder.uri.fsPath;
}

/** Writes a file into the workspace folder without opening it. */
export async function writeFileOnDisk(name: string, text: string): Promise<vscode.Uri> {
  const path = join(workspaceFolder(), name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return vscode.Uri.file(path);
}

/** Writes a file into the workspace folder and shows it. */
export async function openFile(name: string, text: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await writeFileOnDisk(name, text));
}

/** Ours on a file. */
export function ownDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "nap");
}

/** The rule that a diagnostic names as its code. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === "object" ? String(code.value) : String(code);
}

/** The rules of diagnostics, sorted. */
export function rulesOf(diagnostics: readonly vscode.Diagnostic[]): string[] {
  return diagnostics.map(ruleOf).sort();
}

/**
 * Waits until the diagnostics of source `nap` on a document satisfy `isExpected`, and returns them.
 * After `timeoutMs` it rejects with what is there instead.
 */
export async function waitForDiagnostics(
  uri: vscode.Uri,
  isExpected: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
  timeoutMs = 20_000,
): Promise<vscode.Diagnostic[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const own = ownDiagnostics(uri);
    if (isExpected(own)) return own;
    if (Date.now() > deadline) {
      throw new Error(`not the diagnostics expected, but ${JSON.stringify(own, null, 2)}`);
    }
    await pause(50);
  }
}

/** Waits until a file has exactly the findings of these rules. */
export function waitForRules(uri: vscode.Uri, ...rules: string[]): Promise<vscode.Diagnostic[]> {
  const expected = rules.sort().join(" ");
  return waitForDiagnostics(uri, (diagnostics) => rulesOf(diagnostics).join(" ") === expected);
}

/** Longer than any change takes to be judged: for what must not happen. */
export function settle(): Promise<void> {
  return pause(1000);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The code actions at a diagnostic, as the light bulb lists them. */
export async function actionsAt(
  { document }: vscode.TextEditor,
  { range }: vscode.Diagnostic,
): Promise<vscode.CodeAction[]> {
  const command = "vscode.executeCodeActionProvider";
  return vscode.commands.executeCommand<vscode.CodeAction[]>(command, document.uri, range);
}

/** Applies an action's edit; throws when it has none. */
export async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  if (action?.edit === undefined) throw new Error(`no edit in ${JSON.stringify(action)}`);
  await vscode.workspace.applyEdit(action.edit);
}

/** Replaces the whole text of a document. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
}
