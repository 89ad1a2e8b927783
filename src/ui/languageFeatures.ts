import * as vscode from "vscode";
import { codeActionMetadata, createCodeActions } from "./codeActions.ts";
import { completionTriggers, createCompletion } from "./completion.ts";
import { createHover } from "./hover.ts";
import { createInlayHints } from "./inlayHints.ts";
import type { ManifestStore } from "./manifestStore.ts";
import { createDefinition, createReferences, createWorkspaceSymbols } from "./navigation.ts";
import {
  createDocumentLinks,
  createDocumentSymbols,
  createFoldingRanges,
  createSelectionRanges,
} from "./structure.ts";

const yaml: vscode.DocumentSelector = { language: "yaml" };

/** Registers everything that VS Code asks a language for. */
export function registerLanguageFeatures(store: ManifestStore): vscode.Disposable {
  const { languages } = vscode;
  const inlayHints = createInlayHints(store);
  return vscode.Disposable.from(
    inlayHints,
    languages.registerCodeActionsProvider(yaml, createCodeActions(store), codeActionMetadata),
    languages.registerCompletionItemProvider(yaml, createCompletion(store), ...completionTriggers),
    languages.registerDefinitionProvider(yaml, createDefinition(store)),
    languages.registerDocumentLinkProvider(yaml, createDocumentLinks(store)),
    languages.registerDocumentSymbolProvider(yaml, createDocumentSymbols(store), {
      label: "Karpenter",
    }),
    languages.registerFoldingRangeProvider(yaml, createFoldingRanges(store)),
    languages.registerHoverProvider(yaml, createHover(store)),
    languages.registerInlayHintsProvider(yaml, inlayHints),
    languages.registerReferenceProvider(yaml, createReferences(store)),
    languages.registerSelectionRangeProvider(yaml, createSelectionRanges(store)),
    languages.registerWorkspaceSymbolProvider(createWorkspaceSymbols(store)),
  );
}
