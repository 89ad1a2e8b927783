import { blockersByNode } from "./blockers/blockersByNode.ts";
import { latestEvents } from "./blockers/drainEvents.ts";
import { lastWordsOf } from "./blockers/eventBlockers.ts";
import { isLeaving } from "./fitting/buildWorld.ts";
import { conditionOf, isTrue } from "./snapshot/conditions.ts";
import { isDaemonPod, isWaitedFor } from "./snapshot/podFacts.ts";
import type { Blocker } from "./blockers/blocker.ts";
import type { DrainEvent } from "./blockers/drainEvents.ts";
import type { Inventory, NapNode } from "./snapshot/inventory.ts";
import type { DisableState } from "./state.ts";

/**
 * How far a node is: `waiting` to drift, `drifted` and waiting for its turn, `disrupting`: picked, `draining`: its pods
 * are being evicted, `volumes`: its disks are being detached, `terminating`: Azure deletes the machine.
 */
export const drainPhases = [
  "waiting",
  "drifted",
  "disrupting",
  "draining",
  "volumes",
  "terminating",
] as const;
export type DrainPhase = (typeof drainPhases)[number];

export interface DrainNode {
  readonly node: string;
  readonly nodePool: string;
  readonly phase: DrainPhase;
  /** Since when, milliseconds since 1970; undefined when the cluster does not say. */
  readonly sinceMs: number | undefined;
  /** Pods that the drain still has to move, DaemonSets not counted. */
  readonly pods: number;
  readonly blockers: readonly Blocker[];
  /**
   * Karpenter's last words about it. It says no more than one thing per node in two minutes, so that the blockers are
   * the truth of now and this is a hint.
   */
  readonly lastEvent: DrainEvent | undefined;
}

export interface DrainView {
  readonly nodes: readonly DrainNode[];
  /** NodeClaims without a node: launching or left behind. */
  readonly claimsWithoutNode: readonly string[];
  readonly counts: Readonly<Record<DrainPhase, number>>;
  readonly pods: number;
  /** Blockers of no single node: budgets of pools, locks. */
  readonly blockers: readonly Blocker[];
}

function phaseOf(napNode: NapNode): readonly [DrainPhase, string | undefined] {
  const { node, claim } = napNode;
  const deleted = claim?.metadata.deletionTimestamp ?? node.metadata.deletionTimestamp;
  const since = (type: string) => conditionOf(claim, type)?.lastTransitionTime;
  if (isTrue(claim, "InstanceTerminating")) return ["terminating", since("InstanceTerminating")];
  if (deleted !== undefined)
    return isTrue(claim, "Drained") ? ["volumes", since("Drained")] : ["draining", deleted];
  if (isLeaving(napNode) || isTrue(claim, "DisruptionReason"))
    return ["disrupting", since("DisruptionReason")];
  return isTrue(claim, "Drifted") ? ["drifted", since("Drifted")] : ["waiting", undefined];
}

function parsed(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time);
}

/** Blockers of the node itself, and of its pool while the node waits to be picked. */
function drainNode(
  napNode: NapNode,
  { nowMs }: Inventory,
  joined: {
    readonly byNode: ReadonlyMap<string, readonly Blocker[]>;
    readonly events: ReadonlyMap<string, DrainEvent>;
  },
): DrainNode {
  const { node, pool, pods } = napNode;
  const { name } = node.metadata;
  const [phase, since] = phaseOf(napNode);
  return {
    node: name,
    nodePool: pool,
    phase,
    sinceMs: parsed(since),
    pods: pods.filter((pod) => isWaitedFor(pod, nowMs) && !isDaemonPod(pod)).length,
    blockers: joined.byNode.get(name) ?? [],
    lastEvent: lastWordsOf(napNode, joined.events),
  };
}

/** What the drain looks like now: every NAP node with its phase and all that holds it. */
export function viewDrain({ inventory, outlook }: DisableState): DrainView {
  const byNode = blockersByNode(outlook.blockers);
  const joined = { byNode, events: latestEvents(inventory.snapshot.events) };
  const nodes = inventory.napNodes.map((napNode) => drainNode(napNode, inventory, joined));
  const count = (phase: DrainPhase) => nodes.filter((node) => node.phase === phase).length;
  return {
    nodes,
    claimsWithoutNode: inventory.claimsWithoutNode.map(({ metadata }) => metadata.name),
    // Every phase has its count, which the compiler cannot see through fromEntries.
    counts: Object.fromEntries(drainPhases.map((phase) => [phase, count(phase)])) as Record<
      DrainPhase,
      number
    >,
    pods: nodes.reduce((sum, { pods }) => sum + pods, 0),
    blockers: outlook.blockers.filter(({ node }) => node === undefined),
  };
}

/** A look at the drain to compare later ones with; kept by whoever watches. */
export interface DrainSample {
  readonly atMs: number;
  readonly nodes: number;
  readonly pods: number;
  /** Changes whenever some node gets on. */
  readonly state: string;
  /** When the drain began, where that is known to be earlier than this. */
  readonly startMs?: number;
}

/** What to remember of a view. */
export function sampleOf({ nodes, pods, claimsWithoutNode }: DrainView, atMs: number): DrainSample {
  const parts = nodes.map(({ node, phase, pods: left }) => `${node} ${phase} ${left}`).sort();
  const state = [...parts, ...claimsWithoutNode].join("\n");
  return { atMs, nodes: nodes.length, pods, state };
}

export interface DrainProgress {
  /** When the drain began, or was first seen. */
  readonly startMs: number;
  /** Nodes that have gone since the first sample. */
  readonly gone: number;
  readonly left: number;
  /** Undefined until a node has gone. */
  readonly nodesPerHour: number | undefined;
  /** When the last node will be gone at this rate; undefined without a rate. A guess, not a promise. */
  readonly estimatedEndMs: number | undefined;
  readonly lastProgressMs: number;
  /** Whether nothing has moved for so long. */
  readonly isStuck: boolean;
  readonly isDone: boolean;
}

/** How the drain gets on, by samples in the order of time; undefined without any. */
export function progressOf(
  samples: readonly DrainSample[],
  stuckAfterMinutes: number,
): DrainProgress | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // Nodes may have come in between: what counts is the most that there were.
  const most = Math.max(...samples.map(({ nodes }) => nodes));
  const since = samples.find(({ nodes }) => nodes === most)?.atMs ?? first.atMs;
  const gone = most - last.nodes;
  const hours = (last.atMs - since) / 3_600_000;
  const nodesPerHour = gone > 0 && hours > 0 ? gone / hours : undefined;
  const moved = samples.findLast(({ state }, index) => samples[index - 1]?.state !== state);
  const lastProgressMs = (moved ?? first).atMs;
  const isDone = last.state === "";
  return {
    startMs: first.startMs ?? first.atMs,
    gone,
    left: last.nodes,
    nodesPerHour,
    estimatedEndMs:
      nodesPerHour === undefined ? undefined : last.atMs + (last.nodes / nodesPerHour) * 3_600_000,
    lastProgressMs,
    isStuck: !isDone && last.atMs - lastProgressMs >= stuckAfterMinutes * 60_000,
    isDone,
  };
}
