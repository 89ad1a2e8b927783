import * as vscode from "vscode";
import type { Change } from "../../nap/disable/changes/change.ts";
import type { Plan, RunReport } from "../../nap/disable/changes/runChanges.ts";
import { changeText } from "../../nap/view/disable/changeText.ts";
import { cancellable } from "../cancellable.ts";
import type { ChangeSession } from "../disable/changeSession.ts";

/** Changes that a person has agreed to, and the plan that they come from. */
export interface Agreed {
  readonly title: string;
  readonly agreed: readonly Change[];
  readonly plan: Plan;
  /** Whether somebody else tells that it was done. */
  readonly isToldElsewhere?: boolean;
}

/** Makes changes under a notification that can be cancelled, shows the cluster as it is then and tells what is true. */
export async function performChanges(session: ChangeSession, agreed: Agreed): Promise<RunReport> {
  const library = await session.library();
  const cluster = await session.cluster();
  // Whoever tells how it ends also shows how it goes.
  const location =
    agreed.isToldElsewhere === true
      ? { viewId: "nap.disabling" }
      : vscode.ProgressLocation.Notification;
  const title = `NAP: ${agreed.title}`;
  const report = await cancellable({ title, location }, (course) =>
    library.runChanges(cluster, agreed, {
      signal: course.signal,
      onProgress: ({ change, number, count, text }) => {
        const message = text === "" ? changeText(change) : text;
        course.report(count === 1 ? message : `${number} of ${count}: ${message}`);
      },
    }),
  );
  if (report.after !== undefined) await session.show(report.after);
  const isTold = agreed.isToldElsewhere === true && report.left.length === 0;
  if (!isTold && report.problem?.isTold !== true) void tell(session, report);
  return report;
}

async function tell(session: ChangeSession, report: RunReport): Promise<void> {
  const { row } = session;
  const library = await session.library();
  const { isSuccess, text } = library.runText(report);
  const message = `NAP: ${row.name}: ${text}`;
  if (isSuccess || report.problem?.kind === "cancelled") {
    void vscode.window.showInformationMessage(message);
    return;
  }
  // Whoever lacks a right hands the script to somebody who has it.
  const script = "Copy as Script";
  const isForbidden = report.problem?.kind === "forbidden";
  const buttons = isForbidden ? [script] : [];
  if ((await vscode.window.showErrorMessage(message, ...buttons)) === script)
    await vscode.commands.executeCommand("nap.copyDisablingScript");
}
