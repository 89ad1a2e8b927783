import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";

/** The folder that the window has open; every run of the suite gets a new one. */
export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("the window has no folder open");
  return folder.uri.fsPath;
}

/** Writes a file into the workspace folder and shows it. */
export async function openFile(name: string, text: string): Promise<vscode.TextEditor> {
  const path = join(workspaceFolder(), name);
  await writeFile(path, text);
  return vscode.window.showTextDocument(vscode.Uri.file(path));
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
    const all = vscode.languages.getDiagnostics(uri);
    const own = all.filter(({ source }) => source === "nap");
    if (isExpected(own)) return own;
    if (Date.now() > deadline) {
      throw new Error(`not the diagnostics expected, but ${JSON.stringify(all, null, 2)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
