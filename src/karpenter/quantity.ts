import type { Parsed } from "./parsed.ts";
import { remembered } from "./remembered.ts";

/** How a quantity was written; Kubernetes prints it back in the same style. */
export type QuantityFormat = "DecimalSI" | "BinarySI" | "DecimalExponent";

/** The exact number `mantissa * 10^exponent`; the mantissa is never divisible by ten, and zero is 0 * 10^0. */
export interface Quantity {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

const decimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const binarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const maxInt64 = 2n ** 63n - 1n;
const nano = -9;

const wrongFormat =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const wrongNumber = "unable to parse numeric part of quantity";
const wrongSuffix = "unable to parse quantity's suffix";

interface Suffix {
  readonly format: QuantityFormat;
  /** Power of two for BinarySI, else power of ten. */
  readonly power: number;
}

function suffixOf(text: string): Suffix | undefined {
  const decimal = decimalSuffixes.indexOf(text);
  if (decimal >= 0) return { format: "DecimalSI", power: decimal * 3 + nano };
  const binary = binarySuffixes.indexOf(text);
  if (binary > 0) return { format: "BinarySI", power: binary * 10 };
  const [, exponent] = /^[eE]([+-]?[0-9]+)$/.exec(text) ?? [];
  if (exponent === undefined) return undefined;
  const value = BigInt(exponent.replace(/^\+/, ""));
  if (value !== BigInt.asIntN(64, value)) return undefined;
  return { format: "DecimalExponent", power: Number(BigInt.asIntN(32, value)) };
}

function normalised(mantissa: bigint, exponent: number, format: QuantityFormat): Quantity {
  if (mantissa === 0n) return { mantissa, exponent: 0, format };
  const zeros = /0*$/.exec(String(mantissa))?.[0].length ?? 0;
  return { mantissa: mantissa / 10n ** BigInt(zeros), exponent: exponent + zeros, format };
}

/** Anything finer than a billionth is rounded away from zero, so that a request never becomes nothing. */
function roundedToNano({ mantissa, exponent, format }: Quantity): Quantity {
  if (exponent >= nano || mantissa === 0n) return { mantissa, exponent, format };
  const drop = nano - exponent;
  if (drop > String(mantissa).length) return normalised(mantissa < 0n ? -1n : 1n, nano, format);
  const divisor = 10n ** BigInt(drop);
  const up = mantissa % divisor === 0n ? 0n : mantissa < 0n ? -1n : 1n;
  return normalised(mantissa / divisor + up, nano, format);
}

function capped(quantity: Quantity): Quantity {
  if (quantity.format !== "BinarySI" || quantity.mantissa === 0n) return quantity;
  const negative = quantity.mantissa < 0n;
  const size = { ...quantity, mantissa: negative ? -quantity.mantissa : quantity.mantissa };
  if (compareQuantities(size, normalised(maxInt64, 0, "DecimalSI")) > 0)
    return normalised(negative ? -maxInt64 : maxInt64, 0, "BinarySI");
  const belowOne = compareQuantities(size, normalised(1n, 0, "DecimalSI")) < 0;
  return belowOne ? { ...quantity, format: "DecimalSI" } : quantity;
}

/** A text without any digit counts as zero unless Go takes its slow path, which then finds no number. */
function withoutDigits({ format, power }: Suffix): Parsed<Quantity> {
  const slow = format === "BinarySI" ? power >= 50 : power < nano;
  return slow ? { error: wrongNumber } : { value: normalised(0n, 0, format) };
}

/**
 * Parses a resource quantity as resource.ParseQuantity does (k8s.io/apimachinery v0.35.4
 * pkg/api/resource/quantity.go): exact, rounded up to 1n, binary ones capped at 2^63-1; or Go's error text.
 */
export const parseQuantity = remembered((text): Parsed<Quantity> => {
  const match = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/.exec(text);
  if (match === null || text === "") return { error: wrongFormat };
  const [, sign = "", whole = "", fraction = "", ending = ""] = match;
  const suffix = suffixOf(ending);
  if (suffix === undefined) return { error: wrongSuffix };
  if (whole === "" && fraction === "") return withoutDigits(suffix);
  const digits = BigInt(whole + fraction) * (sign === "-" ? -1n : 1n);
  const binary = suffix.format === "BinarySI";
  const mantissa = binary ? digits * 2n ** BigInt(suffix.power) : digits;
  const exponent = (binary ? 0 : suffix.power) - fraction.length;
  return { value: capped(roundedToNano(normalised(mantissa, exponent, suffix.format))) };
});

function magnitude({ mantissa, exponent }: Quantity): number {
  return String(mantissa < 0n ? -mantissa : mantissa).length + exponent;
}

/** Compares two quantities exactly: negative, 0 or positive. The formats do not matter. */
export function compareQuantities(left: Quantity, right: Quantity): -1 | 0 | 1 {
  const signs = [left, right].map(({ mantissa }) => (mantissa > 0n ? 1 : mantissa < 0n ? -1 : 0));
  const [a = 0, b = 0] = signs;
  if (a !== b) return a < b ? -1 : 1;
  if (a === 0) return 0;
  const larger = (first: boolean) => (first === a > 0 ? 1 : -1);
  // Differing lengths decide without writing out powers such as 10^2000000000.
  const difference = magnitude(left) - magnitude(right);
  if (difference !== 0) return larger(difference > 0);
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = (value: Quantity) => value.mantissa * 10n ** BigInt(value.exponent - exponent);
  const [x, y] = [scaled(left), scaled(right)];
  return x === y ? 0 : x < y ? -1 : 1;
}

/** The nearest double; exact for everything a node can have. */
export function toNumber({ mantissa, exponent }: Quantity): number {
  return Number(`${mantissa}e${exponent}`);
}

function formatDecimal({ mantissa, exponent, format }: Quantity): string {
  const excess = ((exponent % 3) + 3) % 3;
  const power = exponent - excess;
  const number = String(mantissa * 10n ** BigInt(excess));
  if (format === "DecimalExponent") return power === 0 ? number : `${number}e${power}`;
  // Kubernetes drops a power for which it has no suffix (1000E prints as 1); so does this.
  return number + (decimalSuffixes[(power - nano) / 3] ?? "");
}

/** Prints the canonical form, which the API server stores: `1500m`, `1536Mi`, `12e6`. */
export function formatQuantity(quantity: Quantity): string {
  const { mantissa, exponent, format } = quantity;
  if (mantissa === 0n) return "0";
  if (format !== "BinarySI") return formatDecimal(quantity);
  const small = Math.abs(toNumber(quantity)) < 1024;
  if (small || exponent < 0) return formatDecimal({ ...quantity, format: "DecimalSI" });
  let number = mantissa * 10n ** BigInt(exponent);
  let suffix = 0;
  for (; number % 1024n === 0n; number /= 1024n) suffix++;
  return `${number}${binarySuffixes[suffix] ?? ""}`;
}
