import * as vscode from "vscode";
import {
  defaultNodePoolsChoicesFor,
  defaultNodePoolsWarning,
  profileOf,
} from "../../nap/enable/defaultNodePools.ts";
import type { ProfileBefore } from "../../nap/enable/defaultNodePools.ts";
import type { ModeChange } from "../../nap/enable/modeChange.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { resultWord } from "../../nap/preflight/summary.ts";
import type { PreflightReport } from "../../nap/view/preflightNodes.ts";
import { shellCommand } from "../../nap/shellQuote.ts";
import { copyAzCommand } from "../azure/lookAtAz.ts";
import type { ClusterContext } from "./context.ts";
import { pickCluster } from "./pickCluster.ts";
import { runPreflight } from "./showPreflight.ts";
import { openSteps } from "./showSelfHostedSteps.ts";

/** Preflight, one question, a summary of the one change; then the change, and what Azure shows afterwards. */
export async function enableNap(context: ClusterContext, ...args: readonly unknown[]) {
  const picked = await pickCluster(context, args, "Enable node auto-provisioning");
  const report = await runPreflight(context, picked);
  const row = report.cluster;
  if (!(row.napMode === "Auto" ? await changesPools(row) : await goesOn(context, report))) return;
  const before = profileOf(report.subject);
  const change = await askDefaultPools(before);
  if (change === undefined || !(await confirmed(context, { row, change, before }))) return;
  await context.modeChanges.start(row, change);
}

/** Lists lag behind, and others enable it as well: what is left to choose is who makes the NodePools. */
async function changesPools({ name }: ClusterRow): Promise<boolean> {
  const change = "Change Default NodePools...";
  const detail =
    "Azure shows mode Auto. What can be changed is whether AKS makes default NodePools.";
  const options = { modal: true, detail };
  const answer = await vscode.window.showInformationMessage(
    `NAP is on already on ${name}.`,
    options,
    change,
  );
  return answer === change;
}

/** The worst first. */
const obstacles = ["blocks", "likely-blocks", "warns"];

const goOn = "Go On";
const showReport = "Show Report";
const showSteps = "Show Steps";

/** Obstacles are told, never a reason to refuse: in the end Azure decides. */
async function goesOn(context: ClusterContext, report: PreflightReport): Promise<boolean> {
  const { cluster, selfHosted } = report;
  const worst = obstacles.flatMap((kind) => report.checks.filter(({ result }) => result === kind));
  if (worst.length === 0) return true;
  const lines = worst.map(
    ({ title, seen, result }) => `- ${title} (${resultWord(result)}): ${seen}`,
  );
  const answer = await vscode.window.showWarningMessage(
    `Enable NAP on ${cluster.name}: ${report.summary}.`,
    { modal: true, detail: `${lines.join("\n")}\n\nYou can go on: Azure decides.` },
    showReport,
    ...(selfHosted === undefined ? [] : [showSteps]),
    goOn,
  );
  if (answer === showReport) await context.preflight.show(report);
  if (answer === showSteps && selfHosted !== undefined)
    await openSteps(context, cluster, selfHosted);
  return answer === goOn;
}

interface PoolsPick extends vscode.QuickPickItem {
  readonly change: ModeChange;
}

/** Azure keeps what an earlier time left, where nothing is sent. */
const asItIs: PoolsPick = {
  label: "Leave as it is",
  detail:
    "Sends the mode alone; where the cluster has no value from earlier, the service takes Auto.",
  change: { mode: "Auto" },
};

function poolsPicks(before: ProfileBefore): readonly PoolsPick[] {
  const choices = defaultNodePoolsChoicesFor(before).map(({ value, label, detail }) => ({
    label,
    detail,
    change: { mode: "Auto", defaultNodePools: value } as const,
  }));
  return [...choices, asItIs];
}

async function askDefaultPools(before: ProfileBefore): Promise<ModeChange | undefined> {
  const picked = await vscode.window.showQuickPick(poolsPicks(before), {
    title: "Enable node auto-provisioning: default NodePools",
    placeHolder: "Shall AKS make NodePools?",
    ignoreFocusOut: true,
  });
  return picked?.change;
}

interface Question {
  readonly row: ClusterRow;
  readonly change: ModeChange;
  readonly before: ProfileBefore;
}

async function confirmed(
  { directory }: ClusterContext,
  { row, change, before }: Question,
): Promise<boolean> {
  const isOn = row.napMode === "Auto";
  const enable = isOn ? "Change" : "Enable";
  const copy = "Copy az Command";
  const command = modeCommand(row, change);
  const pools =
    change.defaultNodePools === undefined ? "" : `, defaultNodePools: ${change.defaultNodePools}`;
  const warning = defaultNodePoolsWarning(before, change.defaultNodePools);
  const answer = await vscode.window.showInformationMessage(
    isOn
      ? `Change the default NodePools of ${row.name}?`
      : `Enable node auto-provisioning on ${row.name}?`,
    {
      modal: true,
      detail: `One property of the cluster changes:\nproperties.nodeProvisioningProfile = { mode: Auto${pools} }\n\nThe same with the Azure CLI:\n${command}\n\n${warning || "It takes about four minutes and restarts no node."}`,
    },
    enable,
    copy,
  );
  if (answer === copy) await copyAzCommand(await directory.library(), command);
  return answer === enable;
}

function modeCommand(row: ClusterRow, change: ModeChange): string {
  const pools = change.defaultNodePools;
  return shellCommand([
    ...["az", "aks", "update", "--resource-group", row.resourceGroup, "--name", row.name],
    ...["--subscription", row.subscriptionId, "--node-provisioning-mode", change.mode],
    ...(pools === undefined ? [] : ["--node-provisioning-default-pools", pools]),
  ]);
}
