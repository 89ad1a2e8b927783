import * as vscode from "vscode";
import { shellCommand } from "../../nap/shellQuote.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { readKubeconfig } from "../azure/kubeAccess.ts";
import type { ClusterContext } from "./context.ts";
import { isPlace, pickCluster } from "./pickCluster.ts";

/** Adds the cluster to the user's kubeconfig, after asking. */
export async function mergeKubeconfig(context: ClusterContext, ...args: readonly unknown[]) {
  const row = await pickCluster(context, args, "Merge the kubeconfig");
  await merge(context, row);
}

/** Opens a terminal whose kubectl speaks to the cluster; the current context of the user's files stays. */
export async function openTerminal(context: ClusterContext, ...args: readonly unknown[]) {
  const [clicked] = args;
  const name =
    isPlace(clicked) && clicked.kind === "context"
      ? clicked.context.name
      : await merge(context, await pickCluster(context, args, "Open a terminal"));
  if (name === undefined) return;
  const env = await environmentOf(context, name);
  const iconPath = new vscode.ThemeIcon("terminal");
  const message = `kubectl works on the context ${name} here; your current context stays.`;
  vscode.window.createTerminal({ name: `kubectl: ${name}`, env, iconPath, message }).show();
}

async function environmentOf({ directory, storage }: ClusterContext, name: string) {
  const { text, environment } = (await directory.library()).pinnedContext(name);
  const folder = vscode.Uri.joinPath(storage, "contexts");
  await vscode.workspace.fs.createDirectory(folder);
  const file = vscode.Uri.joinPath(folder, `${encodeURIComponent(name)}.yaml`);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return environment(file.fsPath);
}

/** Merges and gives the name of the context; undefined when the user does not want it. */
async function merge(context: ClusterContext, row: ClusterRow): Promise<string | undefined> {
  const { directory } = context;
  const library = await directory.library();
  const [path = ""] = library.kubeconfigPaths();
  const isMerged = "Merge";
  const answer = await vscode.window.showInformationMessage(
    `Add ${row.name} to your kubeconfig?`,
    {
      modal: true,
      detail: `${path} gets its cluster, user and context; the file as it was is kept beside it. Everything else in it stays.\n\nThe same with the Azure CLI:\n${getCredentials(row)}`,
    },
    isMerged,
  );
  if (answer !== isMerged) return undefined;
  const text = await readKubeconfig(library, directory.accessOf(row), { id: row.id });
  const first = await library.mergeIntoKubeconfigFile(path, text, options(false));
  if (first.conflicts.length === 0) return told(first.context, path);
  const replace = "Replace";
  const again = await vscode.window.showWarningMessage(
    `Your kubeconfig has other entries of these names.`,
    { modal: true, detail: `${first.conflicts.join("\n")}\n\nNothing was written yet.` },
    replace,
  );
  if (again !== replace) return undefined;
  const second = await library.mergeIntoKubeconfigFile(path, text, options(true));
  return told(second.context, path);
}

const options = (replaces: boolean) => ({ replaces, becomesCurrent: false });

function told(name: string, path: string): string {
  vscode.window.setStatusBarMessage(`NAP: context ${name} is in ${path}`, 6000);
  return name;
}

function getCredentials({ resourceGroup, name, subscriptionId }: ClusterRow): string {
  const words = ["az", "aks", "get-credentials", "--resource-group", resourceGroup];
  return shellCommand([...words, "--name", name, "--subscription", subscriptionId]);
}
