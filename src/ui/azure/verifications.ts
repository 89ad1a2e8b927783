import * as vscode from "vscode";
import type { Outcome } from "../../nap/enable/outcome.ts";
import { overtaken, verifiedMessage } from "../../nap/enable/verifiedText.ts";
import type { Verified } from "../../nap/enable/verifiedText.ts";
import { placeOf } from "../../nap/view/placeOf.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { cancellable, type Course } from "../cancellable.ts";
import { pause } from "../pause.ts";
import { keptKeys } from "../keptKeys.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";
import { keptByCluster } from "./keptOperations.ts";
import type { KeptOperations, OfCluster } from "./keptOperations.ts";
import { openPlace } from "./kubeAccess.ts";
import { whenReached } from "./reached.ts";

const betweenLooksMs = 10_000;
const lookAgain = "Look Again";

/**
 * Azure has switched the mode on; whether Karpenter works is seen in the cluster itself, and told. What was not seen to
 * work is looked at again after a reload, until somebody has read it.
 */
export class Verifications {
  readonly #directory: ClusterDirectory;
  readonly #kept: KeptOperations<OfCluster, OfCluster>;
  readonly #log: vscode.LogOutputChannel;

  constructor(directory: ClusterDirectory, memory: vscode.Memento, log: vscode.LogOutputChannel) {
    this.#directory = directory;
    this.#kept = keptByCluster<OfCluster>(memory, keptKeys.verifications);
    this.#log = log;
  }

  /** From here on a cluster is looked at, if not by this window, then by the next. */
  async keep(row: ClusterRow): Promise<void> {
    await this.#kept.keep({ row });
  }

  /** Looks and tells; ends with the message on the screen, whose button looks again. */
  async start(
    row: ClusterRow,
    { statement, truth }: Pick<Outcome, "statement" | "truth">,
  ): Promise<void> {
    await this.keep(row);
    const defaultNodePools = truth.isKnown && truth.defaultNodePools === "None" ? "None" : "Auto";
    const title = `NAP: looking whether Karpenter works on ${row.name}`;
    const verified = await cancellable({ title }, (course) =>
      this.#look(row, defaultNodePools, course),
    );
    const { isWarning, text } = verifiedMessage(statement, verified);
    const message = `NAP: ${row.name}: ${text}`;
    this.#log.info(message);
    if (isWarning) void this.#warn(row, message);
    else {
      await this.#kept.drop({ row });
      void vscode.window.showInformationMessage(message);
    }
  }

  /** Looks again at what an earlier session has left open. */
  async resume(): Promise<void> {
    await Promise.all(
      this.#kept.all().map(async ({ row }) => {
        try {
          const what = `looking whether Karpenter works on ${row.name}`;
          await whenReached(this.#directory, row, what);
          await this.#again(row);
        } catch (error) {
          this.#log.warn(`${row.name} cannot be looked at again: ${messageOf(error)}`);
        }
      }),
    );
  }

  async #warn(row: ClusterRow, message: string): Promise<void> {
    const answer = await vscode.window.showWarningMessage(message, lookAgain);
    if (answer === lookAgain) await this.#again(row);
    else await this.#kept.drop({ row });
  }

  /** The mode may have been changed since: then there is nothing to look for. */
  async #again(row: ClusterRow): Promise<void> {
    const library = await this.#directory.library();
    const truth = await library.readTruth(this.#directory.accessOf(row), row.id);
    const other = overtaken(truth);
    if (other === undefined) return this.start(row, { statement: "", truth });
    await this.#kept.drop({ row });
    this.#log.info(`${row.name} is not looked at any more. ${other}`);
  }

  async #look(
    row: ClusterRow,
    defaultNodePools: "Auto" | "None",
    { report, signal }: Course,
  ): Promise<Verified> {
    try {
      const library = await this.#directory.library();
      const access = await openPlace(this.#directory, placeOf(row), signal);
      try {
        const verification = await library.waitForNap({
          read: () => library.readNapEvidence(access, signal),
          pause: async () => {
            await pause(betweenLooksMs, signal);
            signal.throwIfAborted();
          },
          defaultNodePools,
          onLook: ({ statement }) => {
            report(statement);
          },
        });
        return signal.aborted ? { kind: "left" } : { kind: "seen", verification };
      } finally {
        access.close();
      }
    } catch (error) {
      if (signal.aborted) return { kind: "left" };
      return { kind: "unseen", reason: messageOf(error) };
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
