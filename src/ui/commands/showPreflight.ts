import * as vscode from "vscode";
import { clusterRowOf } from "../../nap/clusterRowOf.ts";
import type { FoundCluster } from "../../nap/model.ts";
import type { Surroundings } from "../../nap/preflight/surroundings.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { PreflightReport } from "../../nap/view/preflightNodes.ts";
import { lookAtAz } from "../azure/lookAtAz.ts";
import { lookForKarpenter, notInside } from "../azure/lookForKarpenter.ts";
import type { ClusterContext } from "./context.ts";
import { pickCluster } from "./pickCluster.ts";

/** Tells everything that stands in the way of node auto-provisioning on a cluster. */
export async function showPreflight(
  context: ClusterContext,
  ...args: readonly unknown[]
): Promise<void> {
  const row = await pickCluster(context, args, "Preflight report");
  await context.preflight.show(await runPreflight(context, row));
}

/** Opens the report that is shown as Markdown. */
export async function exportPreflight({
  directory,
  preflight: view,
}: ClusterContext): Promise<void> {
  const { report } = view;
  if (report === undefined) throw new Error("there is no report yet. Run a preflight first.");
  const library = await directory.library();
  const content = library.preflightReport(report.subject, report.checks);
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document);
}

export async function closePreflight({ preflight }: ClusterContext): Promise<void> {
  await preflight.close();
}

/** Reads the cluster and what stands around it and in it, and judges it; what may not be read stays unknown. */
export function runPreflight(
  { directory, log }: ClusterContext,
  row: ClusterRow,
): Thenable<PreflightReport> {
  const location = { viewId: "nap.clusters" };
  return vscode.window.withProgress({ location }, async () => {
    const library = await directory.library();
    const access = directory.accessOf(row);
    const inside = lookForKarpenter(directory, row).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      log.info(`${row.name} was not looked into: ${reason}`);
      return notInside(reason);
    });
    const { json } = await library.getCluster(access, row.id);
    const cluster = clusterRowOf(json, { tenantId: row.tenantId, isConfirmed: true });
    directory.update(cluster);
    const looks = [library.readSurroundings(access, json), lookAtAz(library)];
    const around = (await Promise.all(looks)).reduce(joined);
    const look = await inside;
    const subject: FoundCluster = {
      name: row.name,
      pointer: "",
      origin: "model",
      apiVersion: undefined,
      model: json,
    };
    const checks = library.preflight(subject, joined(around, look.around));
    const summary = library.summaryOf(checks);
    directory.marks.setVerdict(row.id, { result: library.worstOf(checks), text: summary });
    const report = { cluster, subject, checks, summary };
    return look.selfHosted === undefined ? report : { ...report, selfHosted: look.selfHosted };
  });
}

/** What two looks have shown, with all that they could not tell. */
function joined(one: Surroundings, other: Surroundings): Surroundings {
  return { ...one, ...other, unread: { ...one.unread, ...other.unread } };
}
