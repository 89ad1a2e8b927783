import * as vscode from "vscode";
import { redact } from "../nap/redact.ts";

/** What a command does; it throws what went wrong. */
export type Command<Context> = (
  context: Context,
  ...args: readonly unknown[]
) => Promise<void> | void;

/** Registers a command inside the one error boundary: cancelling is silent, everything else is logged and said once. */
export function registerCommand<Context extends { readonly log: vscode.LogOutputChannel }>(
  id: string,
  command: Command<Context>,
  context: Context,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      await command(context, ...args);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      context.log.error(`${id} failed`, error);
      await offerLog(error, context.log);
    }
  });
}

async function offerLog(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  const showLog = "Show Log";
  const message = redact(error instanceof Error ? error.message : String(error));
  if ((await vscode.window.showErrorMessage(`NAP: ${message}`, showLog)) === showLog) log.show();
}
