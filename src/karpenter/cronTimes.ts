import type { CronField, CronFields, CronSchedule } from "./cron.ts";
import { rememberedOf } from "./remembered.ts";

const minute = 60_000;
const day = 86_400_000;

/** Go looks for the next match up to the end of the fifth year after the start, then gives up (spec.go, Next). */
const yearsSearched = 5;

function includes({ values }: CronField, value: number): boolean {
  return values.includes(value);
}

/** With a star in either, day of month and day of week must both match; otherwise one of them is enough. */
function matchesDay(schedule: CronFields, dayMs: number): boolean {
  const date = new Date(dayMs);
  if (!includes(schedule.months, date.getUTCMonth() + 1)) return false;
  const ofMonth = includes(schedule.days, date.getUTCDate());
  const ofWeek = includes(schedule.weekdays, date.getUTCDay());
  const both = schedule.days.star || schedule.weekdays.star;
  return both ? ofMonth && ofWeek : ofMonth || ofWeek;
}

function startOfDay(ms: number): number {
  return Math.floor(ms / day) * day;
}

/** The first minute of the day, counted from midnight, that matches and is not before `from`. */
function firstMinute({ hours, minutes }: CronFields, from: number): number | undefined {
  for (const hour of hours.values) {
    if (hour * 60 + 59 < from) continue;
    const found = minutes.values.find((value) => hour * 60 + value >= from);
    if (found !== undefined) return hour * 60 + found;
  }
  return undefined;
}

/** The last minute of the day that matches and is not after `to`. */
function lastMinute({ hours, minutes }: CronFields, to: number): number | undefined {
  for (const hour of hours.values.toReversed()) {
    const found = minutes.values.findLast((value) => hour * 60 + value <= to);
    if (found !== undefined) return hour * 60 + found;
  }
  return undefined;
}

/**
 * The first moment after `fromMs` (milliseconds since 1970, UTC) at which the schedule fires, or undefined when
 * there is none before the end of the fifth year. Karpenter reads "none" as "in the past": the budget is always active.
 */
export function nextTime(schedule: CronSchedule, fromMs: number): number | undefined {
  const second = Math.floor(fromMs / 1000) * 1000;
  if (schedule.kind === "every") return second + schedule.seconds * 1000;
  const first = second + 1000;
  const end = Date.UTC(new Date(first).getUTCFullYear() + yearsSearched + 1, 0, 1);
  let from = Math.ceil((first - startOfDay(first)) / minute);
  for (let today = startOfDay(first); today < end; today += day) {
    const found = matchesDay(schedule, today) ? firstMinute(schedule, from) : undefined;
    if (found !== undefined) return today + found * minute;
    from = 0;
  }
  return undefined;
}

/** The last moment not after `ms` at which the schedule fired, or undefined when none in the five years before it. */
export function previousTime(schedule: CronFields, ms: number): number | undefined {
  const start = Date.UTC(new Date(ms).getUTCFullYear() - yearsSearched, 0, 1);
  let to = Math.floor((ms - startOfDay(ms)) / minute);
  for (let today = startOfDay(ms); today >= start; today -= day) {
    const found = matchesDay(schedule, today) ? lastMinute(schedule, to) : undefined;
    if (found !== undefined) return today + found * minute;
    to = 24 * 60;
  }
  return undefined;
}

/** The first and the last firing on the day of a firing. */
export function firingsOfDay(
  schedule: CronFields,
  firedMs: number,
): { first: number; last: number } {
  const today = startOfDay(firedMs);
  const [first, last] = [firstMinute(schedule, 0), lastMinute(schedule, 24 * 60)];
  return { first: today + (first ?? 0) * minute, last: today + (last ?? 0) * minute };
}

/** Four years from here hold every date of the calendar, 29 February included. */
const reference = Date.UTC(2023, 11, 31, 23, 59);

/** Whether the schedule can fire on no date at all (`0 0 31 2 *`). */
export const neverMatches = rememberedOf(
  (schedule: CronSchedule) => nextTime(schedule, reference) === undefined,
);

/** The longest time in milliseconds between two firings of one day; 0 when it fires at most once a day. */
export function longestGapOfDay({ hours, minutes }: CronFields): number {
  const times = hours.values.flatMap((hour) => minutes.values.map((value) => hour * 60 + value));
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return Math.max(0, ...gaps) * minute;
}

/**
 * The longest time in milliseconds between two firings that follow each other, over the eight years around the
 * missing leap day nearest to a reference year; Infinity when the schedule never fires.
 */
export const longestGap = rememberedOf((schedule: CronSchedule): number => {
  if (schedule.kind === "every") return schedule.seconds * 1000;
  const first = firstMinute(schedule, 0);
  const last = lastMinute(schedule, 24 * 60);
  if (first === undefined || last === undefined || neverMatches(schedule)) return Infinity;
  return Math.max(longestGapOfDay(schedule), mostDaysApart(schedule) - (last - first) * minute);
});

const knownDaysApart = new Map<string, number>();

/**
 * The longest time in milliseconds between two days that follow each other in the schedule. Remembered: many budgets
 * share their days, and three thousand days take long to look at.
 */
function mostDaysApart(schedule: CronFields): number {
  const { days, months, weekdays } = schedule;
  const id = JSON.stringify([days, months, weekdays]);
  const known = knownDaysApart.get(id);
  if (known !== undefined) return known;
  let longest = 0;
  let previous = startOfDay(nextTime(schedule, reference) ?? reference);
  for (let today = previous + day; today < reference + 8 * 366 * day; today += day) {
    if (!matchesDay(schedule, today)) continue;
    longest = Math.max(longest, today - previous);
    previous = today;
  }
  if (knownDaysApart.size >= 256) knownDaysApart.clear();
  knownDaysApart.set(id, longest);
  return longest;
}
