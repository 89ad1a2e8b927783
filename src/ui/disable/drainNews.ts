import * as vscode from "vscode";
import type { DrainProgress } from "../../nap/disable/drainView.ts";
import type { DisableReading } from "../../nap/disable/reading.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { countText } from "../../nap/disable/countText.ts";
import type { ClusterLibrary } from "../azure/session.ts";

interface Look {
  readonly library: Pick<ClusterLibrary, "doneText" | "isDraining" | "progressText" | "stuckText">;
  readonly reading: DisableReading;
  readonly progress: DrainProgress | undefined;
  readonly stuckAfterMinutes: number;
}

/** Tells how a drain gets on: an item in the status bar while it goes on, and one message when it is done or stuck. */
export class DrainNews implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("nap.drain", vscode.StatusBarAlignment.Left);
  #isDraining = false;
  /** When the cluster last moved before a stuck drain was told, so that it is told once. */
  #toldStuckMs: number | undefined;

  constructor() {
    this.#item.name = "NAP: Drain";
    this.#item.command = "nap.disabling.focus";
  }

  tell(row: ClusterRow, look: Look): void {
    const { reading, progress } = look;
    const wasDraining = this.#isDraining;
    this.#isDraining = look.library.isDraining(reading);
    if (this.#isDraining) this.#show(row, look);
    else this.#item.hide();
    const isConfirmed = reading.confirm.every(({ severity }) => severity === "warning");
    const isManual = reading.steps.every(({ status }) => status === "done");
    if (wasDraining && isConfirmed && !isManual) void tellDone(row, look);
    if (progress?.isStuck === true && this.#toldStuckMs !== progress.lastProgressMs) {
      this.#toldStuckMs = progress.lastProgressMs;
      if (this.#isDraining) void tellStuck(row, look);
    }
  }

  clear(): void {
    this.#isDraining = false;
    this.#toldStuckMs = undefined;
    this.#item.hide();
  }

  dispose(): void {
    this.#item.dispose();
  }

  #show(row: ClusterRow, { library, reading, progress }: Look): void {
    const isBlocked = reading.steps.some(({ status }) => status === "blocked");
    const icon = isBlocked || progress?.isStuck === true ? "warning" : "sync~spin";
    const left = `NAP: ${countText(reading.drain.nodes.length, "node")} left`;
    this.#item.text = `$(${icon}) ${left}${isBlocked ? ", blocked" : ""}`;
    this.#item.tooltip = `${row.name}: ${library.progressText(reading, progress)}`;
    this.#item.show();
  }
}

async function tellDone({ name }: ClusterRow, { library, reading }: Look): Promise<void> {
  const goOn = "Switch to Manual...";
  const canSwitch = reading.steps.some(({ id, changes }) => id === "manual" && changes.length > 0);
  const answer = await vscode.window.showInformationMessage(
    `NAP: ${name}: ${library.doneText(reading)}`,
    ...(canSwitch ? [goOn] : []),
  );
  if (answer === goOn) await vscode.commands.executeCommand("nap.takeDisablingStep", "manual");
}

async function tellStuck(
  row: ClusterRow,
  { library, reading, stuckAfterMinutes }: Look,
): Promise<void> {
  const show = "Show";
  const text = library.stuckText(reading, stuckAfterMinutes);
  const answer = await vscode.window.showWarningMessage(`NAP: ${row.name}: ${text}`, show);
  if (answer === show) await vscode.commands.executeCommand("nap.disabling.focus");
}
