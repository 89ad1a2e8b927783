import * as vscode from "vscode";
import type { CommandContext } from "./context.ts";

/** Lets the user choose among the tenants of the signed-in accounts. */
export async function selectTenants({ directory }: CommandContext): Promise<void> {
  const tenants = await directory.listTenants();
  if (tenants.length === 0) throw new Error("no tenant is known. Sign in first.");
  const setting = vscode.workspace.getConfiguration("nap.azure");
  const chosen = new Set(setting.get<readonly string[]>("tenants", []));
  const picked = await vscode.window.showQuickPick(
    tenants.map(({ id, name, defaultDomain }) => ({
      id,
      label: name || defaultDomain || id,
      description: [defaultDomain, id].filter(Boolean).join(" · "),
      picked: chosen.size === 0 || chosen.has(id),
    })),
    {
      title: "Tenants to show",
      placeHolder: "None or all: every tenant, also those to come",
      canPickMany: true,
      matchOnDescription: true,
    },
  );
  if (picked === undefined) return;
  const ids = picked.length === tenants.length ? [] : picked.map(({ id }) => id);
  await setting.update("tenants", ids, vscode.ConfigurationTarget.Global);
}
