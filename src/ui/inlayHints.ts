import * as vscode from "vscode";
import { answer } from "./answer.ts";
import { toOffsets } from "./convert.ts";
import type { ManifestStore } from "./manifestStore.ts";

export interface InlayHints extends vscode.InlayHintsProvider {
  dispose(): void;
}

/** Schedules, memory and durations in words behind their values. */
export function createInlayHints(store: ManifestStore): InlayHints {
  const changed = new vscode.EventEmitter<void>();
  const subscription = store.onDidForget(() => changed.fire());
  return {
    onDidChangeInlayHints: changed.event,
    provideInlayHints: (document, range, token) =>
      answer({ store, document, token }, (editing, { file, settings }) =>
        editing
          .inlayHints(file, toOffsets(document, range), settings.inlayHints)
          .map(({ offset, text }) => {
            const hint = new vscode.InlayHint(document.positionAt(offset), `= ${text}`);
            hint.paddingLeft = true;
            return hint;
          }),
      ),
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}
