import * as vscode from "vscode";
import type { CommandContext } from "./context.ts";
import { isManifestDocument } from "../diagnostics.ts";
import { fixAllEdit } from "../fileEdits.ts";

/** Applies the preferred fixes of the active file, as one undo step, also where one of them changes another file. */
export async function fixAllInFile({ store }: CommandContext): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isManifestDocument(document))
    throw new Error("there is no YAML file in the active editor. Open one and try again.");
  const edit = await fixAllEdit(document, await store.read(document), store);
  if (edit.size === 0) {
    vscode.window.setStatusBarMessage("NAP: nothing to fix here", 4000);
    return;
  }
  await vscode.workspace.applyEdit(edit);
}
