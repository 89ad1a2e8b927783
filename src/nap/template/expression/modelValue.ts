import { Unresolved, type ModelObject, type ModelValue } from "../../model.ts";

/** Any number of items of an array that nobody knows: `concat(variables('a'), parameters('b'))` without `b`. */
export class UnresolvedItems extends Unresolved {}

export function isModelObject(value: ModelValue | undefined): value is ModelObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unresolved)
  );
}

export function isList(value: ModelValue | undefined): value is readonly ModelValue[] {
  return Array.isArray(value);
}

/** Equal down to the last member. */
export function isSame(left: ModelValue, right: ModelValue): boolean {
  if (left === right) return true;
  if (isList(left) && isList(right))
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

export function isTrue(value: string): boolean {
  return value.toLowerCase() === "true";
}
