import * as vscode from "vscode";
import { fixAllEdit } from "../codeActions.ts";
import type { CommandContext } from "./context.ts";
import { isManifestDocument } from "../diagnostics.ts";

/** Applies the preferred fixes of the active file, as one undo step. */
export async function fixAllInFile({ store }: CommandContext): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isManifestDocument(document))
    throw new Error("there is no YAML file in the active editor. Open one and try again.");
  const edit = fixAllEdit(document, await store.read(document), store.isPatch(document.uri));
  if (edit.size === 0) {
    vscode.window.setStatusBarMessage("NAP: nothing to fix here", 4000);
    return;
  }
  await vscode.workspace.applyEdit(edit);
}
