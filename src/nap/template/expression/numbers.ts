import type { ModelValue } from "../../model.ts";
import { listOf } from "./modelValue.ts";

export const asNumber = (value: ModelValue | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;

export function range(
  start: ModelValue | undefined,
  count: ModelValue | undefined,
): number[] | undefined {
  const [first, length] = [asNumber(start), asNumber(count)];
  if (first === undefined || length === undefined || length < 0 || length > 10_000)
    return undefined;
  return Array.from({ length }, (_, index) => first + index);
}

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

export function extreme(args: readonly ModelValue[], pick: (...values: number[]) => number) {
  const values = args.flatMap((arg) => listOf(arg) ?? [arg]).map(asNumber);
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length && known.length > 0 ? pick(...known) : undefined;
}

export function logical(
  args: readonly ModelValue[],
  decide: (values: readonly boolean[]) => boolean,
): boolean | undefined {
  const values = args.filter((arg) => typeof arg === "boolean");
  return values.length === args.length ? decide(values) : undefined;
}
