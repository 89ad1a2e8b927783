import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { itemsOf, stringOf, valueOf } from "../language/yaml/node.ts";
import type { YamlNode } from "../language/yaml/node.ts";
import { parseYaml } from "../language/yaml/parse.ts";

/** Source: kustomize, api/konfig/general.go (RecognizedKustomizationFileNames). */
const names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** Tells which files a kustomization lists as patches, looking in their folder and the folders above it within the repository. */
export function patchFinder(): (path: string) => boolean {
  const listed = new Set<string>();
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    for (const name of names) for (const patch of patchesOf(join(folder, name))) listed.add(patch);
    const parent = dirname(folder);
    if (parent !== folder && !existsSync(join(folder, ".git"))) visit(parent);
  };
  return (path) => {
    const absolute = resolve(path);
    visit(dirname(absolute));
    return listed.has(absolute);
  };
}

/** Absolute paths of the files that a kustomization applies as patches; nothing where it cannot be read. */
function patchesOf(file: string): readonly string[] {
  const root = rootOf(file);
  const entries = [
    ...itemsOf(valueOf(root, "patches")).map((item) => valueOf(item, "path")),
    ...itemsOf(valueOf(root, "patchesStrategicMerge")),
  ];
  return entries.flatMap((entry) => {
    const path = stringOf(entry);
    // patchesStrategicMerge also takes the patch itself.
    return path === undefined || path.includes("\n") ? [] : [resolve(dirname(file), path)];
  });
}

function rootOf(file: string): YamlNode | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return parseYaml(readFileSync(file, "utf8")).root;
  } catch {
    return undefined;
  }
}
