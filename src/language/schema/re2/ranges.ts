/** Inclusive ranges of code points: `[from, to, from, to, ...]`. */
export type Ranges = readonly number[];

/** The last code point. */
export const lastCodePoint = 0x10ffff;

export const perl: Readonly<Record<string, Ranges>> = {
  d: [48, 57],
  s: [9, 10, 12, 13, 32, 32],
  w: [48, 57, 65, 90, 95, 95, 97, 122],
};

export const posix: Readonly<Record<string, Ranges>> = {
  alnum: [48, 57, 65, 90, 97, 122],
  alpha: [65, 90, 97, 122],
  ascii: [0, 127],
  blank: [9, 9, 32, 32],
  digit: [48, 57],
  lower: [97, 122],
  punct: [33, 47, 58, 64, 91, 96, 123, 126],
  space: [9, 13, 32, 32],
  upper: [65, 90],
  word: [48, 57, 65, 90, 95, 95, 97, 122],
  xdigit: [48, 57, 65, 70, 97, 102],
};

/** One character, as a range of its own. */
export function single(character: string): Ranges {
  const code = character.codePointAt(0) ?? 0;
  return [code, code];
}

/** ASCII letters in both cases, and the two letters beyond ASCII that fold to one: the signs for kelvin and long s. */
export function folded(ranges: Ranges): Ranges {
  const more: number[] = [...ranges];
  for (let index = 0; index < ranges.length; index += 2) {
    const from = ranges[index] ?? 0;
    const to = ranges[index + 1] ?? 0;
    const shift = (low: number, high: number, by: number) => {
      if (Math.max(from, low) <= Math.min(to, high))
        more.push(Math.max(from, low) + by, Math.min(to, high) + by);
    };
    shift(65, 90, 32);
    shift(97, 122, -32);
    if ((from <= 75 && to >= 75) || (from <= 107 && to >= 107)) more.push(0x212a, 0x212a);
    if ((from <= 83 && to >= 83) || (from <= 115 && to >= 115)) more.push(0x17f, 0x17f);
  }
  return normalized(more);
}

/** The same code points in ascending ranges that neither overlap nor touch. */
export function normalized(ranges: Ranges): Ranges {
  const pairs: [number, number][] = [];
  for (let index = 0; index < ranges.length; index += 2)
    pairs.push([ranges[index] ?? 0, ranges[index + 1] ?? 0]);
  pairs.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of pairs) {
    const previous = merged.at(-1);
    if (previous && from <= previous[1] + 1) previous[1] = Math.max(previous[1], to);
    else merged.push([from, to]);
  }
  return merged.flat();
}

/** All other code points. */
export function without(ranges: Ranges): Ranges {
  const rest: number[] = [];
  let next = 0;
  const sorted = normalized(ranges);
  for (let index = 0; index < sorted.length; index += 2) {
    const from = sorted[index] ?? 0;
    if (from > next) rest.push(next, from - 1);
    next = (sorted[index + 1] ?? 0) + 1;
  }
  if (next <= lastCodePoint) rest.push(next, lastCodePoint);
  return rest;
}
