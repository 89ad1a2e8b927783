import { Unresolved, type ModelValue } from "../../model.ts";

interface Weight {
  /** Values inside, a shared one counted wherever it stands. */
  readonly size: number;
  readonly isKnown: boolean;
}

const weights = new WeakMap<object, Weight>();

/** More than any template holds: Azure takes 4 MB. Templates that double themselves are stopped there. */
const heaviest = 1_000_000;

/** Whether every part of it is known. */
export function isKnown(value: ModelValue): boolean {
  return weigh(value).isKnown;
}

/** Whether it holds more than any template that Azure takes. */
export function isTooHeavy(value: ModelValue): boolean {
  return weigh(value).size > heaviest;
}

function weigh(value: ModelValue): Weight {
  if (typeof value === "string") return { size: 1 + value.length / 16, isKnown: true };
  if (typeof value !== "object" || value === null) return { size: 1, isKnown: true };
  if (value instanceof Unresolved) return { size: 1, isKnown: false };
  const known = weights.get(value);
  if (known !== undefined) return known;
  let size = 1;
  let isAllKnown = true;
  for (const part of Object.values<ModelValue>(value)) {
    const weight = weigh(part);
    size += weight.size;
    isAllKnown &&= weight.isKnown;
  }
  const weight = { size, isKnown: isAllKnown };
  weights.set(value, weight);
  return weight;
}
