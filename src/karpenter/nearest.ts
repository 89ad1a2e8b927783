import { editDistance } from "./editDistance.ts";

/** Letters and digits only, lower case: `when_empty`, `When-Empty` and `whenEmpty` are one. */
export function normalize(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Longer names than any field's or label's: comparing them would only cost time. */
const longest = 64;

/** More typing errors than these leave nothing to recognise a name by. */
const mostEdits = 2;

/**
 * The candidates that a name was most likely meant to be: those that differ only in case and punctuation, else those
 * with the fewest typing errors, at most a third of the name and three. Several only where they are equally near.
 */
export function nearest(name: string, candidates: readonly string[]): readonly string[] {
  if (name.length > longest || name === "") return [];
  const wanted = normalize(name);
  const same = candidates.filter((candidate) => normalize(candidate) === wanted);
  if (same.length > 0) return sameLetters(name, same);
  const limit = Math.min(mostEdits, Math.floor(wanted.length / 3));
  const distances = candidates
    .map((candidate) => ({
      candidate,
      distance: editDistance(wanted, normalize(candidate), limit),
    }))
    .filter(({ distance }) => distance <= limit);
  return withLeast(distances, ({ distance }) => distance).map(({ candidate }) => candidate);
}

/** Those of the items of which the measure is least; all of them where it is the same. */
export function withLeast<T>(items: readonly T[], measure: (item: T) => number): T[] {
  const least = Math.min(...items.map(measure));
  return items.filter((item) => measure(item) === least);
}

/** Of candidates that differ in punctuation alone, those with the punctuation of the name. */
function sameLetters(name: string, same: readonly string[]): readonly string[] {
  const exact = same.filter((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return exact.length > 0 ? exact : same;
}

/** The one candidate that a name was most likely meant to be; undefined where none is near, or several are. */
export function onlyNearest(name: string, candidates: readonly string[]): string | undefined {
  const near = nearest(name, candidates);
  return near.length === 1 ? near[0] : undefined;
}
