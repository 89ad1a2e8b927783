/** Letters and digits only, lower case: `when_empty`, `When-Empty` and `whenEmpty` are one. */
export function normalize(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      next.push(best);
    }
    [beforeLast, last] = [last, next];
  }
  return last[b.length] ?? 0;
}

/** Longer names than any field's: comparing them would only cost time. */
const longest = 64;

/**
 * The candidates that a name was most likely meant to be, nearest first: those that differ only in case and
 * punctuation, else those with few typing errors. Several only where they are equally near.
 */
export function nearest(name: string, candidates: readonly string[]): readonly string[] {
  if (name.length > longest || name === "") return [];
  const wanted = normalize(name);
  const same = candidates.filter((candidate) => normalize(candidate) === wanted);
  if (same.length > 0) return same;
  const allowed = Math.min(3, Math.floor(wanted.length / 3));
  const distances = candidates
    .map((candidate) => ({ candidate, distance: editDistance(wanted, normalize(candidate)) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance);
  return distances
    .filter(({ distance }) => distance === distances[0]?.distance)
    .map(({ candidate }) => candidate);
}
