import { itemsOf, stringOf, valueOf } from "./yaml/node.ts";
import { parseYaml } from "./yaml/parse.ts";

/** Paths of the files that a kustomization applies as patches, relative to its folder; none where it cannot be read. */
export function patchPaths(text: string): readonly string[] {
  const { root } = parseYaml(text);
  const entries = [
    ...itemsOf(valueOf(root, "patches")).map((item) => valueOf(item, "path")),
    ...itemsOf(valueOf(root, "patchesStrategicMerge")),
  ];
  // patchesStrategicMerge also takes the patch itself.
  return entries.flatMap((entry) => {
    const path = stringOf(entry);
    return path === undefined || path.includes("\n") ? [] : [path];
  });
}
