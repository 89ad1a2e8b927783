import { isModelList, isModelObject, Unresolved, type ModelValue } from "../../model.ts";

/** Any number of items of an array that nobody knows: `concat(variables('a'), parameters('b'))` without `b`. */
export class UnresolvedItems extends Unresolved {}

/** Equal down to the last member. */
export function isSame(left: ModelValue, right: ModelValue): boolean {
  if (left === right) return true;
  if (isModelList(left) && isModelList(right))
    return (
      left.length === right.length && left.every((item, index) => isSameAt(item, right, index))
    );
  if (!isModelObject(left) || !isModelObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => {
      const [a, b] = [left[key], right[key]];
      return a !== undefined && b !== undefined && isSame(a, b);
    })
  );
}

function isSameAt(item: ModelValue, others: readonly ModelValue[], index: number): boolean {
  const other = others[index];
  return other !== undefined && isSame(item, other);
}

/** Whether a text says true, in letters of any case. */
export function isTrue(value: string): boolean {
  return value.toLowerCase() === "true";
}

/** The value where it is an array. */
export function listOf(value: ModelValue | undefined): readonly ModelValue[] | undefined {
  return Array.isArray(value) ? (value as readonly ModelValue[]) : undefined;
}
