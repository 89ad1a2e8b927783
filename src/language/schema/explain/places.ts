import { normalize } from "../../../karpenter/nearest.ts";
import { nodeAt } from "../../yaml/node.ts";
import type { MapNode, Path, YamlNode } from "../../yaml/node.ts";
import { metadataFields } from "../server/metadataTypes.ts";
import type { SchemaNode } from "../server/schemaNode.ts";

/** A field of the schema; `*` stands for any item or key. */
interface Place {
  readonly path: readonly string[];
  readonly node: SchemaNode | undefined;
}

const index = new WeakMap<SchemaNode, ReadonlyMap<string, readonly Place[]>>();

/** Every field that may be written by hand, by its normalized name. */
function placesByName(root: SchemaNode): ReadonlyMap<string, readonly Place[]> {
  let found = index.get(root);
  if (!found) {
    const places = metadataFields
      .slice(0, 5)
      .map((name): Place => ({ path: ["metadata", name], node: undefined }));
    collect(root, [], places);
    const byName = new Map<string, Place[]>();
    for (const place of places) {
      const name = normalize(place.path.at(-1) ?? "");
      byName.set(name, [...(byName.get(name) ?? []), place]);
    }
    index.set(root, (found = byName));
  }
  return found;
}

function collect(node: SchemaNode, path: readonly string[], places: Place[]): void {
  for (const [name, child] of node.properties) {
    const inner = [...path, name];
    if (inner[0] === "status" || inner[0] === "metadata") continue;
    places.push({ path: inner, node: child });
    collect(child, inner, places);
  }
  if (node.items) collect(node.items, [...path, "*"], places);
  if (node.additional) collect(node.additional, [...path, "*"], places);
}

/** Where a field of this name belongs, as written in the object at hand, nearest first. */
export function placesFor(root: SchemaNode, object: MapNode, from: Path): readonly Path[] {
  const value = nodeAt(object, from);
  const places = placesByName(root).get(normalize(String(from.at(-1)))) ?? [];
  return (
    places
      .filter((place) => value !== undefined && fits(value, place.node))
      .map((place) => ({ ...concrete(place.path, from), length: place.path.length }))
      .sort((a, b) => b.common - a.common || a.length - b.length)
      .map(({ path }) => path)
      // What holds the field already is no place for it.
      .filter((path) => path.some((step, index) => from[index] !== step))
  );
}

/** The wildcards that both paths share are those of the path as written. */
function concrete(path: readonly string[], from: Path): { path: Path; common: number } {
  let common = 0;
  while (
    common < Math.min(path.length, from.length) - 1 &&
    (path[common] === from[common] || path[common] === "*")
  )
    common += 1;
  return { path: [...from.slice(0, common), ...path.slice(common)], common };
}

function fits(value: YamlNode, node: SchemaNode | undefined): boolean {
  const { types = ["string"] } = node ?? {};
  if (value.kind === "map") return types.includes("object") || types.length === 0 || !node;
  if (value.kind === "seq") return types.includes("array");
  return value.value === null || !(types.includes("object") || types.includes("array"));
}
