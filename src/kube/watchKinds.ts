import type { KindState } from "../nap/view/contents/kindState.ts";
import type { ClusterAccess } from "./access.ts";
import { coalesced } from "./coalesced.ts";
import { follow, type Follower } from "./follow.ts";
import type { ResourceName } from "./resources.ts";
import type { KubeObject } from "./trim.ts";
import type { WatchEvent } from "./watchEvents.ts";

/** What is known of one kind; a new list only when something changed, its unchanged objects the same as before. */
export interface WatchedKind {
  readonly state: KindState;
  readonly objects: readonly KubeObject[];
}

export type WatchedKinds<Name extends ResourceName> = Readonly<Record<Name, WatchedKind>>;

/** Restricts what is watched of a kind. */
export interface KindFilter {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface WatchKindsOptions<Name extends ResourceName> {
  readonly kinds: readonly Name[];
  readonly filters?: Readonly<Partial<Record<Name, KindFilter>>>;
  /** Ends all watches; afterwards nothing is called, and no timer or connection is left. */
  readonly signal: AbortSignal;
  readonly onChange: (known: WatchedKinds<Name>) => void;
  /** Least time between two calls of onChange, in milliseconds. */
  readonly everyMs?: number;
  /** First pause after a failure, in milliseconds. */
  readonly pauseMs?: number;
}

const defaultEveryMs = 100;

/**
 * Follows several kinds of one cluster, one watch each, and tells of all changes together, at most every 100 ms.
 * Resolves when the signal has aborted and every watch has ended.
 */
export async function watchKinds<Name extends ResourceName>(
  access: ClusterAccess,
  options: WatchKindsOptions<Name>,
): Promise<void> {
  const { kinds, filters, signal, onChange, everyMs = defaultEveryMs, pauseMs } = options;
  const stores = new Map(kinds.map((name) => [name, createStore()]));
  const told = coalesced(() => onChange(knownOf(stores)), { everyMs, signal });
  await Promise.all(
    [...stores].map(([name, store]) =>
      follow(access, name, {
        ...filters?.[name],
        signal,
        ...(pauseMs !== undefined && { pauseMs }),
        follower: store.follower(told),
      }),
    ),
  );
}

function knownOf<Name extends ResourceName>(stores: ReadonlyMap<Name, Store>): WatchedKinds<Name> {
  const entries = [...stores].map(([name, store]) => [name, store.known()] as const);
  // The map has exactly the kinds that were asked for.
  return Object.fromEntries(entries) as WatchedKinds<Name>;
}

interface Store {
  known(): WatchedKind;
  follower(told: () => void): Follower;
}

/** The objects of one kind, by uid, and how far they are known. */
function createStore(): Store {
  let state: KindState = { phase: "loading" };
  let byUid = new Map<string, KubeObject>();
  let known: WatchedKind | undefined;
  const follower = (told: () => void): Follower => {
    const become = (next: KindState) => {
      state = next;
      known = undefined;
      told();
    };
    return {
      arriving: (objects) => {
        // What was known before is more than the beginning of a new list.
        if (state.phase !== "loading") return;
        byUid = relisted(byUid, objects);
        become(state);
      },
      listed: (objects) => {
        byUid = relisted(byUid, objects);
        become({ phase: "live" });
      },
      changed: (events) => {
        for (const event of events) apply(byUid, event);
        become({ phase: "live" });
      },
      failed: (problem) => {
        const isKnown = state.phase === "live" || state.phase === "stale";
        if ("problem" in state && state.problem.text === problem.text) return;
        become({ phase: isKnown ? "stale" : "failed", problem });
      },
      resumed: () => become({ phase: "live" }),
    };
  };
  return { follower, known: () => (known ??= { state, objects: [...byUid.values()] }) };
}

/** Objects that a new list shows unchanged stay the same, so that what was made of them need not be made again. */
function relisted(
  before: ReadonlyMap<string, KubeObject>,
  objects: readonly KubeObject[],
): Map<string, KubeObject> {
  return new Map(
    objects.map((object) => {
      const old = before.get(keyOf(object));
      const isSame = old?.metadata.resourceVersion === object.metadata.resourceVersion;
      return [keyOf(object), old !== undefined && isSame ? old : object];
    }),
  );
}

function apply(byUid: Map<string, KubeObject>, { type, object }: WatchEvent): void {
  if (type === "DELETED") byUid.delete(keyOf(object));
  else byUid.set(keyOf(object), object);
}

function keyOf({ metadata }: KubeObject): string {
  return metadata.uid ?? `${metadata.namespace ?? ""}/${metadata.name}`;
}
