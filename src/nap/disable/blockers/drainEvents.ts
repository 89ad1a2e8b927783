import { lastSeenMs } from "../snapshot/lastSeen.ts";
import type { ClusterEvent } from "../snapshot/kubernetesObjects.ts";
import type { BlockerKind } from "./blocker.ts";

/** What an event of Karpenter says about a drain. */
export interface DrainEvent {
  readonly reason: string;
  readonly message: string;
  readonly atMs: number;
  /** What it is about, undefined for messages that only report progress or that are not known. */
  readonly kind: BlockerKind | "passing" | undefined;
  /** Objects that the message names, `namespace/name` or a name. */
  readonly names: readonly string[];
}

/** Reasons that only report progress, whatever the message says. */
const passingReasons: ReadonlySet<string> = new Set([
  "AwaitingVolumeDetachment",
  "DisruptionTerminating",
]);

/** Reasons whose message tells what holds a node. */
const tellingReasons: ReadonlySet<string> = new Set([
  "DisruptionBlocked",
  "FailedDraining",
  "FailedTermination",
  "TerminationGracePeriodExpiring",
]);

/** The messages of karpenter v1.14.0 (state/statenode.go, disruption/, node/termination); matched loosely. */
const messages: readonly (readonly [RegExp, DrainEvent["kind"]])[] = [
  [/do-not-disrupt" annotation \(Pod=([^)]+)\)/i, "doNotDisruptPod"],
  [/blocked through the "karpenter\.sh\/do-not-disrupt" annotation/i, "doNotDisruptNode"],
  [/does not support multiple pdbs \([^=]*=\[?([^\])]+)/i, "severalPodDisruptionBudgets"],
  [/pdb prevents pod evictions \(PodDisruptionBudget=\[([^\]]+)\]/i, "podDisruptionBudget"],
  [/evicting pod violates a pdb \(Pod=([^)]+)\)/i, "podDisruptionBudget"],
  // The pods are told apart by arrows: one that fits nowhere counts for more than those whose place is not up yet.
  [/(\S+) => (?!would schedule against uninitialized)/i, "noRoom"],
  [/would schedule against uninitialized/i, "passing"],
  [/isn't initialized/i, "uninitialised"],
  [/does not have an associated node/i, "passing"],
  [/nominated for a pending pod/i, "passing"],
  [/deleting or marked for deletion/i, "passing"],
  [/pods? (?:are|is) waiting to be evicted/i, "passing"],
  [/nodepool not found \(NodePool=([^)]+)\)/i, "withoutNodePool"],
  [/no allowed disruptions/i, "disruptionBudget"],
  [/all pods will be deleted by/i, "terminationGracePeriod"],
];

/** Reads an event; undefined when it says nothing about a drain. */
export function readDrainEvent(event: ClusterEvent): DrainEvent | undefined {
  const { reason = "", message = "" } = event;
  const isPassing = passingReasons.has(reason);
  if (!isPassing && !tellingReasons.has(reason)) return undefined;
  const said = { reason, message, atMs: lastSeenMs(event) };
  if (isPassing) return { ...said, kind: "passing", names: [] };
  for (const [pattern, kind] of messages) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const names = (match[1] ?? "").split(/[\s,]+/).filter((name) => name !== "");
    return { ...said, kind, names };
  }
  return { ...said, kind: undefined, names: [] };
}

/** The latest event about each object, by `kind/name`. */
export function latestEvents(events: readonly ClusterEvent[]): ReadonlyMap<string, DrainEvent> {
  const latest = new Map<string, DrainEvent>();
  for (const event of events) {
    const read = readDrainEvent(event);
    if (read === undefined) continue;
    const key = `${event.involvedObject.kind ?? ""}/${event.involvedObject.name ?? ""}`;
    const before = latest.get(key);
    if (before === undefined || before.atMs <= read.atMs) latest.set(key, read);
  }
  return latest;
}
