import * as vscode from "vscode";
import type { Change } from "../../nap/disable/change.ts";
import type { DrainProgress, DrainSample } from "../../nap/disable/drainView.ts";
import type { ChangeProblem, NapCluster } from "../../nap/disable/napCluster.ts";
import type { Plan } from "../../nap/disable/runChanges.ts";
import type { DisableReading } from "../../nap/disable/reading.ts";
import type { ClusterSnapshot, ManagedClusterFacts } from "../../nap/disable/snapshot.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { ClusterDirectory } from "../azure/clusterDirectory.ts";
import type { ModeChanges } from "../azure/modeChanges.ts";
import type { ClusterAccess, ClusterLibrary } from "../azure/session.ts";
import type { ReadOnlyDocuments } from "../readOnlyDocuments.ts";
import type { ChangeSession } from "./changeSession.ts";
import { openCluster } from "./openCluster.ts";
import type { Opened } from "./openCluster.ts";
import { napClusterOf, readFacts, refusalOf } from "./napClusterOf.ts";
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
/** The reading of a large cluster takes its time: at least this many times as long is left to all else. */
const restPerWork = 4;

/** Follows one cluster on its way to Manual: all that it shows is read from the cluster and Azure, nothing is kept. */
export class DisableSession implements ChangeSession {
  readonly row: ClusterRow;
  readonly #parts: SessionParts;
  readonly #stop = new AbortController();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly #opened: Promise<Opened>;
  #clock: ReturnType<typeof setInterval> | undefined;
  #reading: DisableReading | undefined;
  #problem: string | undefined;
  #snapshot: ClusterSnapshot | undefined;
  #facts: ManagedClusterFacts | undefined;
  #factsAsked = 0;
  #samples: readonly DrainSample[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restUntilMs = 0;
  /** How many nodes the agent pools had when Azure was last asked. */
  #fixedNodes: number | undefined;

  constructor(parts: SessionParts, row: ClusterRow) {
    this.#parts = parts;
    this.row = row;
    this.#opened = openCluster(parts.directory, row, this.#stop.signal);
    // Who never asks is not to hear of it.
    this.#opened.catch(() => undefined);
  }

  /** Reads the cluster and goes on showing how it changes. */
  follow(): void {
    this.#clock = setInterval(() => void this.#tick(), lookAtClockMs);
    this.#follow().catch((error: unknown) => {
      this.#fail(error);
    });
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
    const { library } = await this.#opened;
    return library.progressOf(this.#samples, stuckAfterMinutes);
  }

  get documents(): ReadOnlyDocuments {
    return this.#parts.documents;
  }

  library(): Promise<ClusterLibrary> {
    return this.#parts.directory.library();
  }

  async kube(): Promise<ClusterAccess> {
    return (await this.#opened).kube;
  }

  /** The cluster as Azure knows it. */
  get azure() {
    return { access: this.#parts.directory.accessOf(this.row), id: this.row.id };
  }

  /** The way to change the cluster. */
  async cluster(): Promise<NapCluster> {
    const { library, kube } = await this.#opened;
    const { modeChanges } = this.#parts;
    return napClusterOf({
      ...{ library, kube, azure: this.azure },
      setManual: async () => {
        const problem = manualProblem(await modeChanges.start(this.row, { mode: "Manual" }));
        return problem && { ...problem, isTold: true };
      },
    });
  }

  /** Why the cluster would refuse one of these changes, as far as that can be known before. */
  async refusal(changes: readonly Change[]): Promise<ChangeProblem | undefined> {
    return refusalOf(await this.#opened, changes);
  }

  /** Shows the cluster as a change left it, without waiting for the watches. */
  async show(after: ClusterSnapshot): Promise<void> {
    if (after.managedCluster !== undefined) {
      this.#factsAsked += 1;
      this.#facts = after.managedCluster;
    }
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
    void this.#opened.then(
      ({ kube }) => kube.close(),
      () => undefined,
    );
    this.#changes.dispose();
  }

  async #follow(): Promise<void> {
    const { library, kube } = await this.#opened;
    const { signal } = this.#stop;
    await this.#readFacts();
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
    try {
      if (this.#reading !== undefined) await this.#readFacts();
    } catch (error) {
      // What is shown stays true of the cluster; the next look may tell more.
      this.#parts.log.debug(`Asking Azure about ${this.row.name} failed: ${String(error)}`);
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
    const { library } = await this.#opened;
    if (this.#stop.signal.aborted) return;
    const beganMs = Date.now();
    this.#reading = library.readingOf({ ...snapshot, managedCluster: this.#facts });
    this.#restUntilMs = Date.now() + restPerWork * (Date.now() - beganMs);
    this.#problem = undefined;
    await this.#sample();
    const fixedNodes = this.#reading.state.inventory.otherNodes.length;
    const hasChanged = this.#fixedNodes !== undefined && this.#fixedNodes !== fixedNodes;
    this.#fixedNodes = fixedNodes;
    if (hasChanged) await this.#readFacts();
  }

  /** Agent pools grow and shrink by others too: their nodes tell, Azure knows how many are to come. */
  async #readFacts(): Promise<void> {
    const { library } = await this.#opened;
    const asked = (this.#factsAsked += 1);
    const facts = await readFacts({ library, azure: this.azure }, this.#stop.signal);
    // An answer that was overtaken by a change of ours is old.
    if (asked !== this.#factsAsked) return;
    this.#facts = facts;
    this.#schedule();
  }

  async #sample(): Promise<void> {
    const reading = this.#reading;
    if (reading === undefined) return;
    const { library } = await this.#opened;
    this.#samples = library.isDraining(reading)
      ? keptSample(this.#samples, library.sampleOf(reading.drain, Date.now()))
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
