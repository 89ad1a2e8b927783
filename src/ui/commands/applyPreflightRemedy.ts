import * as vscode from "vscode";
import type { OperationProgress } from "../../cluster.ts";
import type { Remedy } from "../../nap/preflight/check.ts";
import type { PreflightNode, PreflightReport } from "../../nap/view/preflightNodes.ts";
import { requireSuccess } from "../azure/requireSuccess.ts";
import type { ClusterContext } from "./context.ts";
import { runPreflight } from "./showPreflight.ts";

/** Does what a remedy of the preflight report proposes, after asking, and judges the cluster again. */
export async function applyPreflightRemedy(
  context: ClusterContext,
  ...[node]: readonly unknown[]
): Promise<void> {
  const { directory, preflight } = context;
  const { report } = preflight;
  if (report === undefined) throw new Error("there is no report yet. Run a preflight first.");
  const remedy = isCheckNode(node) ? node.check.remedy : await pickRemedy(report);
  if (remedy?.action === undefined) return;
  const { action, commands } = remedy;
  const row = report.cluster;
  const library = await directory.library();
  const question = library.remedyQuestion(action, row.name);
  if (!(await confirmed(question ?? remedy.text, commands, question !== undefined))) return;
  const access = directory.accessOf(row);
  const location = vscode.ProgressLocation.Notification;
  const title = `NAP: ${row.name}`;
  directory.operate(row.id, "being changed");
  try {
    const end = await vscode.window.withProgress({ location, title }, async (progress) => {
      const { json: cluster } = await library.getCluster(access, row.id);
      const onProgress = ({ status, secondsRunning }: OperationProgress) => {
        progress.report({ message: `${status}, ${secondsRunning} s` });
      };
      return library.applyRemedy(access, { cluster, action }, { onProgress });
    });
    requireSuccess(library, end, "do it");
  } catch (error) {
    if (!(error instanceof library.AzureError)) throw error;
    throw new Error(`${row.name}: ${library.refusalInWords(error.failure)}`, { cause: error });
  } finally {
    directory.operate(row.id, "");
    await preflight.show(await runPreflight(context, row));
  }
}

interface RemedyPick extends vscode.QuickPickItem {
  readonly remedy: Remedy;
}

/** From the palette: which of the remedies that we can apply. */
async function pickRemedy({ checks, cluster }: PreflightReport): Promise<Remedy | undefined> {
  const picks = checks.flatMap(({ title, remedy }): readonly RemedyPick[] =>
    remedy?.action === undefined ? [] : [{ label: title, detail: remedy.text, remedy }],
  );
  if (picks.length === 0)
    throw new Error(`nothing in the report of ${cluster.name} can be applied.`);
  const title = `Remedies for ${cluster.name}`;
  return (await vscode.window.showQuickPick(picks, { title, placeHolder: "Which one?" }))?.remedy;
}

/** Asks with the commands that do the same; what people must do themselves can only be copied. */
async function confirmed(
  question: string,
  commands: readonly string[],
  canApply: boolean,
): Promise<boolean> {
  const apply = "Apply";
  const copy = "Copy az Command";
  const detail =
    commands.length === 0 ? "" : `The same with the Azure CLI:\n${commands.join("\n")}`;
  const buttons = [...(canApply ? [apply] : []), ...(commands.length === 0 ? [] : [copy])];
  const answer = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail },
    ...buttons,
  );
  if (answer === copy) await vscode.env.clipboard.writeText(commands.join("\n"));
  return answer === apply;
}

function isCheckNode(node: unknown): node is Extract<PreflightNode, { check: unknown }> {
  return typeof node === "object" && node !== null && "check" in node;
}
