import type * as vscode from "vscode";
import type { EditingService } from "../language/editing/index.ts";
import { mentionsKarpenter } from "../language/mentionsKarpenter.ts";
import type { ManifestStore, Reading } from "./manifestStore.ts";

/**
 * Answers a question about a document; undefined where it is none of ours, or changed or lost its asker meanwhile.
 * VS Code then asks somebody else.
 */
export async function answer<T>(
  { store, document, token }: Question,
  give: (editing: EditingService, reading: Reading) => T | undefined,
): Promise<T | undefined> {
  if (!mentionsKarpenter(document.getText())) return undefined;
  const { version } = document;
  const reading = await store.read(document);
  const editing = await reading.editing();
  if (token.isCancellationRequested || document.version !== version) return undefined;
  return reading.file.templated ? undefined : give(editing, reading);
}

export interface Question {
  readonly store: ManifestStore;
  readonly document: vscode.TextDocument;
  readonly token: vscode.CancellationToken;
}
