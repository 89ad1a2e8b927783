import { forbids, timingOf } from "./budgets.ts";
import type { Budget, BudgetTiming, DisruptionReason } from "./budgets.ts";
import type { CronFields } from "./cron.ts";
import {
  firingsOfDay,
  longestGap,
  longestGapOfDay,
  nextTime,
  neverMatches,
  previousTime,
} from "./cronTimes.ts";
import type { Parsed } from "./parsed.ts";

/** A stretch of time, in milliseconds since 1970 (UTC); the end does not belong to it and may be Infinity. */
export interface TimeWindow {
  readonly startMs: number;
  readonly endMs: number;
}

const week = 7 * 86_400_000;
const year = 366 * 86_400_000;

/** A firing schedule whose windows leave gaps; all other budgets hold always or never. */
interface Recurrence {
  readonly schedule: CronFields;
  readonly durationMs: number;
  /** Whether the windows of a day touch each other, so that a day counts as one; saves walking through each minute. */
  readonly joined: boolean;
}

type Pattern = "always" | "never" | Recurrence;

function patternOf(timing: BudgetTiming): Pattern {
  if (timing.kind === "always") return "always";
  const { schedule, durationMs } = timing;
  if (neverMatches(schedule)) return "always";
  if (durationMs > 0 && longestGap(schedule) <= durationMs) return "always";
  if (schedule.kind === "every" || durationMs <= 0) return "never";
  return { schedule, durationMs, joined: longestGapOfDay(schedule) <= durationMs };
}

/**
 * Whether the budget holds without interruption: no schedule, one that never fires (Karpenter takes it for one that
 * has just fired), or one that fires again before each window ends.
 */
export function isAlwaysActive(timing: BudgetTiming): boolean {
  return patternOf(timing) === "always";
}

function lastOf({ schedule, joined }: Recurrence, firedMs: number): number {
  return joined ? firingsOfDay(schedule, firedMs).last : firedMs;
}

function firstOf({ schedule, joined }: Recurrence, firedMs: number): number {
  return joined ? firingsOfDay(schedule, firedMs).first : firedMs;
}

/** The moment until which the pattern holds without interruption, or undefined when it does not hold at `ms`. */
function activeUntil(pattern: Pattern, ms: number): number | undefined {
  if (pattern === "always") return Infinity;
  if (pattern === "never") return undefined;
  let end: number | undefined;
  for (let at = ms; ; at = end) {
    const fired = previousTime(pattern.schedule, at);
    if (fired === undefined || fired + pattern.durationMs <= at) return end;
    end = lastOf(pattern, fired) + pattern.durationMs;
  }
}

/** The moment since which the recurrence has held without interruption; it must hold at `ms`. */
function activeSince(recurrence: Recurrence, ms: number): number {
  const { schedule, durationMs } = recurrence;
  let start = firstOf(recurrence, previousTime(schedule, ms) ?? ms);
  for (;;) {
    const fired = previousTime(schedule, start - 1);
    if (fired === undefined || fired + durationMs < start) return start;
    start = firstOf(recurrence, fired);
  }
}

function nextWindow(pattern: Pattern, fromMs: number): TimeWindow | undefined {
  if (pattern === "always") return { startMs: -Infinity, endMs: Infinity };
  if (pattern === "never") return undefined;
  const until = activeUntil(pattern, fromMs);
  if (until !== undefined) return { startMs: activeSince(pattern, fromMs), endMs: until };
  const startMs = nextTime(pattern.schedule, fromMs);
  if (startMs === undefined) return undefined;
  return { startMs, endMs: activeUntil(pattern, startMs) ?? startMs };
}

/**
 * The next `count` windows in which the budget holds, the one around `fromMs` included; windows that touch are one.
 * Always active: a single window without beginning and end. A duration of zero: none.
 */
export function budgetWindows(
  budget: Budget,
  fromMs: number,
  count: number,
): Parsed<readonly TimeWindow[]> {
  const timing = timingOf(budget);
  if (timing.error !== undefined) return timing;
  const pattern = patternOf(timing.value);
  const windows: TimeWindow[] = [];
  for (let from = fromMs; windows.length < count && from < Infinity;) {
    const window = nextWindow(pattern, from);
    if (window === undefined) break;
    windows.push(window);
    from = window.endMs;
  }
  return { value: windows };
}

/** The times of the budgets that forbid the reason altogether; one bad schedule forbids everything. */
function blockersOf(budgets: readonly Budget[], reason: DisruptionReason): readonly Pattern[] {
  const patterns: Pattern[] = [];
  for (const budget of budgets) {
    const timing = timingOf(budget);
    if (timing.error !== undefined) return ["always"];
    if (forbids(budget, reason)) patterns.push(patternOf(timing.value));
  }
  return patterns;
}

/** Like activeUntil for several patterns that relieve each other; looks no further than `limitMs`. */
function blockedUntil(
  blockers: readonly Pattern[],
  ms: number,
  limitMs: number,
): number | undefined {
  let end: number | undefined;
  while ((end ?? ms) < limitMs) {
    const at = end ?? ms;
    const ends = blockers.flatMap((pattern) => activeUntil(pattern, at) ?? []);
    if (ends.length === 0) return end;
    end = Math.max(...ends);
  }
  return end;
}

/**
 * The first moment from `fromMs` on, within a year, in which some node may be disrupted for the reason; undefined when
 * there is none. Budgets that allow at least one node do not count, nor do reasons that they do not name.
 */
export function nextAllowedTime(
  budgets: readonly Budget[],
  reason: DisruptionReason,
  fromMs: number,
): number | undefined {
  const limit = fromMs + year;
  const until = blockedUntil(blockersOf(budgets, reason), fromMs, limit) ?? fromMs;
  return until < limit ? until : undefined;
}

/** Whether the budgets leave no moment of the coming year in which a node may be disrupted for the reason. */
export function isAlwaysBlocked(
  budgets: readonly Budget[],
  reason: DisruptionReason,
  fromMs: number,
): boolean {
  return nextAllowedTime(budgets, reason, fromMs) === undefined;
}

/**
 * The stretches between `fromMs` and `toMs` (by default a week later) in which no node may be disrupted for the reason,
 * cut off at both ends, in order and apart from each other.
 */
export function blockedWindows(
  budgets: readonly Budget[],
  reason: DisruptionReason,
  { fromMs, toMs = fromMs + week }: { fromMs: number; toMs?: number },
): readonly TimeWindow[] {
  const blockers = blockersOf(budgets, reason);
  const windows: TimeWindow[] = [];
  for (let from = fromMs; from < toMs;) {
    const starts = blockers.flatMap((pattern) => nextWindow(pattern, from)?.startMs ?? []);
    const startMs = Math.max(from, Math.min(...starts));
    if (startMs >= toMs) break;
    const endMs = blockedUntil(blockers, startMs, toMs) ?? startMs;
    windows.push({ startMs, endMs: Math.min(endMs, toMs) });
    from = endMs;
  }
  return windows;
}
