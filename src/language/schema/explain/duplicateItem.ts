import { remove } from "../../edit/remove.ts";
import { goJson } from "../server/serverError.ts";
import { plain } from "../server/decode.ts";
import { itemsOf, nodeAt } from "../../yaml/node.ts";
import type { Path, YamlNode } from "../../yaml/node.ts";
import { fix, nameOf, shownValue } from "./explanation.ts";
import type { Case, Explained } from "./explanation.ts";

/** An item that stands twice in a list that is a set, or a key that stands twice in a list that is a map. */
export function explainDuplicate({ manifest, error }: Case): Explained {
  const isWhole = isCopy(manifest.root, error.path);
  const shown = error.value === undefined ? "" : ` (${shownValue(error)})`;
  const message = `${nameOf(error.path.slice(0, -1))} lists the same item twice${shown}; each may stand there once.`;
  const fixes = fix("Remove the repetition", remove(manifest, error.path), isWhole);
  return { rule: "duplicate-item", message, fixes };
}

/** The item equals one before it in every field. */
function isCopy(root: YamlNode, path: Path): boolean {
  const texts = itemsOf(nodeAt(root, path.slice(0, -1))).map((item) => goJson(plain(item)));
  const index = Number(path.at(-1));
  return texts.indexOf(texts[index] ?? "") < index;
}
