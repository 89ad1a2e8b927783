import type { ModelValue } from "../../model.ts";
import { listOf } from "./modelValue.ts";

/** The value where it is a number. */
export const asNumber = (value: ModelValue | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

/** `range()`: `count` whole numbers from `start` on; undefined beyond 10,000 of them. */
export function range(
  start: ModelValue | undefined,
  count: ModelValue | undefined,
): number[] | undefined {
  const [first, length] = [asNumber(start), asNumber(count)];
  if (first === undefined || length === undefined || length < 0 || length > 10_000)
    return undefined;
  return Array.from({ length }, (_, index) => first + index);
}

/** Compares two numbers or two texts by their order (-1, 0, 1 or a difference); undefined for a mixture. */
export function compare(
  left: ModelValue | undefined,
  right: ModelValue | undefined,
  test: (order: number) => boolean,
): boolean | undefined {
  const areNumbers = typeof left === "number" && typeof right === "number";
  if (areNumbers) return test(left - right);
  if (typeof left !== "string" || typeof right !== "string") return undefined;
  return test(left < right ? -1 : left > right ? 1 : 0);
}

/** What an operation makes of two numbers; undefined where that is no safe integer. */
export function arithmetic(
  left: ModelValue | undefined,
  right: ModelValue | undefined,
  operate: (left: number, right: number) => number,
): number | undefined {
  const [a, b] = [asNumber(left), asNumber(right)];
  if (a === undefined || b === undefined) return undefined;
  const result = operate(a, b);
  return Number.isSafeInteger(result) ? result : undefined;
}

/** `min()` and `max()`, of numbers or of arrays of them; undefined where one is something else, or there is none. */
export function extreme(args: readonly ModelValue[], pick: (...values: number[]) => number) {
  const values = args.flatMap((arg) => listOf(arg) ?? [arg]).map(asNumber);
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length && known.length > 0 ? pick(...known) : undefined;
}

/** Decides over booleans; undefined where one of the values is none. */
export function logical(
  args: readonly ModelValue[],
  decide: (values: readonly boolean[]) => boolean,
): boolean | undefined {
  const values = args.filter((arg) => typeof arg === "boolean");
  return values.length === args.length ? decide(values) : undefined;
}
