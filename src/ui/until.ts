import type * as vscode from "vscode";

/** Resolves when the condition holds, now or after a change; rejects when the signal aborts. */
export function until(
  condition: () => boolean,
  onDidChange: vscode.Event<void>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (!signal.aborted && !condition()) return;
      listening.dispose();
      signal.removeEventListener("abort", look);
      if (signal.aborted) reject(new Error("nobody waits any more"));
      else resolve();
    };
    const listening = onDidChange(look);
    signal.addEventListener("abort", look);
    look();
  });
}
