import * as vscode from "vscode";
import type { ClusterLibrary } from "./ui/azure/session.ts";
import { registerCommands } from "./ui/commands/index.ts";
import type { RunOnCluster } from "./ui/commands/index.ts";
import { showDiagnostics } from "./ui/diagnostics.ts";
import { createFacts } from "./ui/facts.ts";
import { isAnythingKept } from "./ui/keptKeys.ts";
import { registerLanguageFeatures } from "./ui/languageFeatures.ts";
import { ManifestStore } from "./ui/manifestStore.ts";
import { once } from "./ui/once.ts";
import { ReadOnlyDocuments } from "./ui/readOnlyDocuments.ts";
import { redactedLog } from "./ui/redactedLog.ts";
import { shareWithRedHatYaml } from "./ui/redHatYaml.ts";
import { section } from "./ui/settings.ts";
import { showTemplateProblems } from "./ui/templateProblems.ts";
import { createClusterTree } from "./ui/tree/clusterTree.ts";
import { createWorkspaceProblems } from "./ui/workspaceProblems.ts";
import { scanWorkspace } from "./ui/workspaceScan.ts";
import type { WorkspaceScan } from "./ui/workspaceScan.ts";

/** Puts the parts together. Waits for nothing: files are read and judged after it returned. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, subscriptions } = context;
  const log = redactedLog(vscode.window.createOutputChannel("AKS NAP", { log: true }));
  const collection = vscode.languages.createDiagnosticCollection("nap");
  const store = new ManifestStore(createFacts(extensionUri), log);
  const diagnostics = showDiagnostics(store, collection, log);
  const scan = scanWorkspace(store, log);
  const problems = createWorkspaceProblems(store, collection);
  subscriptions.push(
    log,
    collection,
    store,
    diagnostics,
    scan,
    problems,
    registerLanguageFeatures(store),
    shareWithRedHatYaml(log),
    showTemplateProblems(log),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section)) store.forget();
    }),
  );
  const runOnCluster = prepareClusters(context, { log, store, scan });
  subscriptions.push(registerCommands({ extensionUri, log, store, scan, problems }, runOnCluster));
}

/**
 * Shows the view of clusters. What fills it, and the commands on clusters, are loaded when the view is opened, when one
 * of the commands is run, or when an earlier window has left something to go on with.
 */
function prepareClusters(
  context: vscode.ExtensionContext,
  {
    scan,
    ...shared
  }: {
    readonly log: vscode.LogOutputChannel;
    readonly store: ManifestStore;
    readonly scan: WorkspaceScan;
  },
): RunOnCluster {
  const documents = new ReadOnlyDocuments();
  const tree = createClusterTree(async () => (await views()).source);
  const views = once(async () => {
    // What is live is compared with the files.
    scan.want();
    const { createClusterViews } = await import("./ui/clusterViews.ts");
    const made = createClusterViews({ context, ...shared, documents, tree, load: loadClusters });
    context.subscriptions.push(made);
    return made;
  });
  context.subscriptions.push(documents, tree);
  if (isAnythingKept(context)) void views().then((made) => made.resume());
  return async (id, args) => (await views()).run(id, args);
}

/** Not at once: a view that is open asks early, and the file takes longer than all the rest. */
async function loadClusters(): Promise<ClusterLibrary> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  return import("./cluster.ts");
}
