import * as vscode from "vscode";
import { registerCommands } from "./ui/commands/index.ts";
import { showDiagnostics } from "./ui/diagnostics.ts";
import { createFacts } from "./ui/facts.ts";
import { registerLanguageFeatures } from "./ui/languageFeatures.ts";
import { ManifestStore } from "./ui/manifestStore.ts";
import { shareWithRedHatYaml } from "./ui/redHatYaml.ts";
import { section } from "./ui/settings.ts";
import { createWorkspaceProblems } from "./ui/workspaceProblems.ts";
import { scanWorkspace } from "./ui/workspaceScan.ts";

/** Puts the parts together. Waits for nothing: files are read and judged after it returned. */
export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("AKS NAP", { log: true });
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
    registerCommands({ extensionUri, log, store, scan, problems }),
    shareWithRedHatYaml(log),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section)) store.forget();
    }),
  );
}
