import { nearest, normalize } from "../../../karpenter/nearest.ts";
import { move, remove, renameKey, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { nodeAt, toJson } from "../../yaml/node.ts";
import type { Path } from "../../yaml/node.ts";
import { plain } from "../server/decode.ts";
import { goJson } from "../server/serverError.ts";
import { metadataFields } from "../server/metadataTypes.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import { choice, fix, nameOf, onePreferred, shown } from "./explanation.ts";
import type { Explained } from "./explanation.ts";
import { placesFor } from "./places.ts";

/** A field that the server does not know: what was meant, or where it belongs. */
export function explainUnknown(manifest: Manifest, root: SchemaNode, path: Path): Explained {
  const name = String(path.at(-1));
  const alike = alikeNames(manifest, root, path);
  const isSame = alike.some((one) => normalize(one) === normalize(name));
  const places = isSame ? [] : placesFor(root, manifest.root, path);
  const better = [
    ...moves(manifest, path, places),
    ...merges(manifest, root, { path, places }),
    ...renames(manifest, path, alike).map((one) =>
      places.length > 0 ? { ...one, preferred: false } : one,
    ),
  ];
  // Without a better fix nothing is lost with the field: no server heeds it where it stands.
  const isUseless =
    better.length === 0 && (places.length === 0 || isRepeated(manifest, path, places));
  const removal = fix(`Remove ${name}`, remove(manifest, path), isUseless);
  return {
    rule: "unknown-field",
    message: `${where(path)} has no field ${name}${hint(alike, places)} server refuses the object, or drops the field where validation is not strict.`,
    fixes: onePreferred([...better, ...removal]),
    onKey: true,
  };
}

function hint(alike: readonly string[], places: readonly Path[]): string {
  if (places.length > 0) {
    const parents = [...new Set(places.slice(0, 3).map(parentName))];
    return `: it belongs under ${choice(parents)}; the`;
  }
  return alike.length > 0 ? `, did you mean ${choice(alike)}? The` : "; the";
}

/** Names of fields that may have been meant; a name that is only similar was not, where that field is there already. */
function alikeNames(manifest: Manifest, root: SchemaNode, path: Path): readonly string[] {
  const name = String(path.at(-1));
  const isThere = (one: string): boolean =>
    nodeAt(manifest.root, [...path.slice(0, -1), one]) !== undefined;
  return nearest(name, siblingsOf(root, path)).filter(
    (one) => normalize(one) === normalize(name) || !isThere(one),
  );
}

/** The same value stands where the field belongs. */
function isRepeated(manifest: Manifest, path: Path, places: readonly Path[]): boolean {
  const own = nodeAt(manifest.root, path);
  return places.some((place) => {
    const other = nodeAt(manifest.root, place);
    return own !== undefined && other !== undefined && goJson(plain(own)) === goJson(plain(other));
  });
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

/** A map whose place is taken by another: its fields go there one by one, where they fit and are not there yet. */
function merges(
  manifest: Manifest,
  root: SchemaNode,
  { path, places }: { path: Path; places: readonly Path[] },
): readonly Fix[] {
  const map = nodeAt(manifest.root, path);
  if (map?.kind !== "map" || map.pairs.length === 0) return [];
  const names = map.pairs.map((pair) => pair.name);
  const fitting = places.filter((place) => {
    const taken = nodeAt(manifest.root, place);
    const known = siblingsOf(root, [...place, ""]);
    return (
      taken?.kind === "map" &&
      names.every((name) => known.includes(name) && !taken.pairs.some((pair) => pair.name === name))
    );
  });
  const [place] = fitting;
  if (fitting.length !== 1 || place === undefined) return [];
  const edits = map.pairs.map((pair) =>
    setValue(manifest, [...place, pair.name], toJson(pair.value)),
  );
  const removal = remove(manifest, path);
  if (removal.length === 0 || edits.some((edit) => edit.length === 0)) return [];
  return fix(`Move ${names.join(", ")} to ${shown(place)}`, [...removal, ...edits.flat()]);
}
