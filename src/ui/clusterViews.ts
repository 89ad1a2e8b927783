import * as vscode from "vscode";
import type { TreeNode } from "../nap/view/treeNode.ts";
import { onAccountsChange } from "./azure/accountCredential.ts";
import { azureSettingSections, providerOf, readAzureSettings } from "./azure/azureSettings.ts";
import { ClusterDirectory } from "./azure/clusterDirectory.ts";
import { ListCache } from "./azure/listCache.ts";
import { ModeChanges } from "./azure/modeChanges.ts";
import { Registrations } from "./azure/registrations.ts";
import { Verifications } from "./azure/verifications.ts";
import { createPlaceReader } from "./azure/placeReader.ts";
import type { ClusterLibrary } from "./azure/session.ts";
import { clusterCommands } from "./commands/clusterCommands.ts";
import type { RunOnCluster } from "./commands/index.ts";
import { NewClusters } from "./create/newClusters.ts";
import type { ManifestStore } from "./manifestStore.ts";
import type { ReadOnlyDocuments } from "./readOnlyDocuments.ts";
import type { ClusterTree } from "./tree/clusterTree.ts";
import { showClusters } from "./tree/clusterView.ts";
import { ContentStore } from "./tree/contentStore.ts";
import { DisableView } from "./tree/disableView.ts";
import { ListSettings } from "./tree/listSettings.ts";
import { PreflightView } from "./tree/preflightView.ts";
import type { TreeSource } from "./tree/treeAdapter.ts";

/** What the editor gives: what must be there from the start, and what both parts share. */
interface Given {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly store: ManifestStore;
  readonly documents: ReadOnlyDocuments;
  readonly tree: ClusterTree;
  /** Loads what needs the network. */
  readonly load: () => Promise<ClusterLibrary>;
}

/** All that concerns clusters alone. */
export interface ClusterViews {
  /** What the view "Clusters" shows. */
  readonly source: TreeSource<TreeNode>;
  readonly run: RunOnCluster;
  /** Goes on with what an earlier window has begun. */
  resume(): void;
  dispose(): void;
}

/** Puts the parts together; reads nothing before it is asked. */
export function createClusterViews({ context, load, tree, ...given }: Given): ClusterViews {
  const { globalState: memory, workspaceState, globalStorageUri: storage } = context;
  const { log } = given;
  const listSettings = new ListSettings(memory);
  const directory = new ClusterDirectory({ load, memory, cache: new ListCache(storage), log });
  const contents = new ContentStore(createPlaceReader(directory, log));
  const preflight = new PreflightView();
  const verifications = new Verifications(directory, memory, log);
  const registrations = new Registrations(directory, memory, log);
  const modeChanges = new ModeChanges({ directory, memory, verifications, ...given });
  const newClusters = new NewClusters({ directory, memory, verifications, log });
  const disabling = new DisableView({ ...given, directory, modeChanges }, workspaceState);
  const clusters = showClusters({ directory, listSettings, contents, tree, disabling });
  const views = { directory, listSettings, contents, clusters, preflight, disabling };
  const parts = { ...given, memory, storage, modeChanges, newClusters, registrations, ...views };
  const subscriptions = vscode.Disposable.from(
    ...Object.values(views),
    followChanges(directory, contents),
  );
  return {
    source: clusters.source,
    run: async (id, args) => clusterCommands[id](parts, ...args),
    resume: () => {
      void modeChanges.resume();
      void disabling.resume();
      void newClusters.resume();
      void registrations.resume();
      void verifications.resume();
    },
    dispose: () => void subscriptions.dispose(),
  };
}

function followChanges(directory: ClusterDirectory, contents: ContentStore): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      void directory.refresh();
      void contents.findContexts();
    }),
    onAccountsChange(
      () => providerOf(readAzureSettings()),
      () => void directory.followAccounts(),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (azureSettingSections.some((one) => change.affectsConfiguration(one)))
        void directory.refresh();
    }),
  );
}
