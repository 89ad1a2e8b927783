import * as vscode from "vscode";
import { selfHostedText } from "../../nap/enable/selfHostedText.ts";
import type { SelfHosted } from "../../nap/enable/selfHosted.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { lookForKarpenter } from "../azure/lookForKarpenter.ts";
import type { ClusterContext } from "./context.ts";
import { pickCluster } from "./pickCluster.ts";

/** Looks for a Karpenter of the user's own in a cluster and shows the way from there to NAP. */
export async function showSelfHostedSteps(context: ClusterContext, ...args: readonly unknown[]) {
  const row = await pickCluster(context, args, "From your own Karpenter to NAP");
  const location = { viewId: "nap.clusters" };
  const { selfHosted } = await vscode.window.withProgress({ location }, () =>
    lookForKarpenter(context.directory, row),
  );
  if (selfHosted !== undefined) return openSteps(context, row, selfHosted);
  void vscode.window.showInformationMessage(
    `NAP: ${row.name} has no Karpenter of your own: nothing needs to be done before NAP.`,
  );
}

/** Opens the steps as a document to read. */
export function openSteps({ documents }: ClusterContext, row: ClusterRow, found: SelfHosted) {
  return documents.show(`${row.name}-to-nap.md`, selfHostedText(row.name, found));
}
