import * as vscode from "vscode";
import type { ModeChangeEvents, PendingModeChange } from "../../cluster.ts";
import type { ModeChange } from "../../nap/enable/modeChange.ts";
import { abortText } from "../../nap/enable/abortText.ts";
import { isMoving } from "../../nap/enable/outcome.ts";
import type { Outcome } from "../../nap/enable/outcome.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { cancellable } from "../cancellable.ts";
import { keptKeys } from "../keptKeys.ts";
import type { ReadOnlyDocuments } from "../readOnlyDocuments.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";
import { keptByCluster } from "./keptOperations.ts";
import type { KeptOperations, OfCluster } from "./keptOperations.ts";
import { clusterRowOf } from "../../nap/clusterRowOf.ts";
import { whenReached } from "./reached.ts";
import type { ClusterLibrary } from "./session.ts";
import { tellFailure } from "./tellFailure.ts";
import type { Verifications } from "./verifications.ts";

interface Kept {
  readonly row: ClusterRow;
  readonly pending: PendingModeChange;
}

interface Parts {
  readonly directory: ClusterDirectory;
  readonly memory: vscode.Memento;
  readonly verifications: Verifications;
  readonly documents: ReadOnlyDocuments;
  readonly log: vscode.LogOutputChannel;
}

/** Starts or goes on with a change. */
type Act = (library: ClusterLibrary, events: ModeChangeEvents) => Promise<Outcome>;

/** Changes of mode that run, also those of an earlier session; every one ends in a true sentence. */
export class ModeChanges {
  readonly #directory: ClusterDirectory;
  readonly #kept: KeptOperations<Kept, OfCluster>;
  readonly #verifications: Verifications;
  readonly #documents: ReadOnlyDocuments;
  readonly #log: vscode.LogOutputChannel;

  constructor({ directory, memory, verifications, documents, log }: Parts) {
    this.#directory = directory;
    this.#kept = keptByCluster(memory, keptKeys.modeChanges);
    this.#verifications = verifications;
    this.#documents = documents;
    this.#log = log;
  }

