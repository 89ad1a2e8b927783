import { rangeOf } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";
import type { Reference } from "./workspace.ts";
import { nodeAt, pairOf, stringOf, valueOf } from "./yaml/node.ts";
import type { MapNode, YamlNode } from "./yaml/node.ts";

/** The label that Karpenter gives to the nodes of a pool. */
const poolLabel = "karpenter.sh/nodepool";

/** The names of other objects that a manifest mentions; ranges are those of the manifest's document. */
export function referencesOf(manifest: Manifest): readonly Reference[] {
  const found = nodeClassReference(manifest);
  // Only then can a selector be in it, and most manifests have none.
  if (manifest.text.includes(poolLabel)) collect(manifest.root, found, 0);
  return found;
}

function nodeClassReference(manifest: Manifest): Reference[] {
  const path = [
    ["spec", "template", "spec", "nodeClassRef"],
    ["spec", "nodeClassRef"],
  ].find((candidate) => nodeAt(manifest.root, candidate) !== undefined);
  const reference = path && nodeAt(manifest.root, path);
  const name = stringOf(valueOf(reference, "name"));
  const kind = stringOf(valueOf(reference, "kind")) ?? "AKSNodeClass";
  if (path === undefined || name === undefined || kind !== "AKSNodeClass") return [];
  return [{ kind, name, range: rangeOf(manifest, [...path, "name"]) }];
}

const maxDepth = 60;

function collect(node: YamlNode, found: Reference[], depth: number): void {
  if (depth > maxDepth) return;
  if (node.kind === "seq") for (const item of node.items) collect(item, found, depth + 1);
  if (node.kind !== "map") return;
  for (const pair of node.pairs) {
    if (pair.name === poolLabel) add(pair.value, found);
    else collect(pair.value, found, depth + 1);
  }
  selected(node, found);
}

/** `{ key: karpenter.sh/nodepool, operator: In, values: [general] }` of an affinity. */
function selected(map: MapNode, found: Reference[]): void {
  if (stringOf(valueOf(map, "key")) !== poolLabel) return;
  const values = pairOf(map, "values")?.value;
  if (values?.kind === "seq") for (const value of values.items) add(value, found);
}

function add(node: YamlNode, found: Reference[]): void {
  const name = stringOf(node);
  const { start, end } = node.alias ?? node;
  if (name) found.push({ kind: "NodePool", name, range: { start, end } });
}
