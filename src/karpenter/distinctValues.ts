import { ownValue } from "./ownValue.ts";
import { offeringKeys } from "./instanceTypes.ts";
import type { SizeLabels } from "./instanceTypes.ts";
import type { Requirements } from "./requirements.ts";
import type { SizeIndex, SizeVerdict } from "./sizeIndex.ts";
import { hasSize } from "./sizeSet.ts";
import type { SizeSet } from "./sizeSet.ts";

/** How many different values of a label the matching sizes have. */
export interface ValueCount {
  readonly key: string;
  readonly minValues: number;
  /** Count if only the sure sizes match. */
  readonly atLeast: number;
  /** Count if all possible sizes match; Infinity = no limit known. Below `minValues` the pool makes no node. */
  readonly atMost: number;
}

interface Given {
  readonly index: SizeIndex;
  readonly common: SizeLabels;
  /** Sizes that may be offered as spot. */
  readonly ofSpot: SizeSet;
}

function someCommon(a: SizeSet, b: SizeSet): boolean {
  return a.some((word, index) => (word & (b[index] ?? 0)) !== 0);
}

function countColumn(key: string, sizes: SizeSet, index: SizeIndex): number {
  let count = 0;
  for (const rows of index.valuesOf(key).values()) {
    if (rows.some((row) => hasSize(sizes, row))) count++;
  }
  return count;
}

function countAll(key: string, sizes: SizeSet, given: Given): number {
  if (sizes.every((word) => word === 0)) return 0;
  if (key === offeringKeys.capacityType) return someCommon(sizes, given.ofSpot) ? 2 : 1;
  if (given.index.keys.has(key)) {
    const unknown = given.index.unknownOf(key).filter((row) => hasSize(sizes, row));
    return countColumn(key, sizes, given.index) + unknown.length;
  }
  const label = ownValue(given.common, key);
  if (label === undefined) return 0;
  return "pattern" in label.maybe ? Infinity : label.sure.length + label.maybe.length;
}

function countSure(key: string, sizes: SizeSet, given: Given): number {
  if (sizes.every((word) => word === 0)) return 0;
  if (key === offeringKeys.capacityType) return 1;
  if (given.index.keys.has(key)) return countColumn(key, sizes, given.index);
  return ownValue(given.common, key)?.sure.length ?? 0;
}

/**
 * Counts for the requirements with minValues. A key that instance types do not have counts 0.
 * All values of the matching sizes count, whether or not the requirement lists them.
 * Source: karpenter v1.14.0 pkg/cloudprovider/types.go (SatisfiesMinValues).
 */
export function distinctValues(
  requirements: Requirements,
  { possible, sure }: SizeVerdict,
  given: Given,
): ValueCount[] {
  const counts: ValueCount[] = [];
  for (const { key, minValues } of requirements.values()) {
    if (minValues === undefined) continue;
    const atLeast = countSure(key, sure, given);
    counts.push({ key, minValues, atLeast, atMost: countAll(key, possible, given) });
  }
  return counts;
}
