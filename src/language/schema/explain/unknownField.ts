import { move, remove, renameKey } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { nodeAt } from "../../yaml/node.ts";
import type { Path } from "../../yaml/node.ts";
import { metadataFields } from "../server/metadataTypes.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import { choice, fix, nameOf, onePreferred, shown } from "./explanation.ts";
import type { Explained } from "./explanation.ts";
import { nearest, normalize } from "./nearest.ts";
import { placesFor } from "./places.ts";

/** A field that the server does not know: what was meant, or where it belongs. */
export function explainUnknown(manifest: Manifest, root: SchemaNode, path: Path): Explained {
  const name = String(path.at(-1));
  const siblings = siblingsOf(root, path);
  const alike = nearest(name, siblings);
  const sameName = alike.filter((one) => normalize(one) === normalize(name));
  const places = sameName.length > 0 ? [] : placesFor(root, manifest.root, path);
  const [removal] = fix(`Remove ${name}`, remove(manifest, path), false);
  const others = removal ? [removal] : [];
  const message = (rest: string) =>
    `${where(path)} has no field ${name}${rest}; the server refuses the object, or drops the field where validation is not strict.`;
  if (places.length > 0)
    return result(message(`: it belongs under ${choice(places.slice(0, 3).map(parentName))}`), [
      ...moves(manifest, path, places),
      ...renames(manifest, path, alike).map((one) => ({ ...one, preferred: false })),
      ...others,
    ]);
  if (alike.length > 0)
    return result(message(`, did you mean ${choice(alike)}?`).replace("?;", "?"), [
      ...renames(manifest, path, alike),
      ...others,
    ]);
  // What exists nowhere in the schema has no effect on any server: nothing is lost with it.
  return result(
    message(""),
    others.map((one) => ({ ...one, preferred: true })),
  );
}

function result(message: string, fixes: readonly Fix[]): Explained {
  return {
    rule: "unknown-field",
    message: sentence(message),
    fixes: onePreferred(fixes),
    onKey: true,
  };
}

/** A question ends the first sentence. */
function sentence(message: string): string {
  return message.replace(/\? the server/, "? The server");
}

function where(path: Path): string {
  return path.length > 1 ? shown(path.slice(0, -1)) : "The object";
}

function parentName(path: Path): string {
  return path.length > 1 ? shown(path.slice(0, -1)) : "the root of the object";
}

function siblingsOf(root: SchemaNode, path: Path): readonly string[] {
  if (path[0] === "metadata") return path.length === 2 ? metadataFields : [];
  let node: SchemaNode | undefined = root;
  for (const step of path.slice(0, -1))
    node = typeof step === "number" ? node?.items : node?.child(step);
  const names = [...(node?.properties.keys() ?? [])];
  return path.length === 1 ? names.filter((name) => name !== "status") : names;
}

function renames(manifest: Manifest, path: Path, names: readonly string[]): readonly Fix[] {
  const preferred = names.length === 1;
  return names.flatMap((name) =>
    fix(`Rename to ${name}`, renameKey(manifest, path, name), preferred),
  );
}

function moves(manifest: Manifest, path: Path, places: readonly Path[]): readonly Fix[] {
  const free = places.filter(
    (place) => !place.includes("*") && nodeAt(manifest.root, place) === undefined,
  );
  return free
    .slice(0, 3)
    .flatMap((place) =>
      fix(
        `Move ${nameOf(path)} to ${parentName(place)}`,
        move(manifest, path, place),
        places.length === 1,
      ),
    );
}
