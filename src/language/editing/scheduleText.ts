import { budgetWindows } from "../../karpenter/budgetWindows.ts";
import { parseSchedule } from "../../karpenter/cron.ts";
import type { CronSchedule } from "../../karpenter/cron.ts";
import { nextTime } from "../../karpenter/cronTimes.ts";
import { describeSchedule } from "../../karpenter/cronWords.ts";

export interface ScheduleQuestion {
  readonly schedule: string;
  /** Of the same budget, as Go writes durations; absent: only the starts are known. */
  readonly duration: string | undefined;
  /** Milliseconds since 1970 in UTC. */
  readonly now: number;
  /** IANA name; absent or unknown: UTC alone. */
  readonly timeZone: string | undefined;
}

/** Markdown: a schedule in words, and its next three windows; or why Karpenter cannot read it. */
export function scheduleText(question: ScheduleQuestion): string {
  const parsed = parseSchedule(question.schedule);
  if (parsed.error !== undefined)
    return `Karpenter cannot read this schedule (${parsed.error}) and then disrupts no node of the pool.`;
  const words = describeSchedule(parsed.value);
  const windows = nextWindows(parsed.value, question);
  const title = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  if (windows.length === 0) return title;
  return `${title}\n\nNext windows:\n${windows.map((window) => `- ${window}`).join("\n")}`;
}

function nextWindows(
  schedule: CronSchedule,
  { schedule: text, duration, now, timeZone }: ScheduleQuestion,
): readonly string[] {
  if (duration === undefined) {
    const at = nextTime(schedule, now);
    return at === undefined ? [] : [windowText(at, undefined, timeZone)];
  }
  const windows = budgetWindows({ nodes: "0", schedule: text, duration }, now, 3).value ?? [];
  return windows.map(({ startMs, endMs }) =>
    Number.isFinite(startMs) && Number.isFinite(endMs)
      ? windowText(startMs, endMs, timeZone)
      : "always: each window begins before the one before it ends, or none ever does",
  );
}

function windowText(start: number, end: number | undefined, timeZone: string | undefined): string {
  const utc = `${spanText(start, end, "UTC") ?? ""} UTC`;
  const local =
    timeZone === undefined || timeZone === "UTC" ? undefined : spanText(start, end, timeZone);
  return local === undefined ? utc : `${utc} (${local} in ${timeZone ?? ""})`;
}

/** `Mon 23 Nov 00:00 to 08:00`; undefined for a time zone that the platform does not know. */
function spanText(start: number, end: number | undefined, timeZone: string): string | undefined {
  const first = momentText(start, timeZone);
  if (first === undefined || end === undefined) return first?.join(" ");
  const last = momentText(end, timeZone);
  if (last === undefined) return undefined;
  const [day, time] = last;
  return `${first.join(" ")} to ${day === first[0] ? time : last.join(" ")}`;
}

function momentText(ms: number, timeZone: string): readonly [string, string] | undefined {
  try {
    const date = new Date(ms);
    const day = new Intl.DateTimeFormat("en-GB", {
      weekday: "short",
      day: "numeric",
      month: "short",
      timeZone,
    });
    const time = new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone,
    });
    return [day.format(date).replace(",", ""), time.format(date)];
  } catch {
    // RangeError: no such time zone, or a moment beyond the calendar.
    return undefined;
  }
}