  /** Changes the mode, shows how it goes and what came of it; `onAccepted` is called once Azure is at it. */
  async start(row: ClusterRow, change: ModeChange, onAccepted?: () => void): Promise<Outcome> {
    return this.#run(row, change, (library, events) =>
      library.changeMode(
        this.#directory.accessOf(row),
        { id: row.id, change },
        {
          ...events,
          onAccepted: (pending) => {
            events.onAccepted?.(pending);
            onAccepted?.();
          },
        },
      ),
    );
  }

  /** Goes on watching what an earlier session has begun. */
  async resume(): Promise<void> {
    await Promise.all(
      this.#kept.all().map(async (one) => {
        try {
          await this.#goOn(one);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          this.#log.warn(`The change of mode of ${one.row.name} cannot be followed: ${reason}`);
        }
      }),
    );
  }

  async #goOn({ row, pending }: Kept): Promise<void> {
    await whenReached(this.#directory, row, `${verbOf(pending.change)} on ${row.name}`);
    await this.#run(row, pending.change, (library, events) =>
      library.resumeModeChange(this.#directory.accessOf(row), pending, events),
    );
  }

  async #run(row: ClusterRow, change: ModeChange, act: Act): Promise<Outcome> {
    const verb = verbOf(change);
    const title = `NAP: ${verb} on ${row.name}`;
    const library = await this.#directory.library();
    const outcome = await this.#watch(library, row, { verb, title, act });
    this.#log.info(`${title}: ${outcome.kind}. ${outcome.statement}`);
    // A window that closes before it is told tells it when it opens again: rather twice than never.
    if (isToBeVerified(outcome)) await this.#verifications.keep(row);
    else await this.#tell(library, row, outcome);
    if (outcome.kind !== "cancelled" || outcome.stage !== "running") await this.#kept.drop({ row });
    if (isToBeVerified(outcome)) await this.#verifications.start(row, outcome);
    return outcome;
  }

  /** While it runs the row says so; after it, and before anything is told, the row shows what Azure shows. */
  async #watch(
    library: ClusterLibrary,
    row: ClusterRow,
    { verb, title, act }: { readonly verb: string; readonly title: string; readonly act: Act },
  ): Promise<Outcome> {
    this.#directory.operate(row.id, verb);
    try {
      return await cancellable({ title }, ({ signal, report }) =>
        act(library, {
          signal,
          onProgress: ({ text }) => {
            report(text);
          },
          onSending: (pending) => this.#kept.keep({ row, pending }),
          onAccepted: (pending) => {
            const operation = library.keptOperation(pending.operation);
            void this.#kept.keep({ row, pending: { ...pending, operation } });
          },
        }),
      );
    } finally {
      this.#directory.operate(row.id, "");
      await this.#readAgain(library, row);
    }
  }

  /** The list shows what Azure says now; where it cannot be read, that the mode is not confirmed. */
  async #readAgain(library: ClusterLibrary, row: ClusterRow): Promise<void> {
    try {
      const { json } = await library.getCluster(this.#directory.accessOf(row), row.id);
      this.#directory.update(clusterRowOf(json, { tenantId: row.tenantId, isConfirmed: true }));
    } catch (error) {
      this.#log.warn(error instanceof Error ? error.message : String(error));
      this.#directory.update({ ...row, napMode: "unknown", isConfirmed: false });
    }
  }

  async #tell(library: ClusterLibrary, row: ClusterRow, outcome: Outcome): Promise<void> {
    if (outcome.kind === "cancelled" && outcome.stage === "running")
      return this.#askToAbort(library, row, outcome);
    if (outcome.kind === "changed" || outcome.kind === "already" || outcome.kind === "cancelled") {
      void vscode.window.showInformationMessage(`NAP: ${row.name}: ${outcome.statement}`);
      return;
    }
    void tellFailure(this.#documents, row, outcome);
  }

  /** Cancelling stops our watching; the operation in Azure is another question. */
  async #askToAbort(library: ClusterLibrary, row: ClusterRow, outcome: Outcome): Promise<void> {
    const abort = "Abort in Azure";
    const leave = "Let It Run";
    const answer = await vscode.window.showWarningMessage(
      `Azure is still working on ${row.name}.`,
      {
        modal: true,
        detail: `${outcome.statement}\n\nAn aborted operation can leave the cluster in the state Canceled, which the next update mends.`,
      },
      abort,
      leave,
    );
    if (answer !== abort) return;
    await this.#abort(library, row);
  }

  /** Every end is told, that of an abort that fails, too; what still runs is followed after a reload. */
  async #abort(library: ClusterLibrary, row: ClusterRow): Promise<void> {
    const title = `NAP: aborting the operation on ${row.name}`;
    const { end, truth } = await cancellable({ title }, ({ signal, report }) =>
      library.abortOperation(this.#directory.accessOf(row), row.id, {
        signal,
        onProgress: ({ status, secondsRunning }) => {
          report(`${status}, ${secondsRunning} s`);
        },
      }),
    );
    if (truth.isKnown && !isMoving(truth)) await this.#kept.drop({ row });
    await this.#readAgain(library, row);
    const text = `NAP: ${row.name}: ${abortText(end, truth)}`;
    this.#log.info(text);
    if (end.status === "Succeeded") void vscode.window.showInformationMessage(text);
    else if (end.status === "left") void vscode.window.showWarningMessage(text);
    else void vscode.window.showErrorMessage(text);
  }
}

function verbOf({ mode }: ModeChange): string {
  return mode === "Auto" ? "enabling NAP" : "disabling NAP";
}

/** Azure has switched the mode on: whether Karpenter works is another question, whose answer tells both. */
function isToBeVerified({ kind, truth }: Outcome): boolean {
  return kind === "changed" && truth.isKnown && truth.mode === "Auto";
}
