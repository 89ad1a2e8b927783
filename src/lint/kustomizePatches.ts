import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { patchPaths } from "../language/index.ts";
import { kustomizationNames } from "../language/kustomizationNames.ts";

/** Tells which files a kustomization lists as patches, looking in their folder and the folders above it within the repository. */
export function patchFinder(): (path: string) => boolean {
  const listed = new Set<string>();
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    for (const name of kustomizationNames)
      for (const patch of patchesOf(join(folder, name))) listed.add(patch);
    const parent = dirname(folder);
    if (parent !== folder && !existsSync(join(folder, ".git"))) visit(parent);
  };
  return (path) => {
    const absolute = resolve(path);
    visit(dirname(absolute));
    return listed.has(absolute);
  };
}

/** Absolute paths of the files that a kustomization applies as patches; none where it cannot be read. */
function patchesOf(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  try {
    return patchPaths(readFileSync(file, "utf8")).map((path) => resolve(dirname(file), path));
  } catch {
    return [];
  }
}
