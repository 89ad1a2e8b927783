import type { CronField, CronFields, CronSchedule } from "./cron.ts";
import { neverMatches } from "./cronTimes.ts";

const months =
  "January February March April May June July August September October November December".split(
    " ",
  );
const weekdays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;
}

/** Joins runs of three or more neighbours: 1, 2, 3, 5 becomes "1 to 3 and 5". */
function runs(values: readonly number[], name: (value: number) => string): string {
  const groups: number[][] = [];
  for (const value of values) {
    const group = groups.at(-1);
    if (group?.at(-1) === value - 1) group.push(value);
    else groups.push([value]);
  }
  const text = groups.flatMap((group) => {
    const [first = 0, last = 0] = [group[0], group.at(-1)];
    return group.length > 2 ? [`${name(first)} to ${name(last)}`] : group.map(name);
  });
  return listed(text);
}

/** The distance between the values when they step evenly through the whole field from its start. */
function evenStep(values: readonly number[], size: number): number | undefined {
  const [first, second] = values;
  if (first !== 0 || second === undefined) return undefined;
  const even = values.every((value, index) => value === index * second);
  return even && values.length === Math.ceil(size / second) ? second : undefined;
}

function repeated({ hours, minutes }: CronFields): string {
  const step = evenStep(minutes.values, 60);
  const within = hours.values.length === 24 ? "" : ` of the hours ${runs(hours.values, two)}`;
  if (step === 1) return `every minute${within}`;
  if (step !== undefined) return `every ${step} minutes${within}`;
  const past = `at minute ${runs(minutes.values, String)}`;
  if (within !== "") return `${past}${within}`;
  return minutes.values.length === 1 && minutes.values[0] === 0
    ? "every hour"
    : `${past} of every hour`;
}

const mostTimesListed = 6;

function timeOfDay(schedule: CronFields): string {
  const { hours, minutes } = schedule;
  if (hours.values.length * minutes.values.length > mostTimesListed) return repeated(schedule);
  const times = hours.values.flatMap((hour) =>
    minutes.values.map((minute) => `${two(hour)}:${two(minute)}`),
  );
  return `at ${listed(times)} UTC`;
}

function isFull({ values }: CronField, size: number): boolean {
  return values.length === size;
}

function dates({ days, weekdays: ofWeek, months: ofYear }: CronFields): string {
  const month = isFull(ofYear, 12)
    ? ""
    : ` in ${runs(ofYear.values, (value) => months[value - 1] ?? "")}`;
  const dayOfMonth = `on day ${runs(days.values, String)} of the month`;
  const dayOfWeek = `on ${runs(ofWeek.values, (value) => weekdays[value] ?? "")}`;
  const either = !days.star && !ofWeek.star;
  if (either && days.values.length > 0 && ofWeek.values.length > 0) {
    // One full field makes the other meaningless, because either of them is enough.
    if (isFull(days, 31) || isFull(ofWeek, 7)) return `every day${month}`;
    return `${dayOfMonth} or ${dayOfWeek}${month}`;
  }
  const useMonth = !isFull(days, 31) && days.values.length > 0;
  const useWeek = !isFull(ofWeek, 7) && ofWeek.values.length > 0;
  if (!useMonth && !useWeek) return `every day${month}`;
  return `${[useMonth ? dayOfMonth : "", useWeek ? dayOfWeek : ""].filter(Boolean).join(" and ")}${month}`;
}

/** A schedule in words, always in UTC: `at 09:00 UTC on Monday to Friday`. */
export function describeSchedule(schedule: CronSchedule): string {
  if (schedule.kind === "every") return `every ${schedule.seconds} seconds`;
  if (neverMatches(schedule)) return "never: no date of the calendar matches";
  const time = timeOfDay(schedule);
  const date = dates(schedule);
  if (time.endsWith(" UTC")) return `${time} ${date}`;
  return date === "every day" ? `${time}, UTC` : `${time}, ${date}, UTC`;
}
