import type { Manifest } from "../../manifest.ts";
import { itemsOf, nodeAt, stringOf, valueOf } from "../../yaml/node.ts";
import type { Path } from "../../yaml/node.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import { schemaAt } from "./required.ts";

/** A field that stands astray, and the places of the schema where one of its name belongs; `*` is any item. */
interface Astray {
  readonly path: Path;
  readonly places: readonly Path[];
}

/** The items of lists that need the field and lack it: where it got lost from. */
export function itemsLacking(
  manifest: Manifest,
  root: SchemaNode,
  { path, places }: Astray,
): readonly Path[] {
  const name = String(path.at(-1));
  return places.flatMap((place) => {
    const star = place.indexOf("*");
    if (star < 0 || star !== place.length - 2 || place.at(-1) !== name) return [];
    const list = place.slice(0, star);
    return itemsOf(nodeAt(manifest.root, list)).flatMap((item, index) => {
      const at = [...list, index, name];
      const needs = isNeeded(
        schemaAt(root, at.slice(0, -1)),
        name,
        stringOf(valueOf(item, "operator")),
      );
      return item.kind === "map" && needs && valueOf(item, name) === undefined ? [at] : [];
    });
  });
}

/** The schema asks for it, or the operator does. */
function isNeeded(
  item: SchemaNode | undefined,
  name: string,
  operator: string | undefined,
): boolean {
  if (name === "values") return operator !== undefined && !operator.includes("Exist");
  return item?.schema.required?.includes(name) === true;
}
