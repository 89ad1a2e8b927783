import * as vscode from "vscode";
import type { Change } from "../../nap/disable/changes/change.ts";
import type { DrainProgress, DrainSample } from "../../nap/disable/drainView.ts";
import type { ChangeProblem, NapCluster } from "../../nap/disable/snapshot/napCluster.ts";
import type { Plan } from "../../nap/disable/changes/runChanges.ts";
import type { DisableReading } from "../../nap/disable/reading.ts";
import type { ClusterSnapshot } from "../../nap/disable/snapshot/snapshot.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { ClusterDirectory } from "../azure/clusterDirectory.ts";
import type { ModeChanges } from "../azure/modeChanges.ts";
import type { ClusterAccess, ClusterLibrary } from "../azure/session.ts";
import type { ReadOnlyDocuments } from "../readOnlyDocuments.ts";
import type { ChangeSession } from "./changeSession.ts";
import { openCluster } from "./openCluster.ts";
import type { Opened } from "./openCluster.ts";
import { napClusterOf, refusalOf } from "./napClusterOf.ts";
import { AzureWatch } from "./azureWatch.ts";
import { isAborted, pause } from "../pause.ts";
import { readAzure } from "./readAzure.ts";
import type { AzurePlace } from "./readAzure.ts";
import { manualProblem } from "../../nap/disable/manualProblem.ts";
import { keptSample } from "../../nap/disable/keptSample.ts";

/** What a session works with. */
export interface SessionParts {
  readonly directory: ClusterDirectory;
  readonly modeChanges: ModeChanges;
  readonly documents: ReadOnlyDocuments;
  readonly log: vscode.LogOutputChannel;
}

/** A drain that waits changes nothing, so nobody tells that time goes by. */
const lookAtClockMs = 30_000;
/** So long nothing is shown because Azure, which knows the mode, has not answered yet. */
const patienceMs = 3000;
/** A cluster that could not be reached is tried again. */
const tryAgainMs = 10_000;
/** The reading of a large cluster takes its time: at least this many times as long is left to all else. */
const restPerWork = 4;

/** Follows one cluster on its way to Manual: all that it shows is read from the cluster and Azure, nothing is kept. */
export class DisableSession implements ChangeSession {
  readonly row: ClusterRow;
  readonly #parts: SessionParts;
  readonly #stop = new AbortController();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly #azure: AzureWatch;
  #opened: Promise<Opened> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  #reading: DisableReading | undefined;
  #problem: string | undefined;
  #snapshot: ClusterSnapshot | undefined;
  #samples: readonly DrainSample[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restUntilMs = 0;
  /** How many nodes the agent pools had when Azure was last asked. */
  #fixedNodes: number | undefined;

  constructor(parts: SessionParts, row: ClusterRow) {
    this.#parts = parts;
    this.row = row;
    this.#azure = new AzureWatch(async () =>
      readAzure({ library: await this.library(), azure: this.azure }, this.#stop.signal),
    );
  }

  /** Reads the cluster and goes on showing how it changes. */
  follow(): void {
    this.#clock = setInterval(() => void this.#tick(), lookAtClockMs);
    void this.#follow();
  }

