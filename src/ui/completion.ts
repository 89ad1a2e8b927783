import * as vscode from "vscode";
import type { CompletionItem } from "../language/editing/index.ts";
import { toRange } from "./convert.ts";
import { mentionsKarpenter } from "../language/mentionsKarpenter.ts";
import type { ManifestStore } from "./manifestStore.ts";

/** Behind these a value, an item or a key can follow at once; on a new line only what is still required is worth a list. */
export const completionTriggers = ["\n", " ", ":", "-", '"', "'", "/", "[", "{", ","];

const kinds = {
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
  snippet: vscode.CompletionItemKind.Snippet,
} as const;

export function createCompletion(store: ManifestStore): vscode.CompletionItemProvider {
  return {
    provideCompletionItems: async (
      document,
      position,
      token,
      { triggerKind, triggerCharacter },
    ) => {
      const isAsked = triggerKind !== vscode.CompletionTriggerKind.TriggerCharacter;
      if (!mentionsKarpenter(document.getText()) && !(isAsked && mayBecomeOurs(document, position)))
        return undefined;
      const { editing, file, workspace } = await store.read(document);
      const service = await editing();
      // An answer to who typed on meanwhile is still right: VS Code filters it by what is typed now.
      if (token.isCancellationRequested) return undefined;
      const items = service.complete(file, document.offsetAt(position), workspace);
      // Whoever ends a line may want an empty one, and the next line break would accept what is listed.
      if (triggerCharacter === "\n" && !items.some(({ needed }) => needed)) return undefined;
      // Nothing for one letter, whole objects for three: VS Code asks again only where it is told so.
      const isIncomplete = items.length === 0;
      return new vscode.CompletionList(
        items.map((item) => toCompletionItem(document, item)),
        isIncomplete,
      );
    },
  };
}

/** The line is a single word, or says what kind of object this is. */
function mayBecomeOurs(document: vscode.TextDocument, position: vscode.Position): boolean {
  const line = document.lineAt(position.line).text.slice(0, position.character);
  return /^(?:(?:apiVersion|kind): +)?[\w./-]*$/.test(line);
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
