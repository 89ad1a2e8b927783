import type { Edit } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import { itemsOf, nodeAt, stringOf } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { Draft } from "./draft.ts";
import { append, remove, setValue } from "./edit.ts";

/** One item of a list of texts becomes several; those that the list has already are not repeated. */
export function splitItem(
  manifest: Manifest,
  path: Path,
  texts: readonly string[],
): readonly Edit[] {
  const list = path.slice(0, -1);
  const others = itemsOf(nodeAt(manifest.root, list)).map((item) => stringOf(item));
  const [first, ...more] = texts.filter((text) => !others.includes(text));
  if (first === undefined) return remove(manifest, path);
  const draft = new Draft(manifest);
  draft.step((now) => setValue(now, path, first));
  for (const text of more) draft.step((now) => append(now, list, text));
  return draft.edits();
}
