import * as vscode from "vscode";
import { onAccountsChange } from "./ui/azure/accountCredential.ts";
import { azureSettingSections, providerOf, readAzureSettings } from "./ui/azure/azureSettings.ts";
import { ClusterDirectory } from "./ui/azure/clusterDirectory.ts";
import { ModeChanges } from "./ui/azure/modeChanges.ts";
import type { ClusterLibrary } from "./ui/azure/session.ts";
import { createPlaceReader } from "./ui/azure/placeReader.ts";
import { registerCommands } from "./ui/commands/index.ts";
import { NewClusters } from "./ui/create/newClusters.ts";
import { showDiagnostics } from "./ui/diagnostics.ts";
import { createFacts } from "./ui/facts.ts";
import { registerLanguageFeatures } from "./ui/languageFeatures.ts";
import { ManifestStore } from "./ui/manifestStore.ts";
import { shareWithRedHatYaml } from "./ui/redHatYaml.ts";
import { section } from "./ui/settings.ts";
import { showTemplateProblems } from "./ui/templateProblems.ts";
import { showClusters } from "./ui/tree/clusterView.ts";
import { DisableView } from "./ui/tree/disableView.ts";
import { ContentStore } from "./ui/tree/contentStore.ts";
import { ListSettings } from "./ui/tree/listSettings.ts";
import { PreflightView } from "./ui/tree/preflightView.ts";
import { ReadOnlyDocuments } from "./ui/readOnlyDocuments.ts";
import { createWorkspaceProblems } from "./ui/workspaceProblems.ts";
import { scanWorkspace } from "./ui/workspaceScan.ts";

/** Puts the parts together. Waits for nothing: files are read and judged after it returned. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, subscriptions, globalState, workspaceState } = context;
  const log = vscode.window.createOutputChannel("AKS NAP", { log: true });
  const collection = vscode.languages.createDiagnosticCollection("nap");
  const store = new ManifestStore(createFacts(extensionUri), log);
  const diagnostics = showDiagnostics(store, collection, log);
  const scan = scanWorkspace(store, log);
  const problems = createWorkspaceProblems(store, collection);
  const listSettings = new ListSettings(globalState);
  const directory = new ClusterDirectory(loadClusters, globalState, log);
  const contents = new ContentStore(createPlaceReader(directory, log));
  const clusters = showClusters({ directory, listSettings, contents });
  const preflight = new PreflightView();
  const documents = new ReadOnlyDocuments();
  const modeChanges = new ModeChanges({ directory, memory: globalState, documents, log });
  const disabling = new DisableView({ directory, modeChanges, documents, log }, workspaceState);
  const parts = { directory, listSettings, contents, clusters, preflight, disabling, documents };
  const newClusters = new NewClusters(directory, globalState, log);
  subscriptions.push(
    log,
    ...Object.values(parts),
    collection,
    store,
    diagnostics,
    scan,
    problems,
    registerLanguageFeatures(store),
    registerCommands({
      ...{ extensionUri, log, store, scan, problems, memory: globalState },
      storage: context.globalStorageUri,
      ...{ modeChanges, newClusters, ...parts },
    }),
    shareWithRedHatYaml(log),
    showTemplateProblems(log),
    onAccountsChange(
      () => providerOf(readAzureSettings()),
      () => void directory.followAccounts(),
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section)) store.forget();
      if (azureSettingSections.some((one) => change.affectsConfiguration(one)))
        void directory.refresh();
    }),
  );
  void modeChanges.resume();
  void disabling.resume();
  void newClusters.resume();
}

/** Not while activating: a view that is open asks at once, and the file takes longer than all the rest. */
async function loadClusters(): Promise<ClusterLibrary> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  return import("./cluster.ts");
}
