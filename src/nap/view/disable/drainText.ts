import type { Blocker } from "../../disable/blockers/blocker.ts";
import type { DrainProgress } from "../../disable/drainView.ts";
import type { DisableReading } from "../../disable/reading.ts";
import { isManual } from "../../disable/modeState.ts";
import { countText } from "../../disable/countText.ts";

/** A time span in the largest unit that says enough. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${(minutes / 60).toFixed(1)} h`;
}

/** Whether nodes are going, or to go as soon as Karpenter picks them. */
export function isDraining({ steps, drain }: DisableReading): boolean {
  const { counts, nodes, claimsWithoutNode } = drain;
  const isTainted = steps.some(({ id, status }) => id === "taint" && status === "done");
  const going = counts.disrupting + counts.draining + counts.volumes + counts.terminating;
  const isManual = steps.every(({ status }) => status === "done");
  return !isManual && (going > 0 || (isTainted && nodes.length + claimsWithoutNode.length > 0));
}

/** How the way to Manual stands, in one line. */
export function progressText(reading: DisableReading, progress: DrainProgress | undefined): string {
  const { steps, drain } = reading;
  const index = steps.findIndex(({ status }) => status !== "done");
  if (index < 0) return "Node auto-provisioning is off.";
  const at = `Step ${index + 1} of ${steps.length}`;
  if (progress === undefined || !isDraining(reading)) return `${at}.`;
  const isBlocked = steps[index]?.status === "blocked" && !progress.isStuck;
  return [
    `${at}: ${countText(drain.nodes.length, "node")}, ${countText(drain.pods, "pod")} left`,
    ...(isBlocked ? ["blocked"] : rate(reading, progress)),
    ...spent(reading, progress),
  ]
    .join(", ")
    .concat(".");
}

/** Seconds say nothing yet. */
const leastTold = 60_000;

function spent({ state }: DisableReading, { startMs }: DrainProgress): readonly string[] {
  const ms = state.inventory.nowMs - startMs;
  return ms < leastTold ? [] : [`draining for ${durationText(ms)}`];
}

function rate(reading: DisableReading, progress: DrainProgress): readonly string[] {
  if (progress.isStuck) return ["nothing moves"];
  const held = nodesWith(reading, "blocks");
  const isTold = reading.state.inventory.nowMs - progress.startMs >= leastTold;
  return [
    ...(held > 0 ? [`${held} held`] : []),
    ...(isTold ? paceText(progress) : []),
    ...(isTold && held + nodesWith(reading, "waits") === 0 && !isShut(reading)
      ? endText(progress)
      : []),
  ];
}

function nodesWith({ drain }: DisableReading, wanted: Blocker["effect"]): number {
  return drain.nodes.filter(({ blockers }) => blockers.some(({ effect }) => effect === wanted))
    .length;
}

/** Whether the budgets of some NodePool let none go, now or ever: those that are only used up open again as nodes go. */
function isShut({ drain }: DisableReading): boolean {
  return drain.blockers.some(
    ({ effect, remedies }) =>
      effect === "blocks" ||
      remedies.some((remedy) => remedy.kind === "wait" && remedy.untilMs !== undefined),
  );
}

function paceText({ nodesPerHour: pace }: DrainProgress): readonly string[] {
  if (pace === undefined) return [];
  return [`${pace < 10 ? pace.toFixed(1) : Math.round(pace)} nodes per hour`];
}

/** Only where no node waits for anything: the pace of before says nothing about a node that is held. */
function endText({ estimatedEndMs }: DrainProgress): readonly string[] {
  if (estimatedEndMs === undefined) return [];
  return [`done at about ${new Date(estimatedEndMs).toTimeString().slice(0, 5)}`];
}

/** That nothing of Karpenter is left, with what is known of the mode. */
export function doneText({ state }: DisableReading): string {
  const { managedCluster, azureProblem } = state.inventory.snapshot;
  const done = "nothing of Karpenter is left.";
  if (managedCluster === undefined) return `${done} The mode is not known now.`;
  const { mode } = managedCluster;
  if (azureProblem !== undefined) return `${done} The mode was ${mode} when Azure last answered.`;
  return isManual(state)
    ? `${done} The mode is ${mode}, Azure is not done with it.`
    : `${done} The mode is still ${mode}.`;
}

const effectsOfStuck = ["blocks", "unknown", "waits"] as const;

/** What holds a drain that does not move, for a notification. */
export function stuckText({ drain }: DisableReading, minutes: number): string {
  const blockers = [...drain.blockers, ...drain.nodes.flatMap((node) => node.blockers)];
  const said = (wanted: Blocker["effect"]) => [
    ...new Set(blockers.filter(({ effect }) => effect === wanted).map(({ words }) => words)),
  ];
  // What it waits for is not what holds it, but nothing else moves.
  const held = effectsOfStuck.map(said).find((words) => words.length > 0) ?? [];
  const more = held.length > 2 ? ` And ${held.length - 2} more.` : "";
  const why =
    held.length === 0 ? "Nothing that is known holds it." : held.slice(0, 2).join(" ") + more;
  return `nothing has moved for ${minutes} minutes, ${countText(drain.nodes.length, "node")} left. ${why}`;
}
