import * as vscode from "vscode";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { placeOf } from "../../nap/view/placeOf.ts";
import type { ClusterContext } from "./context.ts";
import { pickCluster } from "./pickCluster.ts";

/** Asks whether a cluster shall be reached as its admin, and does so until the window closes. */
export async function useAdmin(context: ClusterContext, ...args: readonly unknown[]) {
  const row = await pickCluster(context, args, "Connect as cluster admin");
  const connect = "Connect as Admin";
  const answer = await vscode.window.showWarningMessage(
    `Connect to ${row.name} as its cluster admin?`,
    { modal: true, detail },
    connect,
  );
  if (answer === connect) await change(context, row, true);
}

/** What is different for an admin, and until when. */
const detail = [
  "Azure hands out the certificate of the local admin account. It may do everything in the cluster: your own roles there limit nothing any more, and the cluster's audit log names masterclient, not you.",
  "It holds for what you read and for what you change in this cluster from this window. The certificate stays in memory; the choice ends with the window, or with Connect as Yourself.",
  "You need the action Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action. A cluster without local accounts refuses.",
].join("\n\n");

/** Ends it. */
export async function stopAdmin(context: ClusterContext, ...args: readonly unknown[]) {
  await change(context, await pickCluster(context, args, "Connect as yourself"), false);
}

async function change(
  { directory, contents, disabling }: ClusterContext,
  row: ClusterRow,
  isAdmin: boolean,
): Promise<void> {
  directory.marks.setAdmin(row.id, isAdmin);
  contents.again(placeOf(row));
  // What is open goes on with the certificate that it was opened with.
  if (disabling.sessionOf(row) !== undefined) await disabling.again();
}
