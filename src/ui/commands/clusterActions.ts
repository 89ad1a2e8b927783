import * as vscode from "vscode";
import { copyAzCommand } from "../azure/lookAtAz.ts";
import type { DisableNode } from "../../nap/view/disable/disableNodes.ts";
import type { ClusterLibrary } from "../azure/session.ts";
import { clusterRowOf } from "../../nap/clusterRowOf.ts";
import type { ClusterContext } from "./context.ts";
import { isPlace, isTreeNode, nodeOf, pickCluster } from "./pickCluster.ts";

export async function addFavourite(context: ClusterContext, ...args: readonly unknown[]) {
  const { id } = await pickCluster(context, args, "Add to favourites");
  await context.listSettings.setFavourite(id, true);
}

export async function removeFavourite(context: ClusterContext, ...args: readonly unknown[]) {
  const { id } = await pickCluster(context, args, "Remove from favourites");
  await context.listSettings.setFavourite(id, false);
}

export async function copyResourceId(context: ClusterContext, ...args: readonly unknown[]) {
  const { id } = await pickCluster(context, args, "Copy the resource id");
  await vscode.env.clipboard.writeText(id);
  vscode.window.setStatusBarMessage("NAP: resource id copied", 4000);
}

/** Copies what a node of a report shows, or of the view "Disable NAP": names as they are, else all that is said. */
export async function copyText({ directory }: ClusterContext, ...[what]: readonly unknown[]) {
  const library = await directory.library();
  const text = isTreeNode(what) ? textOf(library, what) : what;
  if (typeof text !== "string") return;
  await copyAzCommand(library, text);
  vscode.window.setStatusBarMessage("NAP: copied", 4000);
}

function textOf({ presentDisable }: ClusterLibrary, clicked: unknown): string {
  // Menus hand over nodes of the view "Disable NAP" alone.
  const node = clicked as DisableNode;
  const { label, tooltip = label } = presentDisable(node);
  return node.kind === "drainNode" || node.kind === "pool" ? label : tooltip;
}

export async function openInPortal(context: ClusterContext, ...args: readonly unknown[]) {
  const row = await pickCluster(context, args, "Open in the Azure portal");
  const { cloud } = context.directory.accessOf(row);
  if (cloud.portal === "") throw new Error(`the cloud ${cloud.name} names no portal.`);
  const { portalUrl } = await context.directory.library();
  await vscode.env.openExternal(vscode.Uri.parse(portalUrl(cloud, row.id, row.tenantId), true));
}

/** Reads the list again, and tries the contexts of kubeconfigs again. */
export async function refresh({ directory, contents }: ClusterContext): Promise<void> {
  await Promise.all([directory.refresh(), contents.findContexts()]);
}

/** Reads a cluster again, with what stands below it where it is open. */
export async function refreshCluster(
  context: ClusterContext,
  ...args: readonly unknown[]
): Promise<void> {
  const { contents, directory } = context;
  const place = nodeOf(context, args);
  if (!isPlace(place)) return directory.refresh();
  if (contents.again(place) || place.kind === "context") return;
  const { id, tenantId } = place.row;
  const { json } = await (await directory.library()).getCluster(directory.accessOf(place.row), id);
  directory.update(clusterRowOf(json, { tenantId, isConfirmed: true }));
}

export async function openAzureSettings(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", "nap.azure");
}
