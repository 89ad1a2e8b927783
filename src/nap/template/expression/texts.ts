import type { ModelValue } from "../../model.ts";
import { asNumber } from "./numbers.ts";
import { isTrue, listOf } from "./modelValue.ts";

export const asText = (value: ModelValue | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;
/** What `string()` and the placeholders of `format()` print. */
export function printed(value: ModelValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null || value === undefined ? undefined : JSON.stringify(value);
}

export function format(
  pattern: ModelValue | undefined,
  args: readonly ModelValue[],
): string | undefined {
  const text = asText(pattern);
  if (text === undefined || /\{\d+[:,]/.test(text)) return undefined;
  const hole = /\{\{|\}\}|\{(\d+)\}/g;
  const pieces = args.map(printed);
  const pieceOf = (digits: string) => pieces[Number(digits)];
  for (const [, digits] of text.matchAll(hole))
    if (digits !== undefined && pieceOf(digits) === undefined) return undefined;
  return text.replace(hole, (match, digits?: string) =>
    digits === undefined ? match.charAt(0) : (pieceOf(digits) ?? ""),
  );
}

export function parts(
  text: ModelValue | undefined,
  separators: ModelValue | undefined,
): string[] | undefined {
  const whole = asText(text);
  const list = listOf(separators)?.map(asText) ?? [asText(separators)];
  if (whole === undefined) return undefined;
  let pieces = [whole];
  for (const separator of list) {
    if (separator === undefined || separator === "") return undefined;
    pieces = pieces.flatMap((piece) => piece.split(separator));
  }
  return pieces;
}

export function bool(value: ModelValue | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string" && /^(true|false)$/i.test(value)) return isTrue(value);
  return undefined;
}

export function int(value: ModelValue | undefined): number | undefined {
  const text = printed(value);
  return text !== undefined && /^\s*-?\d+\s*$/.test(text) ? Number(text) : undefined;
}

export function substring(args: readonly ModelValue[]): string | undefined {
  const [text, start, length] = [asText(args[0]), asNumber(args[1]), args[2]];
  if (text === undefined || start === undefined || start > text.length) return undefined;
  if (length !== undefined && typeof length !== "number") return undefined;
  return text.slice(start, length === undefined ? undefined : start + length);
}

export function resourceName(value: ModelValue | undefined, change: (text: string) => string) {
  const text = asText(value);
  return text === undefined ? undefined : change(text);
}

export function both<T extends ModelValue>(
  left: ModelValue | undefined,
  right: ModelValue | undefined,
  decide: (left: string, right: string) => T,
): T | undefined {
  const [a, b] = [asText(left), asText(right)];
  return a === undefined || b === undefined ? undefined : decide(a, b);
}

export function joined(list: readonly ModelValue[] | undefined, separator: string | undefined) {
  const pieces = list?.map(printed);
  if (pieces === undefined || separator === undefined || pieces.includes(undefined))
    return undefined;
  return pieces.join(separator);
}

export function replaced(
  text: string | undefined,
  from: string | undefined,
  to: string | undefined,
) {
  if (text === undefined || from === undefined || to === undefined || from === "") return undefined;
  return text.replaceAll(from, () => to);
}
