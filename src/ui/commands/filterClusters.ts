import * as vscode from "vscode";
import type { ClusterContext } from "./context.ts";

/** Narrows the list of clusters while the user types; Escape brings the old list back. */
export async function searchClusters({ listSettings }: ClusterContext): Promise<void> {
  const before = listSettings.options.search;
  const input = vscode.window.createInputBox();
  input.title = "Search clusters";
  input.placeholder = "Words in the name, resource group, region or subscription";
  input.value = before;
  // The list redraws meanwhile, and a click on what was found shall not end the search.
  input.ignoreFocusOut = true;
  const isAccepted = await new Promise<boolean>((resolve) => {
    input.onDidChangeValue((search) => void listSettings.change({ search }));
    input.onDidAccept(() => {
      resolve(true);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(false);
    });
    input.show();
  });
  input.dispose();
  if (!isAccepted) await listSettings.change({ search: before });
}

export function clearFilter({ listSettings }: ClusterContext): Promise<void> {
  return listSettings.change({ search: "", onlyNap: false, onlyFavourites: false });
}

export function showOnlyNapClusters({ listSettings }: ClusterContext): Promise<void> {
  return listSettings.change({ onlyNap: true });
}

export function showOnlyFavourites({ listSettings }: ClusterContext): Promise<void> {
  return listSettings.change({ onlyFavourites: true });
}

export function groupBySubscription({ listSettings }: ClusterContext): Promise<void> {
  return listSettings.change({ grouping: "subscription" });
}

export function showFlatList({ listSettings }: ClusterContext): Promise<void> {
  return listSettings.change({ grouping: "flat" });
}
