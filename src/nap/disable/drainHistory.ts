import { sampleOf } from "./drainView.ts";
import { lastSeenMs } from "./snapshot/lastSeen.ts";
import { taintedAt } from "./snapshot/taintedAt.ts";
import type { DrainSample, DrainView } from "./drainView.ts";
import type { Inventory } from "./snapshot/inventory.ts";

/** The API server keeps events for an hour; of nodes that went before it nobody knows. */
const eventsKeptMs = 60 * 60_000;

/** Karpenter says so when it begins with a node. */
const going = "DisruptionTerminating";

/** When the first pool was tainted; undefined where nobody says. */
function firstTaintedAt({ snapshot }: Inventory): number | undefined {
  const times = snapshot.nodePools.flatMap((pool) => taintedAt(pool) ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** When the nodes that are left began to drift for our taint; undefined while none has. Drift may be older than that. */
function startOf(inventory: Inventory): number | undefined {
  const { snapshot } = inventory;
  const tainted = firstTaintedAt(inventory);
  if (tainted === undefined) return undefined;
  const times = snapshot.nodeClaims.flatMap(({ status }) =>
    (status?.conditions ?? []).flatMap(({ type, status: is, lastTransitionTime = "" }) =>
      type === "Drifted" && is === "True" ? [Date.parse(lastTransitionTime)] : [],
    ),
  );
  const known = times.filter((time) => !Number.isNaN(time));
  return known.length === 0 ? undefined : Math.max(tainted, Math.min(...known));
}

/** Names of the NodeClaims that have gone since then, by the events that they left. */
function goneSince({ snapshot }: Inventory, sinceMs: number): readonly string[] {
  const left = new Set(snapshot.nodeClaims.map(({ metadata }) => metadata.name));
  const names = snapshot.events.flatMap((event) => {
    const { kind, name = "" } = event.involvedObject;
    const isGone = kind === "NodeClaim" && event.reason === going && !left.has(name);
    return isGone && lastSeenMs(event) >= sinceMs ? [name] : [];
  });
  return [...new Set(names)];
}

/** When the cluster last shows something to have got on: a condition, a deletion, a node that Karpenter began with. */
function lastMoveOf({ snapshot, nowMs }: Inventory, startMs: number): number {
  const ofClaims = snapshot.nodeClaims.flatMap(({ metadata, status }) => [
    metadata.deletionTimestamp,
    ...(status?.conditions ?? []).map(({ lastTransitionTime }) => lastTransitionTime),
  ]);
  const ofEvents = snapshot.events.filter(({ reason }) => reason === going).map(lastSeenMs);
  return [...ofClaims.map((time) => Date.parse(time ?? "")), ...ofEvents]
    .filter((time) => time <= nowMs)
    .reduce((latest, time) => Math.max(latest, time), startMs);
}

/**
 * How the drain has gone so far, as the cluster tells it: what somebody would have seen who had watched from the start,
 * so that a window that was opened late knows time, rate and standstill. Empty while nothing has drifted.
 */
export function drainHistory(inventory: Inventory, drain: DrainView): readonly DrainSample[] {
  const startMs = startOf(inventory);
  if (startMs === undefined || startMs >= inventory.nowMs) return [];
  const sinceMs = Math.max(startMs, inventory.nowMs - eventsKeptMs);
  const gone = goneSince(inventory, sinceMs).length;
  const now = sampleOf(drain, lastMoveOf(inventory, sinceMs));
  const before = { atMs: sinceMs, nodes: now.nodes + gone, pods: now.pods, state: "before" };
  return [{ ...before, startMs }, now];
}
