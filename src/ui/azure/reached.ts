import * as vscode from "vscode";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { until } from "../until.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";

/** What is needed of the directory of clusters. */
type Reach = Pick<ClusterDirectory, "settledClusters" | "canReach" | "onDidChange">;

const signIn = "Sign In";

/**
 * Resolves once a sign-in reaches a cluster with which an earlier window has begun something: `enabling NAP on shop`.
 * Where none does after the first reading it says what waits: who signs in later, or gets the network back, loses nothing.
 */
export async function whenReached(
  directory: Reach,
  row: Pick<ClusterRow, "subscriptionId">,
  what: string,
): Promise<void> {
  await directory.settledClusters();
  if (directory.canReach(row)) return;
  void offerSignIn(
    `NAP: An earlier window began ${what}. No sign-in reaches the subscription now; how it goes is told as soon as one does.`,
  );
  await until(() => directory.canReach(row), directory.onDidChange, new AbortController().signal);
}

async function offerSignIn(message: string): Promise<void> {
  const answer = await vscode.window.showWarningMessage(message, signIn);
  if (answer === signIn) await vscode.commands.executeCommand("nap.signIn");
}
