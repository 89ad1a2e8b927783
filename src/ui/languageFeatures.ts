import * as vscode from "vscode";
import { codeActionMetadata, createCodeActions } from "./codeActions.ts";
import { completionTriggers, createCompletion } from "./completion.ts";
import type { ManifestStore } from "./manifestStore.ts";

const yaml: vscode.DocumentSelector = { language: "yaml" };

/** Registers everything that VS Code asks a language for. */
export function registerLanguageFeatures(store: ManifestStore): vscode.Disposable {
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerCodeActionsProvider(yaml, createCodeActions(store), codeActionMetadata),
    languages.registerCompletionItemProvider(yaml, createCompletion(store), ...completionTriggers),
  );
}
