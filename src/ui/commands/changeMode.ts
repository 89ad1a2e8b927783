import * as vscode from "vscode";
import type { Outcome } from "../../nap/enable/outcome.ts";
import type { ModeChange } from "../../nap/enable/modeChange.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { PreflightReport } from "../../nap/view/preflightNodes.ts";
import { shellCommand } from "../../nap/shellQuote.ts";
import type { CommandContext } from "./context.ts";
import { pickCluster } from "./pickCluster.ts";
import { runPreflight } from "./showPreflight.ts";

/** Preflight, one question, a summary of the one change; then the change, and what Azure shows afterwards. */
export async function enableNap(context: CommandContext, ...args: readonly unknown[]) {
  const row = await pickCluster(context, args, "Enable node auto-provisioning");
  const report = await runPreflight(context, row);
  if (!(await goesOn(context, report))) return;
  const change = await askDefaultPools();
  if (change === undefined || !(await confirmed(row, change))) return;
  await context.modeChanges.start(row, change);
}

const goOn = "Go On";
const showReport = "Show Report";

/** Obstacles are told, never a reason to refuse: in the end Azure decides. */
async function goesOn({ preflight }: CommandContext, report: PreflightReport): Promise<boolean> {
  const worst = report.checks.filter(({ result }) =>
    ["blocks", "likely-blocks", "warns"].includes(result),
  );
  if (worst.length === 0) return true;
  const lines = worst.map(({ title, seen, result }) => `- ${title} (${result}): ${seen}`);
  const answer = await vscode.window.showWarningMessage(
    `Enable NAP on ${report.cluster.name}: ${report.summary}.`,
    { modal: true, detail: `${lines.join("\n")}\n\nYou can go on: Azure decides.` },
    showReport,
    goOn,
  );
  if (answer === showReport) await preflight.show(report);
  return answer === goOn;
}

interface PoolsPick extends vscode.QuickPickItem {
  readonly change: ModeChange;
}

const poolsPicks: readonly PoolsPick[] = [
  {
    label: "Auto",
    description: "the default of the service",
    detail:
      "AKS makes and keeps two NodePools, default and system-surge, so pending pods get nodes at once. Sources disagree on what a later change to None does to their nodes.",
    change: { mode: "Auto", defaultNodePools: "Auto" },
  },
  {
    label: "None",
    description: "with NodePools of your own",
    detail: "No pod gets a new node before you apply a NodePool and an AKSNodeClass yourself.",
    change: { mode: "Auto", defaultNodePools: "None" },
  },
  {
    label: "Leave as it is",
    description: "send the mode alone",
    detail: "Keeps what the cluster has from an earlier time; without one, the service takes Auto.",
    change: { mode: "Auto" },
  },
];

async function askDefaultPools(): Promise<ModeChange | undefined> {
  const picked = await vscode.window.showQuickPick(poolsPicks, {
    title: "Enable node auto-provisioning: default NodePools",
    placeHolder: "Shall AKS make NodePools?",
    ignoreFocusOut: true,
  });
  return picked?.change;
}

async function confirmed(row: ClusterRow, change: ModeChange): Promise<boolean> {
  const enable = "Enable";
  const copy = "Copy az Command";
  const command = modeCommand(row, change);
  const pools =
    change.defaultNodePools === undefined ? "" : `, defaultNodePools: ${change.defaultNodePools}`;
  const answer = await vscode.window.showInformationMessage(
    `Enable node auto-provisioning on ${row.name}?`,
    {
      modal: true,
      detail: `One property of the cluster changes:\nproperties.nodeProvisioningProfile = { mode: Auto${pools} }\n\nThe same with the Azure CLI:\n${command}\n\nIt takes about four minutes and restarts no node.`,
    },
    enable,
    copy,
  );
  if (answer === copy) await vscode.env.clipboard.writeText(command);
  return answer === enable;
}

/** The az command of a change of mode. */
export function modeCommand(row: ClusterRow, change: ModeChange): string {
  const pools = change.defaultNodePools;
  return shellCommand([
    ...["az", "aks", "update", "--resource-group", row.resourceGroup, "--name", row.name],
    ...["--subscription", row.subscriptionId, "--node-provisioning-mode", change.mode],
    ...(pools === undefined ? [] : ["--node-provisioning-default-pools", pools]),
  ]);
}

/** Whether a change ended as wished. */
export function isSuccess({ kind }: Outcome): boolean {
  return kind === "changed" || kind === "already";
}
