import { parseSchedule } from "../../karpenter/cron.ts";
import { repairSchedule } from "./scheduleRepair.ts";

/**
 * A schedule with a time zone in front as Karpenter can read it: its hours in UTC, once for each offset that the zone
 * has during the year. Empty where the zone is unknown, or the hours of a day fall on two days in UTC.
 */
export function inUtc(schedule: string): readonly string[] {
  const [, zone = "", rest = ""] = /^(?:CRON_)?TZ=(\S+)\s+(\S.*)$/i.exec(schedule.trim()) ?? [];
  const offsets = [...new Set([0, 6].map((month) => offsetOf(zone, month)))];
  const texts = offsets.map((minutes) =>
    minutes === undefined ? undefined : moved(repairSchedule(rest) ?? rest, minutes),
  );
  return texts.every((text) => text !== undefined) ? [...new Set(texts)] : [];
}

/** Minutes that the clocks of a zone are ahead of UTC in the middle of a month; undefined for a zone that is unknown. */
function offsetOf(zone: string, month: number): number | undefined {
  const noon = Date.UTC(2026, month, 15, 12);
  try {
    const clock = new Intl.DateTimeFormat("sv", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "short",
    }).format(noon);
    return (Date.parse(`${clock.replace(" ", "T")}Z`) - noon) / 60_000;
  } catch {
    return undefined;
  }
}

const dayMinutes = 1440;

function moved(schedule: string, ahead: number): string | undefined {
  const fields = schedule.split(/\s+/);
  const parsed = parseSchedule(schedule).value;
  if (fields.length !== 5 || parsed?.kind !== "fields") return undefined;
  const { hours, minutes, weekdays } = parsed;
  const [minute, second] = minutes.values;
  if (minute === undefined || hours.star) return undefined;
  if (ahead % 60 !== 0 && second !== undefined) return undefined;
  const times = hours.values.map((hour) => hour * 60 + (ahead % 60 === 0 ? 0 : minute) - ahead);
  const days = new Set(times.map((time) => Math.floor(time / dayMinutes)));
  const [day = 0] = days;
  if (days.size !== 1 || (day !== 0 && (fields[2] !== "*" || fields[3] !== "*"))) return undefined;
  const inDay = times.map((time) => time - day * dayMinutes);
  const newHours = inDay.map((time) => Math.floor(time / 60)).join(",");
  const newMinute = ahead % 60 === 0 ? fields[0] : String((inDay[0] ?? 0) % 60);
  const newWeekdays =
    day === 0 || fields[4] === "*"
      ? fields[4]
      : weekdays.values
          .map((weekday) => (weekday + day + 7) % 7)
          .sort((a, b) => a - b)
          .join(",");
  return [newMinute, newHours, fields[2], fields[3], newWeekdays].join(" ");
}
