import { parseSchedule } from "../../karpenter/cron.ts";

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** The pattern of `schedule` in karpenter.sh_nodepools.yaml: it knows no `@every`. */
const crdPattern =
  /^(@(annually|yearly|monthly|weekly|daily|midnight|hourly))|((.+)\s(.+)\s(.+)\s(.+)\s(.+))$/;

/** Whether the API server stores a schedule; Karpenter may still be unable to read it. */
export function isStorable(schedule: string): boolean {
  return crdPattern.test(schedule);
}

type Repair = (schedule: string) => string | undefined;

const repairs: readonly Repair[] = [
  withoutWrapper,
  asMacro,
  withFiveFields,
  withMidnightAsZero,
  withRangesThatGoUp,
  withShortMonths,
  withSundayAsZero,
];

/**
 * A schedule that the API server and Karpenter read and that says what was meant; undefined where that is not clear.
 * Several slips are repaired together, but nothing that is right already.
 */
export function repairSchedule(schedule: string): string | undefined {
  let text = schedule.trim();
  for (const repair of repairs) {
    if (isRight(text)) break;
    text = repair(text) ?? text;
  }
  return text !== schedule && isRight(text) ? text : undefined;
}

function isRight(schedule: string): boolean {
  return isStorable(schedule) && parseSchedule(schedule).value !== undefined;
}

/** `TZ=UTC 0 9 * * *` and `cron(0 9 * * *)`. */
function withoutWrapper(schedule: string): string | undefined {
  const inside = /^cron\((.+)\)$/i.exec(schedule)?.[1]?.trim();
  const match = /^(?:CRON_)?TZ=(?:Etc\/)?(?:UTC|GMT)\s+(.+)$/i.exec(inside ?? schedule);
  return match?.[1] ?? inside;
}

function asMacro(schedule: string): string | undefined {
  const macros = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
  // Words behind it may be a time of day, which no macro has.
  const isWord = /^@\S+$/.test(schedule);
  const written = (schedule.startsWith("@") ? schedule : `@${schedule}`).toLowerCase();
  const found = macros.find((one) => one === written || (isWord && written.startsWith(one)));
  return found ?? evenly(schedule);
}

/** `@every 6h` as fields; only delays that part an hour or a day evenly are the same on every day. */
function evenly(schedule: string): string | undefined {
  const every = schedule.startsWith("@every") ? parseSchedule(schedule).value : undefined;
  if (every?.kind !== "every" || every.seconds % 60 !== 0) return undefined;
  const minutes = every.seconds / 60;
  if (60 % minutes === 0) return minutes === 60 ? "0 * * * *" : `*/${minutes} * * * *`;
  const hours = minutes / 60;
  if (24 % hours !== 0) return undefined;
  return hours === 24 ? "0 0 * * *" : `0 */${hours} * * *`;
}

/**
 * Other crons have seconds in front, a year behind, or both; seconds other than 0 mean something else. With a `?` some of
 * them count weekdays from 1, so a number there is not clear. A lone weekday is what lacks behind two `*`.
 */
function withFiveFields(schedule: string): string | undefined {
  const fields = schedule.split(/\s+/);
  if (fields.length === 4 && fields[2] === "*" && fields[3] === "*") return `${schedule} *`;
  if (fields.length !== 6 && fields.length !== 7) return undefined;
  const hasYear = fields.length === 7 || fields[2] === "?" || fields[4] === "?";
  if (hasYear && !/^[*?]$/.test(fields.at(-1) ?? "")) return undefined;
  const hasSeconds = fields.length === 7 || !hasYear;
  if (hasSeconds && fields[0] !== "0") return undefined;
  const five = fields.slice(hasSeconds ? 1 : 0, hasYear ? -1 : undefined);
  return fields.includes("?") && /\d/.test(five[4] ?? "") ? undefined : five.join(" ");
}

/** Hour 24 of every day is hour 0. */
function withMidnightAsZero(schedule: string): string | undefined {
  return /^\S+ 24( [*?]){3}$/.test(schedule) ? schedule.replace(" 24 ", " 0 ") : undefined;
}

/** Hours from evening to morning, `22-6`, are two ranges. */
function withRangesThatGoUp(schedule: string): string | undefined {
  const fields = schedule.split(/\s+/);
  const [, from = "", to = ""] = /^(\d{1,2})-(\d{1,2})$/.exec(fields[1] ?? "") ?? [];
  if (from === "" || Number(from) <= Number(to)) return undefined;
  return fields.with(1, `${from}-23,0-${to}`).join(" ");
}

/** `January` as `jan`. */
function withShortMonths(schedule: string): string | undefined {
  const fields = schedule.split(/\s+/);
  const months = fields[3]?.replace(/[a-z]{4,}/gi, (name) => name.slice(0, 3).toLowerCase());
  return fields.length === 5 && months !== undefined ? fields.with(3, months).join(" ") : undefined;
}

/** Elsewhere Sunday may be 7 and a range may run over the end of the week. */
function withSundayAsZero(schedule: string): string | undefined {
  const fields = schedule.split(/\s+/);
  const days = fields[4];
  if (fields.length !== 5 || days === undefined) return undefined;
  const parts = days.split(",").map(daysOfPart);
  if (!parts.every((part) => part !== undefined)) return undefined;
  const all = [...new Set(parts.flat())].sort((a, b) => a - b);
  return fields.with(4, all.length === 7 ? "*" : runs(all)).join(" ");
}

/** Ascending days, three or more in a row as a range: `0,2-5`. */
function runs(days: readonly number[]): string {
  const found: number[][] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else found.push([day]);
  }
  return found
    .map((run) => (run.length > 2 ? `${run[0] ?? 0}-${run.at(-1) ?? 0}` : run.join(",")))
    .join(",");
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
