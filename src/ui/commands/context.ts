import type * as vscode from "vscode";
import type { ManifestStore } from "../manifestStore.ts";
import type { WorkspaceProblems } from "../workspaceProblems.ts";
import type { WorkspaceScan } from "../workspaceScan.ts";

/** What the commands work with. */
export interface CommandContext {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly store: ManifestStore;
  readonly scan: WorkspaceScan;
  readonly problems: WorkspaceProblems;
}
