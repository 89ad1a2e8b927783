import { parseSchedule } from "./cron.ts";
import type { CronSchedule } from "./cron.ts";
import { nextTime } from "./cronTimes.ts";
import { parseDuration, toMilliseconds } from "./duration.ts";
import { goAtoi } from "./goText.ts";
import type { Parsed } from "./parsed.ts";

/** Why Karpenter disrupts a node; budgets may be limited to some of them. */
export type DisruptionReason = "Underutilized" | "Empty" | "Drifted";

/** An item of `spec.disruption.budgets`. */
export interface Budget {
  /** A count (`5`) or a percentage (`10%`). */
  readonly nodes: string;
  readonly schedule?: string | undefined;
  readonly duration?: string | undefined;
  /** Absent means all reasons; an empty list means none, so that the budget never applies. */
  readonly reasons?: readonly DisruptionReason[] | undefined;
}

/** What an inactive budget allows, and a pool without budgets. */
export const unlimited = 2 ** 31 - 1;

/** When a budget holds: always, or for a time in milliseconds after each firing of its schedule. */
export type BudgetTiming =
  | { readonly kind: "always" }
  | { readonly kind: "scheduled"; readonly schedule: CronSchedule; readonly durationMs: number };

/** Reads schedule and duration; the error is that of the cron package or of Go's durations. */
export function timingOf({
  schedule,
  duration,
}: Pick<Budget, "schedule" | "duration">): Parsed<BudgetTiming> {
  if (schedule === undefined && duration === undefined) return { value: { kind: "always" } };
  const parsed = parseSchedule(schedule ?? "");
  if (parsed.error !== undefined) return parsed;
  const length = parseDuration(duration ?? "0s");
  if (length.error !== undefined) return length;
  const durationMs = toMilliseconds(length.value);
  return { value: { kind: "scheduled", schedule: parsed.value, durationMs } };
}

function holds(timing: BudgetTiming, nowMs: number): boolean {
  if (timing.kind === "always") return true;
  const next = nextTime(timing.schedule, nowMs - timing.durationMs);
  // A schedule that never fires counts as having fired in the past.
  return next === undefined || next <= nowMs;
}

/**
 * Whether the budget holds at a moment (milliseconds since 1970, UTC), as Budget.IsActive of karpenter v1.14.0
 * pkg/apis/v1/nodepool.go: a firing within the last `duration`. The error is that of a bad schedule.
 */
export function isActive(budget: Budget, nowMs: number): Parsed<boolean> {
  const timing = timingOf(budget);
  return timing.error === undefined ? { value: holds(timing.value, nowMs) } : timing;
}

/** Whether the budget counts for the reason. */
function appliesTo({ reasons }: Budget, reason: DisruptionReason): boolean {
  return reasons?.includes(reason) ?? true;
}

/**
 * How many of `numNodes` nodes the value allows: percentages are rounded up, counts wrap around at 32 bits
 * (`3000000000` is negative). Undefined when it cannot be read, as with counts beyond 64 bits.
 */
export function allowedByValue(nodes: string, numNodes: number): number | undefined {
  const count = goAtoi(nodes);
  if (count.error === undefined) return Number(BigInt.asIntN(32, count.value));
  const percent = nodes.endsWith("%") ? goAtoi(nodes.slice(0, -1)) : count;
  if (percent.error !== undefined) return undefined;
  return Math.ceil((Number(percent.value) * numNodes) / 100);
}

/**
 * How many nodes Karpenter may disrupt for the reason at a moment, before it subtracts those already being disrupted
 * (MustGetAllowedDisruptions): the least of all active budgets that apply, `unlimited` when there is none. A budget
 * with a bad schedule, or an active one with an unreadable value, blocks every reason, whichever reasons it names.
 * May be negative, which blocks too.
 */
export function allowedDisruptions(
  budgets: readonly Budget[],
  { reason, numNodes, nowMs }: { reason: DisruptionReason; numNodes: number; nowMs: number },
): number {
  let least = unlimited;
  for (const budget of budgets) {
    const active = isActive(budget, nowMs);
    if (active.error !== undefined) return 0;
    if (!active.value) continue;
    const value = allowedByValue(budget.nodes, numNodes);
    if (value === undefined) return 0;
    if (appliesTo(budget, reason)) least = Math.min(least, value);
  }
  return least;
}

/** Whether the budget, while active, lets no node be disrupted for the reason, however many nodes there are. */
export function forbids(budget: Budget, reason: DisruptionReason): boolean {
  // Values only grow with the number of nodes, and any percentage above zero allows one of one node.
  const value = allowedByValue(budget.nodes, 1);
  if (value === undefined) return true;
  return value <= 0 && appliesTo(budget, reason);
}
