import * as vscode from "vscode";
import { tenantName } from "../azure/session.ts";
import { chooseShown } from "./chooseShown.ts";
import type { ClusterContext } from "./context.ts";

/** Lets the user choose among the tenants of the signed-in accounts. */
export async function selectTenants({ directory }: ClusterContext): Promise<void> {
  const tenants = await directory.listTenants();
  if (tenants.length === 0) throw new Error("no tenant is known. Sign in first.");
  await chooseShown(
    "tenants",
    "Tenants to show",
    tenants.map(({ id, name, defaultDomain }) => ({
      id,
      label: tenantName({ id, name, defaultDomain }),
      description: [defaultDomain, id].filter(Boolean).join(" · "),
    })),
  );
}

/** Takes the choice of tenants back, wherever it is kept. */
export async function showAllTenants(): Promise<void> {
  const kept = vscode.workspace.getConfiguration("nap.azure");
  const { globalValue, workspaceValue } = kept.inspect("tenants") ?? {};
  const { Global, Workspace } = vscode.ConfigurationTarget;
  if (workspaceValue !== undefined) await kept.update("tenants", undefined, Workspace);
  if (globalValue !== undefined) await kept.update("tenants", undefined, Global);
}
