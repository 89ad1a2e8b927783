/**
 * Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other (optimal string
 * alignment); anything above the limit is limit + 1.
 */
export function editDistance(from: string, to: string, limit = Infinity): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const next = nextRow(from, to, { row, last, beforeLast });
    if (Math.min(...next) > limit) return limit + 1;
    [beforeLast, last] = [last, next];
  }
  return Math.min(last[to.length] ?? 0, limit + 1);
}

interface Rows {
  readonly row: number;
  readonly last: readonly number[];
  readonly beforeLast: readonly number[];
}

function nextRow(from: string, to: string, { row, last, beforeLast }: Rows): readonly number[] {
  const next = [row];
  for (let column = 1; column <= to.length; column += 1) {
    const isSame = from[row - 1] === to[column - 1];
    const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
    const best = Math.min(
      (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      (last[column] ?? 0) + 1,
      (next[column - 1] ?? 0) + 1,
    );
    const canSwap = isSwap && row > 1 && column > 1;
    next.push(canSwap ? Math.min(best, (beforeLast[column - 2] ?? 0) + 1) : best);
  }
  return next;
}
