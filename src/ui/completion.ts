import * as vscode from "vscode";
import type { CompletionItem } from "../language/index.ts";
import { toRange } from "./convert.ts";
import type { ManifestStore } from "./manifestStore.ts";

/** Behind these a value, an item or a key can follow at once. */
export const completionTriggers = [" ", ":", "-", '"', "'", "/", "[", "{", ","];

const kinds = {
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
  snippet: vscode.CompletionItemKind.Snippet,
} as const;

export function createCompletion(store: ManifestStore): vscode.CompletionItemProvider {
  return {
    provideCompletionItems: async (document, position, token) => {
      const { version } = document;
      const { service, file, workspace } = await store.read(document);
      if (token.isCancellationRequested || document.version !== version) return [];
      const items = service.complete(file, document.offsetAt(position), workspace);
      return items.map((item) => toCompletionItem(document, item));
    },
  };
}

function toCompletionItem(
  document: vscode.TextDocument,
  item: CompletionItem,
): vscode.CompletionItem {
  const result = new vscode.CompletionItem(item.label, kinds[item.kind]);
  result.insertText = new vscode.SnippetString(item.insertText);
  // The lines of the text carry their indentation already.
  result.keepWhitespace = true;
  result.range = toRange(document, item.range);
  result.sortText = item.sortText;
  if (item.detail !== undefined) result.detail = item.detail;
  if (item.filterText !== undefined) result.filterText = item.filterText;
  if (item.documentation !== undefined)
    result.documentation = new vscode.MarkdownString(item.documentation);
  if (item.retrigger)
    result.command = { title: "Suggest", command: "editor.action.triggerSuggest" };
  return result;
}