  /** The cluster as it is now, read once. */
  async look(): Promise<ClusterSnapshot> {
    return (await this.cluster()).read(undefined, this.#stop.signal);
  }

  get reading(): DisableReading | undefined {
    return this.#reading;
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  /** The drain so far, as this session has seen it; undefined before there is one. */
  async progress(stuckAfterMinutes: number): Promise<DrainProgress | undefined> {
    const library = await this.library();
    return library.progressOf(this.#samples, stuckAfterMinutes);
  }

  get documents(): ReadOnlyDocuments {
    return this.#parts.documents;
  }

  library(): Promise<ClusterLibrary> {
    return this.#parts.directory.library();
  }

  async kube(): Promise<ClusterAccess> {
    return (await this.#open()).kube;
  }

  /** The cluster as Azure knows it; throws while no sign-in sees it. */
  readonly azure = (): AzurePlace => ({
    access: this.#parts.directory.accessOf(this.row),
    id: this.row.id,
  });

  /** The way to change the cluster. */
  async cluster(): Promise<NapCluster> {
    const { library, kube } = await this.#open();
    const { modeChanges } = this.#parts;
    return napClusterOf({
      ...{ library, kube, azure: this.azure },
      setManual: async () => {
        // From here on Azure shows what it is at, and the view waits with it.
        const look = (): void => void this.#askAzure();
        const outcome = await modeChanges.start(this.row, { mode: "Manual" }, look);
        const problem = manualProblem(outcome);
        return problem && { ...problem, isTold: true };
      },
    });
  }

  /** Why the cluster would refuse one of these changes, as far as that can be known before. */
  async refusal(changes: readonly Change[]): Promise<ChangeProblem | undefined> {
    return refusalOf(await this.#open(), changes);
  }

  /** Shows the cluster as a change left it, without waiting for the watches. */
  async show(after: ClusterSnapshot): Promise<void> {
    this.#azure.take(after);
    await this.#take(after);
  }

  /** What a plan would do on the cluster as it was last seen. */
  changesNow(plan: Plan): readonly Change[] {
    const snapshot = this.#reading?.state.inventory.snapshot;
    return snapshot === undefined ? [] : plan(snapshot);
  }

  dispose(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
    clearInterval(this.#clock);
    void this.#opened?.then(
      ({ kube }) => kube.close(),
      () => undefined,
    );
    this.#changes.dispose();
  }

  /** The way to the cluster; one that could not be opened is tried anew by whoever asks next. */
  #open(): Promise<Opened> {
    this.#opened ??= openCluster(this.#parts.directory, this.row, this.#stop.signal).catch(
      (error: unknown) => {
        this.#opened = undefined;
        throw error;
      },
    );
    return this.#opened;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!isAborted(signal)) {
      try {
        await this.#watch();
      } catch (error) {
        this.#fail(error);
        await pause(tryAgainMs, signal);
      }
    }
  }

  async #watch(): Promise<void> {
    const { library, kube } = await this.#open();
    const { signal } = this.#stop;
    await Promise.race([this.#askAzure(), pause(patienceMs, signal)]);
    await library.watchSnapshot(kube, {
      signal,
      onChange: (snapshot) => {
        this.#snapshot = snapshot;
        this.#schedule();
      },
    });
  }

  /** Azure tells nobody that a mode or a pool has changed: it is asked from time to time. */
  async #tick(): Promise<void> {
    await this.#sample();
    if (this.#reading !== undefined) await this.#askAzure();
  }

  /** Agent pools grow and shrink by others too: their nodes tell, Azure knows how many are to come. */
  async #askAzure(): Promise<void> {
    try {
      if (await this.#azure.ask()) this.#schedule();
    } catch (error) {
      // Only the end of the session, and what is wrong with ourselves, is thrown here.
      if (!isAborted(this.#stop.signal)) this.#fail(error);
    }
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#stop.signal.aborted) return;
    const delayMs = Math.max(0, this.#restUntilMs - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const snapshot = this.#snapshot;
      if (snapshot !== undefined)
        this.#take(snapshot).catch((error: unknown) => {
          this.#fail(error);
        });
    }, delayMs);
  }

  async #take(snapshot: ClusterSnapshot): Promise<void> {
    const library = await this.library();
    if (this.#stop.signal.aborted) return;
    const beganMs = Date.now();
    this.#reading = library.readingOf({ ...snapshot, ...this.#azure.reading });
    this.#restUntilMs = Date.now() + restPerWork * (Date.now() - beganMs);
    this.#problem = undefined;
    await this.#sample();
    const fixedNodes = this.#reading.state.inventory.otherNodes.length;
    const hasChanged = this.#fixedNodes !== undefined && this.#fixedNodes !== fixedNodes;
    this.#fixedNodes = fixedNodes;
    if (hasChanged) await this.#askAzure();
  }

  async #sample(): Promise<void> {
    const reading = this.#reading;
    if (reading === undefined) return;
    const library = await this.library();
    const { drain, state } = reading;
    const known =
      this.#samples.length > 0 ? this.#samples : library.drainHistory(state.inventory, drain);
    this.#samples = library.isDraining(reading)
      ? keptSample(known, library.sampleOf(drain, Date.now()))
      : [];
    if (!this.#stop.signal.aborted) this.#changes.fire();
  }

  #fail(error: unknown): void {
    if (this.#stop.signal.aborted) return;
    this.#problem = error instanceof Error ? error.message : String(error);
    this.#parts.log.warn(`Following ${this.row.name} failed: ${this.#problem}`);
    this.#changes.fire();
  }
}
