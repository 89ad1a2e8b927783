import { setTimeout as delay } from "node:timers/promises";
import type { KubeProblem } from "../nap/view/contents/kubeProblem.ts";
import type { ClusterAccess } from "./access.ts";
import { actionOn } from "./apiRequest.ts";
import { problemOf } from "./kubeError.ts";
import { listAll } from "./list.ts";
import { redact } from "../nap/redact.ts";
import { resources, type ResourceName } from "./resources.ts";
import type { KubeObject } from "./trim.ts";
import { watchEvents, type WatchEvent } from "./watchEvents.ts";

/** What a follower is told. */
export interface Follower {
  /** The part of a list that has arrived, while more of it is to come. */
  arriving(objects: readonly KubeObject[]): void;
  /** The collection as it is now: first, and again whenever the server no longer knows our place in it. */
  listed(objects: readonly KubeObject[]): void;
  changed(events: readonly WatchEvent[]): void;
  /** Objects are no longer up to date; trying goes on. */
  failed(problem: KubeProblem): void;
  /** The connection is back without a new list. */
  resumed(): void;
}

export interface FollowQuery {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly signal: AbortSignal;
  /** First pause after a failure, in milliseconds; it doubles up to a hundred times as much. */
  readonly pauseMs?: number;
}

const firstPauseMs = 500;

/** Where one follower stands. */
interface Progress {
  /** Resource version that the next watch begins at; undefined when a list is due. */
  place: string | undefined;
  /** Failures since the last success. */
  failures: number;
  /** Lists whose resource version had expired before any change came. */
  expired: number;
}

/**
 * List and watch: follows one collection until the signal aborts, over ended watches, cut connections and expired
 * resource versions. Resolves after the abort; never rejects for a failure of the cluster.
 */
export async function follow(
  access: ClusterAccess,
  name: ResourceName,
  query: FollowQuery & { readonly follower: Follower },
): Promise<void> {
  const progress: Progress = { place: undefined, failures: 0, expired: 0 };
  const { signal, follower, pauseMs = firstPauseMs } = query;
  const isOver = () => signal.aborted;
  while (!isOver()) {
    const started = Date.now();
    const error = await listAndWatch(access, name, { ...query, progress }).then(
      () => undefined,
      (reason: unknown) => problemOf(reason) ?? ourFault(reason, name),
    );
    if (isOver()) return;
    if (error === undefined) {
      // A server that ends watches at once is not asked in a loop without a pause.
      if (Date.now() - started < pauseMs) await rest(pauseMs, signal);
      continue;
    }
    const isExpired = error.kind === "gone" && progress.place !== undefined;
    if (error.kind === "gone") progress.place = undefined;
    if (isExpired) {
      // A server that calls every list outdated is not asked in a loop without a pause.
      if (progress.expired > 0) await rest(pause(progress.expired, pauseMs), signal);
      progress.expired += 1;
      continue;
    }
    follower.failed(error);
    await rest(pause(progress.failures + (lasting.has(error.kind) ? 5 : 0), pauseMs), signal);
    progress.failures += 1;
  }
}

/** One list, unless a watch can go on where the last one ended, and one watch. */
async function listAndWatch(
  access: ClusterAccess,
  name: ResourceName,
  query: FollowQuery & { readonly follower: Follower; readonly progress: Progress },
): Promise<void> {
  const { follower, progress } = query;
  if (progress.place === undefined) {
    const onPage = (objects: readonly KubeObject[]) => follower.arriving(objects);
    const { items, resourceVersion } = await listAll(access, name, { ...query, onPage });
    follower.listed(items);
    progress.place = resourceVersion;
  }
  const opened = () => {
    if (progress.failures > 0) follower.resumed();
    progress.failures = 0;
  };
  const watch = { ...query, resourceVersion: progress.place, opened };
  for await (const events of watchEvents(access, name, watch)) {
    progress.expired = 0;
    progress.place = events.at(-1)?.object.metadata.resourceVersion ?? progress.place;
    tellChanges(follower, events);
  }
}

function tellChanges(follower: Follower, events: readonly WatchEvent[]): void {
  const changes = events.filter(({ type }) => type !== "BOOKMARK");
  if (changes.length > 0) follower.changed(changes);
}

/** What a reader trips over, such as an answer in a form never seen. */
function ourFault(error: unknown, name: ResourceName): KubeProblem {
  const detail = redact(String(error));
  const text = `What the API server says of ${resources[name].plural} could not be understood.`;
  return { kind: "other", text, detail, action: actionOn("watch", resources[name]) };
}

/** What another try a moment later will not change. */
const lasting: ReadonlySet<KubeProblem["kind"]> = new Set([
  "credential",
  "forbidden",
  "not-found",
  "tls",
  "unauthorized",
]);

/** Doubling, with a random part, so that the watches of many kinds do not come back all at once. */
function pause(failures: number, firstMs: number): number {
  const full = Math.min(firstMs * 2 ** failures, firstMs * 100);
  return full / 2 + Math.random() * (full / 2);
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
