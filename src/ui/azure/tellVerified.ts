import * as vscode from "vscode";
import type { Outcome } from "../../nap/enable/outcome.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { cancellable, type Course } from "../cancellable.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";
import { openPlace } from "./kubeAccess.ts";

const longestMs = 5 * 60_000;
const betweenLooksMs = 10_000;

/** Azure has switched the mode on; whether Karpenter works is seen in the cluster itself, and told. */
export async function tellVerified(
  directory: ClusterDirectory,
  row: ClusterRow,
  { statement, truth }: Pick<Outcome, "statement" | "truth">,
): Promise<void> {
  const title = `NAP: looking whether Karpenter works on ${row.name}`;
  const pools = truth.isKnown && truth.defaultNodePools === "None" ? "None" : "Auto";
  const text = await cancellable({ title }, (course) =>
    lookInto(directory, { row, pools, course }),
  );
  const words = [statement, text].filter(Boolean).join(" ");
  void vscode.window.showInformationMessage(`NAP: ${row.name}: ${words}`);
}

interface Look {
  readonly row: ClusterRow;
  readonly pools: "Auto" | "None";
  readonly course: Course;
}

async function lookInto(
  directory: ClusterDirectory,
  { row, pools, course }: Look,
): Promise<string> {
  const { report, signal } = course;
  const endMs = Date.now() + longestMs;
  try {
    const library = await directory.library();
    const access = await openPlace(directory, { kind: "cluster", row, ...unadorned }, signal);
    try {
      for (;;) {
        const evidence = await library.readNapEvidence(access, signal);
        const { result, statement } = library.verifyNap(evidence, { defaultNodePools: pools });
        if (result !== "waiting" || Date.now() > endMs) return statement;
        report(statement);
        await pause(betweenLooksMs, signal);
      }
    } finally {
      access.close();
    }
  } catch (error) {
    if (signal.aborted) return "";
    const reason = error instanceof Error ? error.message : String(error);
    return `The cluster itself could not be looked into: ${reason}`;
  }
}

const unadorned = { isFavourite: false, subscriptionName: "", operation: "" };

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
