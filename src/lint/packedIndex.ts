import type { IndexedFile } from "./task.ts";

/** The objects of files on the way from thread to thread: one text is copied in a fraction of the time of its objects. */
export type PackedIndex = string | readonly IndexedFile[];

/** One text of them, or the objects themselves where JSON cannot hold their numbers. */
export function packIndex(files: readonly IndexedFile[]): PackedIndex {
  try {
    return JSON.stringify(files);
  } catch {
    // Numbers beyond 2^53 are bigints, which JSON.stringify refuses.
    return files;
  }
}

/** What packIndex was given. */
export function unpackIndex(packed: PackedIndex): readonly IndexedFile[] {
  // Only packIndex makes these texts.
  return typeof packed === "string" ? (JSON.parse(packed) as readonly IndexedFile[]) : packed;
}
