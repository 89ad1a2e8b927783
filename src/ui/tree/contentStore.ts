import * as vscode from "vscode";
import type { ClusterContents } from "../../nap/view/contents/clusterContents.ts";
import { placeId } from "../../nap/view/contents/contentMessages.ts";
import type { PlaceContents } from "../../nap/view/contents/contentNodes.ts";
import type { Place } from "../../nap/view/treeNode.ts";
import type { FoundContexts, PlaceReader } from "../azure/placeReader.ts";

interface Followed {
  readonly place: Place;
  stop: AbortController | undefined;
}

/** What expanded clusters contain: read and watched while they are expanded and the view is open, no longer. */
export class ContentStore implements vscode.Disposable {
  readonly #reader: PlaceReader;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly #followed = new Map<string, Followed>();
  readonly #known = new Map<string, PlaceContents>();
  #found: FoundContexts = { contexts: [], silent: [] };
  #isSearched = false;

  constructor(reader: PlaceReader) {
    this.#reader = reader;
  }

  get found(): FoundContexts {
    return this.#found;
  }

  get known(): ReadonlyMap<string, PlaceContents> {
    return this.#known;
  }

  /** Shows the contexts of kubeconfigs whose API serves Karpenter, and those of which nobody may ask that yet. */
  async findContexts(): Promise<void> {
    this.#found = await this.#reader.findContexts();
    this.#changes.fire();
  }

  follow(place: Place): void {
    const id = placeId(place);
    if (this.#followed.has(id)) return;
    const followed: Followed = { place, stop: undefined };
    this.#followed.set(id, followed);
    this.#start(id, followed);
  }

  leave(place: Place): void {
    const id = placeId(place);
    this.#followed.get(id)?.stop?.abort();
    this.#followed.delete(id);
    this.#known.delete(id);
  }

  /** Reads a cluster again from the start, where it is followed; says whether it is. */
  again(place: Place): boolean {
    if (!this.#followed.has(placeId(place))) return false;
    this.leave(place);
    this.follow(place);
    return true;
  }

  /** Shows what a cluster contained at a moment, instead of following it. */
  showSnapshot(place: Place, contents: ClusterContents): void {
    const id = placeId(place);
    this.#followed.get(id)?.stop?.abort();
    // It counts as followed: reading it again begins anew.
    this.#followed.set(id, { place, stop: new AbortController() });
    const pools = this.#known.get(id)?.pools;
    this.#known.set(id, { contents, pools, snapshotAt: new Date().toISOString() });
    this.#changes.fire();
  }

  /** Watches nothing while nobody looks. */
  setVisible(isVisible: boolean): void {
    if (isVisible && !this.#isSearched) {
      this.#isSearched = true;
      void this.findContexts();
    }
    for (const [id, followed] of this.#followed) {
      if (isVisible && followed.stop === undefined) this.#start(id, followed);
      if (isVisible) continue;
      followed.stop?.abort();
      followed.stop = undefined;
    }
  }

  dispose(): void {
    this.setVisible(false);
    this.#followed.clear();
    this.#changes.dispose();
  }

  #start(id: string, followed: Followed): void {
    const stop = new AbortController();
    followed.stop = stop;
    const show = (change: Partial<PlaceContents>) => {
      if (stop.signal.aborted) return;
      const before = this.#known.get(id) ?? { contents: undefined, pools: undefined };
      this.#known.set(id, { ...before, ...change });
      this.#changes.fire();
    };
    this.#reader.read(followed.place, show, stop.signal);
  }
}
