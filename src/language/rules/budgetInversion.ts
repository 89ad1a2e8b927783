import { parseSchedule } from "../../karpenter/cron.ts";
import { formatDuration, parseDuration } from "../../karpenter/duration.ts";
import type { WrittenBudget } from "./access.ts";

const minute = 60n * 1_000_000_000n;
const day = 24n * 60n * minute;

/**
 * The time outside of one window that opens on one weekday each week, as a budget's schedule and duration: the block
 * begins when the window ends and lasts until it opens again. Undefined for every other set of windows.
 */
export function invertedWindows(
  budgets: readonly WrittenBudget[],
): { readonly schedule: string; readonly duration: string } | undefined {
  const [only] = budgets;
  if (only?.schedule === undefined || only.duration === undefined || budgets.length !== 1)
    return undefined;
  const parsed = parseSchedule(only.schedule).value;
  const length = parseDuration(only.duration).value;
  if (parsed?.kind !== "fields" || length === undefined || length >= 7n * day) return undefined;
  const { minutes, hours, weekdays, days, months } = parsed;
  const [at, hour, weekday] = [minutes.values[0], hours.values[0], weekdays.values[0]];
  const single =
    minutes.values.length === 1 && hours.values.length === 1 && weekdays.values.length === 1;
  if (
    !single ||
    at === undefined ||
    hour === undefined ||
    weekday === undefined ||
    !days.star ||
    !months.star
  )
    return undefined;
  const end = (BigInt(weekday * 24 + hour) * 60n + BigInt(at)) * minute + length;
  const minutesOfWeek = Number((end % (7n * day)) / minute);
  const schedule = `${minutesOfWeek % 60} ${Math.floor(minutesOfWeek / 60) % 24} * * ${Math.floor(minutesOfWeek / 1440)}`;
  return {
    schedule,
    duration: formatDuration(7n * day - length)
      .replace(/m0s$/, "m")
      .replace(/h0m$/, "h"),
  };
}
