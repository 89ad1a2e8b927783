import * as vscode from "vscode";
import type { OperationProgress } from "../../cluster.ts";
import type { Action, Remedy } from "../../nap/preflight/check.ts";
import type { PreflightNode, PreflightReport } from "../../nap/view/preflightNodes.ts";
import { copyAzCommand } from "../azure/lookAtAz.ts";
import type { ClusterLibrary } from "../azure/session.ts";
import { cancellable } from "../cancellable.ts";
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
  const remedy = isRemedyNode(node) ? node.remedy : await pickRemedy(report);
  if (remedy?.action === undefined) return;
  const library = await directory.library();
  const action = await settled(library, report, remedy.action);
  if (action === undefined) return;
  const question = library.remedyQuestion(action, report.cluster.name);
  if (!(await confirmed(library, question, remedy.commands))) return;
  try {
    if (action.do === "registerFeature")
      await context.registrations.start(report.cluster, action.feature);
    else await apply(context, report, action);
  } finally {
    await preflight.show(await runPreflight(context, report.cluster));
  }
}

/** Does it, and tells what is done and what is not. */
async function apply(
  { directory }: ClusterContext,
  { cluster: row }: PreflightReport,
  action: Exclude<Action, { do: "registerFeature" }>,
): Promise<void> {
  const library = await directory.library();
  const access = directory.accessOf(row);
  directory.operate(row.id, "being changed");
  try {
    const ended = await cancellable({ title: `NAP: ${row.name}` }, async ({ signal, report }) => {
      const { json: cluster } = await library.getCluster(access, row.id, signal);
      const onProgress = ({ status, secondsRunning }: OperationProgress) => {
        report(`${status}, ${secondsRunning} s`);
      };
      return library.applyRemedy(access, { cluster, action }, { signal, onProgress });
    });
    const text = `NAP: ${row.name}: ${library.remedyStatement(ended)}`;
    if (ended.failed === undefined) void vscode.window.showInformationMessage(text);
    else if (ended.failed.how === "cancelled") void vscode.window.showWarningMessage(text);
    else void vscode.window.showErrorMessage(text);
  } catch (error) {
    if (library.isCancelled(error)) return;
    if (!(error instanceof library.AzureError)) throw error;
    throw new Error(`${row.name}: ${library.refusalInWords(error.failure)}`, { cause: error });
  } finally {
    directory.operate(row.id, "");
  }
}

/** Of several pools with the cluster autoscaler people choose, and see at how many nodes each stays. */
async function settled(
  library: ClusterLibrary,
  { subject }: PreflightReport,
  action: Action,
): Promise<Action | undefined> {
  if (action.do !== "disableAutoscaler" || action.pools.length < 2) return action;
  const picks = library
    .pinnedPools(subject, action.pools)
    .map(({ name, text }) => ({ label: name, description: text, picked: true }));
  const chosen = await vscode.window.showQuickPick(picks, {
    title: `Switch the cluster autoscaler off: pools of ${subject.name}`,
    placeHolder: "Which pools?",
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (chosen === undefined || chosen.length === 0) return undefined;
  return { ...action, pools: chosen.map(({ label }) => label) };
}

interface RemedyPick extends vscode.QuickPickItem {
  readonly remedy: Remedy;
}

/** From the palette: which of the remedies that we can apply. */
async function pickRemedy({ checks, cluster }: PreflightReport): Promise<Remedy | undefined> {
  const picks = checks.flatMap(({ title, remedy }) =>
    waysOf(remedy).flatMap((way): readonly RemedyPick[] =>
      way.action === undefined ? [] : [{ label: title, detail: way.text, remedy: way }],
    ),
  );
  if (picks.length === 0)
    throw new Error(`nothing in the report of ${cluster.name} can be applied.`);
  const title = `Remedies for ${cluster.name}`;
  return (await vscode.window.showQuickPick(picks, { title, placeHolder: "Which one?" }))?.remedy;
}

function waysOf(remedy: Remedy | undefined): readonly Remedy[] {
  return remedy === undefined ? [] : [remedy, ...waysOf(remedy.instead)];
}

/** Asks with the commands that do the same. */
async function confirmed(
  library: ClusterLibrary,
  question: string,
  commands: readonly string[],
): Promise<boolean> {
  const apply = "Apply";
  const copy = "Copy az Command";
  const text = commands.join("\n");
  const detail = text === "" ? "" : `The same with the Azure CLI:\n${text}`;
  const buttons = text === "" ? [apply] : [apply, copy];
  const options = { modal: true, detail };
  const answer = await vscode.window.showWarningMessage(question, options, ...buttons);
  if (answer === copy) await copyAzCommand(library, text);
  return answer === apply;
}

function isRemedyNode(node: unknown): node is Extract<PreflightNode, { kind: "remedy" }> {
  return typeof node === "object" && node !== null && "remedy" in node;
}
