import type { Parsed } from "./parsed.ts";
import { remembered } from "./remembered.ts";

const nanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const limit = 2n ** 63n;

/** Quotes as package time does: anything outside printable ASCII becomes `\xNN` for each byte of UTF-8. */
function quote(text: string): string {
  const encoder = new TextEncoder();
  const quoted = Array.from(text, (character) => {
    if (character === '"' || character === "\\") return `\\${character}`;
    if (character >= " " && character < "\u0080") return character;
    const bytes = Array.from(encoder.encode(character), (byte) =>
      byte.toString(16).padStart(2, "0"),
    );
    return bytes.map((byte) => `\\x${byte}`).join("");
  });
  return `"${quoted.join("")}"`;
}

function invalid(text: string, problem = "invalid duration"): { error: string } {
  return { error: `time: ${problem} ${quote(text)}` };
}

/** Go adds fractions as float64, after it has dropped the digits that do not fit into 63 bits. */
function fractionOf(digits: string, unit: bigint): bigint {
  let fraction = 0n;
  let scale = 1;
  for (const digit of digits) {
    if (fraction > (limit - 1n) / 10n) break;
    const next = fraction * 10n + BigInt(digit);
    if (next > limit) break;
    fraction = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(fraction) * (Number(unit) / scale)));
}

interface Part {
  readonly whole: string;
  readonly fraction: string;
  readonly unit: string;
}

function valueOf({ whole, fraction, unit }: Part): Parsed<bigint> {
  const count = BigInt(whole === "" ? "0" : whole);
  if (count > limit || (whole === "" && fraction === "")) return { error: "invalid duration" };
  if (unit === "") return { error: "missing unit in duration" };
  const size = Object.hasOwn(nanoseconds, unit) ? nanoseconds[unit] : undefined;
  if (size === undefined) return { error: `unknown unit ${quote(unit)} in duration` };
  if (count > limit / size) return { error: "invalid duration" };
  const value = count * size + fractionOf(fraction, size);
  return value > limit ? { error: "invalid duration" } : { value };
}

/**
 * Parses a duration as time.ParseDuration of Go does: signed nanoseconds, or Go's error text.
 * Fields of type metav1.Duration and budgets use it; the schema admits less than this parser.
 */
export const parseDuration = remembered((text): Parsed<bigint> => {
  const negative = text.startsWith("-");
  let rest = text.replace(/^[-+]/, "");
  if (rest === "0") return { value: 0n };
  if (rest === "") return invalid(text);
  let total = 0n;
  while (rest !== "") {
    const [all = "", whole = "", fraction = "", unit = ""] =
      /^([0-9]*)(?:\.([0-9]*))?([^.0-9]*)/.exec(rest) ?? [];
    if (!/^[.0-9]/.test(rest)) return invalid(text);
    const part = valueOf({ whole, fraction, unit });
    if (part.error !== undefined) return invalid(text, part.error);
    total = BigInt.asUintN(64, total + part.value);
    if (total > limit) return invalid(text);
    rest = rest.slice(all.length);
  }
  if (negative) return { value: -total };
  return total === limit ? invalid(text) : { value: total };
});

/**
 * Parses a field that may also be switched off: the word `Never`, or a duration
 * (karpenter v1.14.0 pkg/apis/v1/duration.go; expireAfter and consolidateAfter).
 */
export function parseNillableDuration(text: string): Parsed<bigint | "Never"> {
  return text === "Never" ? { value: text } : parseDuration(text);
}

/** Prints a fraction of a unit without trailing zeros: 1500n of 1000n is `1.5`. */
function decimal(value: bigint, unit: bigint): string {
  const digits = String(value % unit).padStart(String(unit).length - 1, "0");
  const fraction = value % unit === 0n ? "" : `.${digits.replace(/0+$/, "")}`;
  return `${value / unit}${fraction}`;
}

/** Prints nanoseconds as Go's Duration.String does: `1h30m0s`, `1.5ms`, `0s`. */
export function formatDuration(duration: bigint): string {
  const sign = duration < 0n ? "-" : "";
  const size = duration < 0n ? -duration : duration;
  if (size === 0n) return "0s";
  if (size < 1000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 1000n)}µs`;
  if (size < 1_000_000_000n) return `${sign}${decimal(size, 1_000_000n)}ms`;
  const minutes = size / 60_000_000_000n;
  const seconds = `${decimal(size % 60_000_000_000n, 1_000_000_000n)}s`;
  if (minutes === 0n) return `${sign}${seconds}`;
  const hours = minutes / 60n;
  return `${sign}${hours === 0n ? "" : `${hours}h`}${minutes % 60n}m${seconds}`;
}

/** Nanoseconds as milliseconds, for arithmetic with the times of JavaScript; fractions of a millisecond stay. */
export function toMilliseconds(duration: bigint): number {
  return Number(duration) / 1e6;
}
