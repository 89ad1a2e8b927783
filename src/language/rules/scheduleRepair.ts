import { parseSchedule } from "../../karpenter/cron.ts";

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** A schedule that Karpenter reads and that says what was meant; undefined where that is not clear. */
export function repairSchedule(schedule: string): string | undefined {
  for (const repair of [withoutUtcPrefix, withoutSeconds, withSundayAsZero, asMacro]) {
    const repaired = repair(schedule.trim());
    if (repaired !== undefined && parseSchedule(repaired).value !== undefined) return repaired;
  }
  return undefined;
}

function withoutUtcPrefix(schedule: string): string | undefined {
  const match = /^(?:CRON_)?TZ=(?:Etc\/)?(?:UTC|GMT)\s+(.+)$/i.exec(schedule);
  return match?.[1];
}

/** Six fields: other crons begin with seconds. Only second 0 means the same. */
function withoutSeconds(schedule: string): string | undefined {
  const fields = schedule.split(/\s+/);
  return fields.length === 6 && fields[0] === "0" ? fields.slice(1).join(" ") : undefined;
}

/** Elsewhere Sunday may be 7 and a range may run over the end of the week. */
function withSundayAsZero(schedule: string): string | undefined {
  const fields = schedule.split(/\s+/);
  const days = fields[4];
  if (fields.length !== 5 || days === undefined) return undefined;
  const parts = days.split(",").map(daysOfPart);
  if (!parts.every((part) => part !== undefined)) return undefined;
  const all = [...new Set(parts.flat())].sort((a, b) => a - b);
  const text = all.length === 7 ? "*" : all.join(",");
  return fields.with(4, text).join(" ");
}

function daysOfPart(part: string): readonly number[] | undefined {
  const [from, to, ...rest] = part.split("-").map(dayNumber);
  if (rest.length > 0 || from === undefined) return undefined;
  if (!part.includes("-")) return [from % 7];
  if (to === undefined) return undefined;
  const last = to < from ? to + 7 : to;
  return Array.from({ length: last - from + 1 }, (_, index) => (from + index) % 7);
}

function dayNumber(text: string): number | undefined {
  if (/^[0-7]$/.test(text)) return Number(text);
  const day = weekdays.indexOf(text.slice(0, 3).toLowerCase());
  return day >= 0 && /^[a-z]+$/i.test(text) ? day : undefined;
}

function asMacro(schedule: string): string | undefined {
  const macros = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
  return macros.find((macro) => schedule.toLowerCase().startsWith(macro));
}
