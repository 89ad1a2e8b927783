/**
 * The candidate that was most likely meant: equal but for case, punctuation or a plural, else within a third of the
 * length in edits. Undefined where nothing is near or two are equally near.
 */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const same = candidates.filter((candidate) => bare(candidate) === bare(typed));
  if (same.length > 0)
    return same.length === 1 ? same[0] : same.find((one) => one.length === typed.length);
  const limit = Math.max(1, Math.floor(typed.length / 3));
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  let tie = false;
  for (const candidate of candidates) {
    const found = distance(typed.toLowerCase(), candidate.toLowerCase(), limit);
    if (found > limit || (best !== undefined && found > best.distance)) continue;
    tie = found === best?.distance;
    best = { candidate, distance: found };
  }
  return tie ? undefined : best?.candidate;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Edits (insert, delete, replace, swap of neighbours) between two texts; anything above the limit is limit + 1. */
export function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      let best = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    if (Math.min(...next) > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[to.length] ?? limit + 1;
}
