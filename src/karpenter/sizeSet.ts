/** A set of rows of the size table: bit i stands for row i. */
export type SizeSet = Uint32Array;

/** No row of a table of `size` rows. */
export function emptySizeSet(size: number): SizeSet {
  return new Uint32Array(Math.ceil(size / 32));
}

/** Changes the set. */
export function addSize(set: SizeSet, index: number): void {
  const word = index >>> 5;
  set[word] = (set[word] ?? 0) | (1 << (index & 31));
}

/** Whether row `index` is in the set. */
export function hasSize(set: SizeSet, index: number): boolean {
  return ((set[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

/** Keeps in `set`, which it changes, what `other` has as well. */
export function keepCommon(set: SizeSet, other: SizeSet): void {
  for (let word = 0; word < set.length; word++) set[word] = (set[word] ?? 0) & (other[word] ?? 0);
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many rows are in the set. */
export function countSizes(set: SizeSet): number {
  let count = 0;
  for (const word of set) count += bitCount(word);
  return count;
}

/** Rows of the set, ascending. */
export function sizeIndexes(set: SizeSet): number[] {
  const indexes: number[] = [];
  for (const [word, bits] of set.entries()) {
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      indexes.push(word * 32 + 31 - Math.clz32(rest & -rest));
    }
  }
  return indexes;
}
