import * as vscode from "vscode";
import { clusterRowOf } from "../../nap/clusterRowOf.ts";
import type { CopyForm } from "../../nap/export/copyAs.ts";
import { copyAzCommand } from "../azure/lookAtAz.ts";
import type { ClusterContext } from "./context.ts";
import { pickCluster } from "./pickCluster.ts";

interface FormPick extends vscode.QuickPickItem {
  readonly form: CopyForm;
}

const forms: readonly FormPick[] = [
  { label: "Azure CLI", description: "az aks update", form: "az" },
  { label: "ARM template", description: "the whole cluster with the change", form: "arm" },
  { label: "Bicep", description: "the whole cluster with the change", form: "bicep" },
  { label: "Terraform azurerm", description: "node_provisioning_profile", form: "azurerm" },
  { label: "Terraform azapi", description: "azapi_update_resource", form: "azapi" },
];

/** Copies the switch of node auto-provisioning to the other mode, in the form of one's tool. */
export async function copyChangeAs(context: ClusterContext, ...args: readonly unknown[]) {
  const row = await pickCluster(context, args, "Copy the change of mode");
  const library = await context.directory.library();
  const access = context.directory.accessOf(row);
  const { json: cluster, apiVersion } = await library.getCluster(access, row.id);
  const now = clusterRowOf(cluster, { tenantId: row.tenantId, isConfirmed: true });
  context.directory.update(now);
  // What the list says may be minutes old, and the mode is switched from what it is.
  const mode = now.napMode === "Auto" ? "Manual" : "Auto";
  const picked = await vscode.window.showQuickPick(forms, {
    title: `${mode === "Auto" ? "Enable" : "Disable"} node auto-provisioning on ${row.name}`,
    placeHolder: "Copy it as",
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  const { text } = library.copyAs(picked.form, { cluster, apiVersion, change: { mode } });
  await copyAzCommand(library, text);
  vscode.window.setStatusBarMessage(`NAP: copied as ${picked.label}`, 4000);
}
