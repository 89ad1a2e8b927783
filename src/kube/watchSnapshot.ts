import type { ClusterObjects, ClusterSnapshot } from "../nap/disable/snapshot/snapshot.ts";
import type { ClusterAccess } from "./access.ts";
import { snapshotLists, snapshotOf, unreadOf, type SnapshotList } from "./readSnapshot.ts";
import { watchKinds, type WatchedKinds } from "./watchKinds.ts";

/** How to follow a cluster that is being emptied. */
export interface WatchSnapshotOptions {
  readonly signal: AbortSignal;
  readonly onChange: (snapshot: ClusterSnapshot) => void;
  /** Least time between two calls of onChange, in milliseconds. */
  readonly everyMs?: number;
}

const defaultEveryMs = 500;

/**
 * Like readSnapshot, again after every change, at most twice a second; first when every list has arrived or failed.
 * A list that is no longer up to date is named in `unread` and keeps its objects. Resolves after the abort.
 */
export async function watchSnapshot(
  access: ClusterAccess,
  { signal, onChange, everyMs = defaultEveryMs }: WatchSnapshotOptions,
): Promise<void> {
  await watchKinds(access, {
    kinds: snapshotLists,
    signal,
    everyMs,
    onChange: (known) => {
      const states = snapshotLists.map((list) => known[list].state.phase);
      if (!states.includes("loading")) onChange(liveSnapshot(known));
    },
  });
}

function liveSnapshot(known: WatchedKinds<SnapshotList>): ClusterSnapshot {
  const objects = Object.fromEntries(snapshotLists.map((list) => [list, known[list].objects]));
  const unread = snapshotLists.flatMap((list: keyof ClusterObjects) => {
    const { state } = known[list];
    return "problem" in state ? [unreadOf(list, state.problem)] : [];
  });
  return snapshotOf(objects, { takenAt: new Date().toISOString(), unread });
}
