import * as vscode from "vscode";

/** One of the things that can be shown or left out; `id` is what the setting keeps. */
export interface Choice extends vscode.QuickPickItem {
  readonly id: string;
}

/**
 * Lets the user choose what the list of clusters shows. The choice is a setting of the profile below `nap.azure`;
 * all of them are kept as none, so that those to come are shown too.
 */
export async function chooseShown(
  setting: "subscriptions" | "tenants",
  title: string,
  choices: readonly Choice[],
): Promise<void> {
  const kept = vscode.workspace.getConfiguration("nap.azure");
  const chosen = new Set(kept.get<readonly string[]>(setting, []));
  const picked = await vscode.window.showQuickPick(
    choices.map((one) => ({ ...one, picked: chosen.size === 0 || chosen.has(one.id) })),
    {
      title,
      placeHolder: `None or all: every ${setting.slice(0, -1)}, also those to come`,
      canPickMany: true,
      matchOnDescription: true,
    },
  );
  if (picked === undefined) return;
  const ids = picked.length === choices.length ? [] : picked.map(({ id }) => id);
  await kept.update(setting, ids, vscode.ConfigurationTarget.Global);
}
