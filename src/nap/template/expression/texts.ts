import type { ModelValue } from "../../model.ts";
import { asNumber } from "./numbers.ts";
import { isTrue, listOf } from "./modelValue.ts";

/** The value where it is text. */
export const asText = (value: ModelValue | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;
/** What `string()` and the placeholders of `format()` print. */
export function printed(value: ModelValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null || value === undefined ? undefined : JSON.stringify(value);
}

/**
 * `format()` with `{0}` and doubled braces; undefined where a hole has an alignment or a format of its own, or no
 * known value.
 */
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

/** `split()` by one separator or several; undefined where one of them is empty. */
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

/** `bool()`: true and false in any case, and numbers, of which 0 is false. */
export function bool(value: ModelValue | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string" && /^(true|false)$/i.test(value)) return isTrue(value);
  return undefined;
}

/** `int()` of a whole number, or of a text that is one. */
export function int(value: ModelValue | undefined): number | undefined {
  const text = printed(value);
  return text !== undefined && /^\s*-?\d+\s*$/.test(text) ? Number(text) : undefined;
}

/** `substring()` of a text, a start and perhaps a length; undefined where the start lies behind the end. */
export function substring(args: readonly ModelValue[]): string | undefined {
  const [text, start, length] = [asText(args[0]), asNumber(args[1]), args[2]];
  if (text === undefined || start === undefined || start > text.length) return undefined;
  if (length !== undefined && typeof length !== "number") return undefined;
  return text.slice(start, length === undefined ? undefined : start + length);
}

/** What `change` makes of a text; undefined for everything else. */
export function changedText(value: ModelValue | undefined, change: (text: string) => string) {
  const text = asText(value);
  return text === undefined ? undefined : change(text);
}

/** Decides over two texts; undefined where one of them is something else. */
export function both<T extends ModelValue>(
  left: ModelValue | undefined,
  right: ModelValue | undefined,
  decide: (left: string, right: string) => T,
): T | undefined {
  const [a, b] = [asText(left), asText(right)];
  return a === undefined || b === undefined ? undefined : decide(a, b);
}

/** `join()`: items as text with a separator between them. */
export function joined(list: readonly ModelValue[] | undefined, separator: string | undefined) {
  const pieces = list?.map(printed);
  if (pieces === undefined || separator === undefined || pieces.includes(undefined))
    return undefined;
  return pieces.join(separator);
}

/** `replace()`, everywhere; undefined where there is nothing to look for. */
export function replaced(
  text: string | undefined,
  from: string | undefined,
  to: string | undefined,
) {
  if (text === undefined || from === undefined || to === undefined || from === "") return undefined;
  return text.replaceAll(from, () => to);
}
