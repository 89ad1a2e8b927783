import * as vscode from "vscode";
import { checkFiles } from "../checkFiles.ts";
import { yamlFiles } from "../workspaceScan.ts";
import type { Checked } from "../workspaceProblems.ts";
import type { CommandContext } from "./context.ts";

/** Judges every YAML file of the workspace, shows what it finds in the problems panel and says how much that is. */
export async function checkWorkspace(context: CommandContext): Promise<void> {
  if (vscode.workspace.workspaceFolders === undefined)
    throw new Error("no folder is open. Open the folder with your manifests and try again.");
  const location = vscode.ProgressLocation.Notification;
  const title = "NAP: checking all manifests";
  const results = await vscode.window.withProgress(
    { location, title, cancellable: true },
    (progress, token) => checkAll(context, progress, token),
  );
  const summary = summaryOf(results);
  context.log.info(summary);
  await vscode.commands.executeCommand("workbench.actions.view.problems");
  void vscode.window.showInformationMessage(`NAP: ${summary}`);
}

async function checkAll(
  { scan, problems }: CommandContext,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<readonly Checked[]> {
  // What refers to other files is judged by what they say now. The scan itself goes on: the index needs it.
  await Promise.race([scan.run(), cancelled(token)]);
  const files = await vscode.workspace.findFiles(yamlFiles, undefined, undefined, token);
  const results = await checkFiles({
    files,
    check: (uri) => problems.check(uri),
    isCancelled: () => token.isCancellationRequested,
    report: (done, more) => {
      const message = `${done} of ${files.length} files`;
      progress.report({ message, increment: (100 * more) / files.length });
    },
  });
  // A search that was cancelled finds nothing: that is no result.
  if (results === undefined) throw new vscode.CancellationError();
  return results;
}

function cancelled(token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    token.onCancellationRequested(() => {
      resolve();
    });
  });
}

function summaryOf(results: readonly Checked[]): string {
  const files = results.filter(({ manifests }) => manifests > 0);
  const sum = (field: keyof Checked) => files.reduce((total, one) => total + one[field], 0);
  const [manifests, errors, warnings] = [sum("manifests"), sum("errors"), sum("warnings")];
  if (files.length === 0) return "there are no Karpenter manifests in this workspace";
  const checked = `${counted(manifests, "object")} in ${counted(files.length, "file")}`;
  const found =
    errors + warnings === 0
      ? "no problems"
      : `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  return `${checked} checked: ${found}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
