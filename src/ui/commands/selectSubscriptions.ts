import * as vscode from "vscode";
import type { SubscriptionRow } from "../../nap/view/clusterRow.ts";
import type { CommandContext } from "./context.ts";

interface SubscriptionPick extends vscode.QuickPickItem {
  readonly id: string;
}

/** Lets the user choose the subscriptions whose clusters are shown; the choice is a setting of the profile. */
export async function selectSubscriptions({ directory }: CommandContext): Promise<void> {
  const all = directory.visibleSubscriptions();
  if (all.length === 0)
    throw new Error("no subscription is known yet. Sign in and wait for the list of clusters.");
  const setting = vscode.workspace.getConfiguration("nap.azure");
  const chosen = new Set(setting.get<readonly string[]>("subscriptions", []));
  const items = all.map((row) => pickOf(row, chosen.size === 0 || chosen.has(row.id)));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Subscriptions to show",
    placeHolder: "None or all: every subscription, also those to come",
    canPickMany: true,
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  const ids = picked.length === all.length ? [] : picked.map(({ id }) => id);
  await setting.update("subscriptions", ids, vscode.ConfigurationTarget.Global);
}

function pickOf({ id, name, tenantId }: SubscriptionRow, picked: boolean): SubscriptionPick {
  return { id, label: name, description: id, detail: `Tenant ${tenantId}`, picked };
}
