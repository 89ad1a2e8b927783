import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import { nodeAt, toJson } from "../yaml/node.ts";
import type { Json, Path } from "../yaml/node.ts";
import { parseYaml } from "../yaml/parse.ts";
import { applyEdits } from "./applyEdits.ts";

/**
 * A manifest that is changed step by step: each step sees the text that the last one left. What comes out is one
 * edit, so a migration is one fix and one undo.
 */
export class Draft {
  readonly #original: Manifest;
  #current: Manifest;
  #failed = false;

  constructor(manifest: Manifest) {
    this.#original = manifest;
    this.#current = manifest;
  }

  /** The value at a path as it is now; undefined where there is none. */
  json(path: Path): Json | undefined {
    const node = nodeAt(this.#current.root, path);
    return node && toJson(node);
  }

  /** Makes a change; a change that gives no edits could not be written, and no edit will come of the draft. */
  step(change: (manifest: Manifest) => readonly Edit[]): void {
    if (this.#failed) return;
    const next = this.#after(change);
    if (next === undefined) this.#failed = true;
    else this.#current = next;
  }

  /** Makes a change if it can be written and what comes of it is right. False: nothing changed. */
  attempt(
    change: (manifest: Manifest) => readonly Edit[],
    isRight: (after: Manifest) => boolean,
  ): boolean {
    const next = this.#after(change);
    if (next === undefined || !isRight(next)) return false;
    this.#current = next;
    return true;
  }

  #after(change: (manifest: Manifest) => readonly Edit[]): Manifest | undefined {
    const edits = change(this.#current);
    const text = applyEdits(this.#current.text, edits);
    const root = nodeAt(parseYaml(text).root, this.#current.prefix);
    return edits.length === 0 || root?.kind !== "map"
      ? undefined
      : { ...this.#current, text, root };
  }

  /** From the first to the last character that changed. */
  edits(): readonly Edit[] {
    const before = this.#original.text;
    const after = this.#current.text;
    if (this.#failed || before === after) return [];
    const shorter = Math.min(before.length, after.length);
    let start = 0;
    while (start < shorter && before.charAt(start) === after.charAt(start)) start += 1;
    let tail = 0;
    while (
      tail < shorter - start &&
      before.charAt(before.length - 1 - tail) === after.charAt(after.length - 1 - tail)
    )
      tail += 1;
    const newText = after.slice(start, after.length - tail);
    return [{ start, end: before.length - tail, newText }];
  }
}
