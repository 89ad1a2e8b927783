import * as vscode from "vscode";

/** Larger files are judged when somebody opens them. */
const maxBytes = 10_000_000;

/** The text of a file; undefined when it is gone, unreadable or too large. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maxBytes) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
