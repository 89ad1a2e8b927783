import type * as vscode from "vscode";
import type { ClusterDirectory } from "../azure/clusterDirectory.ts";
import type { Registrations } from "../azure/registrations.ts";
import type { ModeChanges } from "../azure/modeChanges.ts";
import type { NewClusters } from "../create/newClusters.ts";
import type { ReadOnlyDocuments } from "../readOnlyDocuments.ts";
import type { ManifestStore } from "../manifestStore.ts";
import type { ClusterView } from "../tree/clusterView.ts";
import type { DisableView } from "../tree/disableView.ts";
import type { ContentStore } from "../tree/contentStore.ts";
import type { ListSettings } from "../tree/listSettings.ts";
import type { PreflightView } from "../tree/preflightView.ts";
import type { WorkspaceProblems } from "../workspaceProblems.ts";
import type { WorkspaceScan } from "../workspaceScan.ts";

/** What the commands on files work with. */
export interface CommandContext {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly store: ManifestStore;
  readonly scan: WorkspaceScan;
  readonly problems: WorkspaceProblems;
}

/** What the commands on clusters work with. */
export interface ClusterContext {
  readonly log: vscode.LogOutputChannel;
  readonly store: ManifestStore;
  readonly directory: ClusterDirectory;
  readonly listSettings: ListSettings;
  readonly contents: ContentStore;
  readonly clusters: ClusterView;
  readonly preflight: PreflightView;
  readonly disabling: DisableView;
  readonly modeChanges: ModeChanges;
  readonly newClusters: NewClusters;
  readonly registrations: Registrations;
  /** What outlives the window. */
  readonly memory: vscode.Memento;
  readonly documents: ReadOnlyDocuments;
  /** A folder of our own for files without secrets. */
  readonly storage: vscode.Uri;
}
