import { parseDuration } from "./duration.ts";
import { goAtoi, goFields, goList } from "./goText.ts";
import type { Parsed } from "./parsed.ts";

/*
 * Schedules as Karpenter reads them: ParseStandard("TZ=UTC " + schedule) of github.com/robfig/cron/v3 v3.0.1
 * (parser.go, spec.go), called in karpenter v1.14.0 pkg/apis/v1/nodepool.go (Budget.IsActive). Always UTC.
 */

/** One field: the values that match, ascending, and whether it was written with an unstepped `*` or `?`. */
export interface CronField {
  readonly values: readonly number[];
  readonly star: boolean;
}

/** Five fields; `months` counts from 1, `weekdays` from Sunday = 0. */
export interface CronFields {
  readonly kind: "fields";
  readonly minutes: CronField;
  readonly hours: CronField;
  readonly days: CronField;
  readonly months: CronField;
  readonly weekdays: CronField;
}

/** `@every 1h`: a fixed delay after the moment asked about, at least one second. */
export interface CronEvery {
  readonly kind: "every";
  readonly seconds: number;
}

export type CronSchedule = CronFields | CronEvery;

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const weekdayNames = "sun mon tue wed thu fri sat".split(" ");

const bounds = {
  minutes: { min: 0, max: 59, names: [] },
  hours: { min: 0, max: 23, names: [] },
  days: { min: 1, max: 31, names: [] },
  months: { min: 1, max: 12, names: monthNames },
  weekdays: { min: 0, max: 6, names: weekdayNames },
} as const satisfies Record<string, Bounds>;

const descriptors: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

function parseNumber(text: string): Parsed<bigint> {
  const number = goAtoi(text);
  if (number.error !== undefined)
    return { error: `failed to parse int from ${text}: ${number.error}` };
  if (number.value < 0n) return { error: `negative number (${number.value}) not allowed: ${text}` };
  return number;
}

function parseNumberOrName(text: string, { min, names }: Bounds): Parsed<bigint> {
  const index = names.indexOf(text.toLowerCase());
  return index < 0 ? parseNumber(text) : { value: BigInt(index + min) };
}

interface Span {
  readonly start: bigint;
  readonly end: bigint;
  readonly star: boolean;
}

function parseSpan(text: string, whole: string, limits: Bounds): Parsed<Span> {
  const [low = "", high, more] = text.split("-");
  if (low === "*" || low === "?")
    return { value: { start: BigInt(limits.min), end: BigInt(limits.max), star: true } };
  const start = parseNumberOrName(low, limits);
  if (start.error !== undefined) return start;
  if (more !== undefined) return { error: `too many hyphens: ${whole}` };
  const end = high === undefined ? start : parseNumberOrName(high, limits);
  if (end.error !== undefined) return end;
  return { value: { start: start.value, end: end.value, star: false } };
}

function valuesOf({ start, end }: Span, step: bigint): number[] {
  const values: number[] = [];
  for (let value = start; value <= end; value += step) values.push(Number(value));
  return values;
}

function checkSpan({ start, end }: Span, step: bigint, limits: Bounds): string | undefined {
  if (start < limits.min) return `beginning of range (${start}) below minimum (${limits.min})`;
  if (end > limits.max) return `end of range (${end}) above maximum (${limits.max})`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end})`;
  return step === 0n ? "step of range should be a positive number" : undefined;
}

function parseRange(text: string, limits: Bounds): Parsed<CronField> {
  const [range = "", stepText, more] = text.split("/");
  const span = parseSpan(range, text, limits);
  if (span.error !== undefined) return span;
  if (more !== undefined) return { error: `too many slashes: ${text}` };
  const step = stepText === undefined ? { value: 1n } : parseNumber(stepText);
  if (step.error !== undefined) return step;
  // "5/20" means from 5 to the end, a single number without a step only itself.
  const open = stepText !== undefined && !range.includes("-");
  const reached = open ? { ...span.value, end: BigInt(limits.max) } : span.value;
  const problem = checkSpan(reached, step.value, limits);
  if (problem !== undefined) return { error: `${problem}: ${text}` };
  return {
    value: { values: valuesOf(reached, step.value), star: reached.star && step.value === 1n },
  };
}

function parseField(text: string, limits: Bounds): Parsed<CronField> {
  const values = new Set<number>();
  let star = false;
  for (const item of text.split(",").filter((part) => part !== "")) {
    const range = parseRange(item, limits);
    if (range.error !== undefined) return range;
    for (const value of range.value.values) values.add(value);
    star ||= range.value.star;
  }
  return { value: { values: [...values].sort((a, b) => a - b), star } };
}

function parseFields(fields: readonly string[]): Parsed<CronFields> {
  const parsed: Partial<Record<keyof typeof bounds, CronField>> = {};
  for (const [index, name] of (
    ["minutes", "hours", "days", "months", "weekdays"] as const
  ).entries()) {
    const field = parseField(fields[index] ?? "", bounds[name]);
    if (field.error !== undefined) return field;
    parsed[name] = field.value;
  }
  const none = { values: [], star: false };
  const { minutes = none, hours = none, days = none, months = none, weekdays = none } = parsed;
  return { value: { kind: "fields", minutes, hours, days, months, weekdays } };
}

function parseDescriptor(text: string): Parsed<CronSchedule> {
  const fields = Object.hasOwn(descriptors, text) ? descriptors[text] : undefined;
  if (fields !== undefined) return parseFields(fields.split(" "));
  if (!text.startsWith("@every ")) return { error: `unrecognized descriptor: ${text}` };
  const delay = parseDuration(text.slice("@every ".length));
  if (delay.error !== undefined)
    return { error: `failed to parse duration ${text}: ${delay.error}` };
  const seconds = Number(delay.value / 1_000_000_000n);
  return { value: { kind: "every", seconds: Math.max(seconds, 1) } };
}

/**
 * Parses the schedule of a budget. The error is the text of the cron package, e.g.
 * `expected exactly 5 fields, found 6: [TZ=UTC 0 9 * * 1]`; Karpenter then blocks every disruption of the pool.
 */
export function parseSchedule(text: string): Parsed<CronSchedule> {
  const known = knownSchedules.get(text) ?? readSchedule(text);
  if (knownSchedules.size >= 256) knownSchedules.clear();
  knownSchedules.set(text, known);
  return known;
}

/** Half a dozen rules ask about each schedule. */
const knownSchedules = new Map<string, Parsed<CronSchedule>>();

function readSchedule(text: string): Parsed<CronSchedule> {
  const fields = goFields(text);
  const trimmed = text.replace(/^[\s\u0085]+|[\s\u0085]+$/g, "");
  if (trimmed.startsWith("@")) return parseDescriptor(trimmed);
  if (fields.length !== 5)
    return { error: `expected exactly 5 fields, found ${fields.length}: ${goList(fields)}` };
  return parseFields(fields);
}
