import { nearest, normalize } from "../../../karpenter/nearest.ts";
import { Draft } from "../../edit/draft.ts";
import { append, move, remove, renameKey, setValue } from "../../edit/edit.ts";
import type { Fix } from "../../finding.ts";
import type { Manifest } from "../../manifest.ts";
import { nodeAt, toJson, valueOf } from "../../yaml/node.ts";
import type { MapNode, Path, SeqNode, YamlNode } from "../../yaml/node.ts";
import { plain } from "../server/decode.ts";
import { goJson } from "../server/serverError.ts";
import { metadataFields } from "../server/metadataTypes.ts";
import type { SchemaNode } from "../server/schemaNode.ts";
import { choice, fix, nameOf, onePreferred, shown } from "./explanation.ts";
import type { Explained } from "./explanation.ts";
import { intentOf } from "./intents.ts";
import { itemsLacking } from "./itemsLacking.ts";
import { placesFor } from "./places.ts";
import { schemaAt } from "./required.ts";
import { isOfToleration, tolerationField } from "./tolerationField.ts";

/** A field that the server does not know: what was meant, or where it belongs. */
export function explainUnknown(manifest: Manifest, root: SchemaNode, path: Path): Explained {
  const name = String(path.at(-1));
  if (isOfToleration(path)) return tolerationField(manifest, path);
  const alike = alikeNames(manifest, root, path);
  const isSame = alike.some((one) => normalize(one) === normalize(name));
  const meant = isSame ? undefined : intentOf(manifest, path);
  const places = isSame || meant ? [] : placesFor(root, manifest.root, path);
  const lacking = isSame || meant ? [] : itemsLacking(manifest, root, { path, places });
  const better = [
    ...(meant?.fixes ?? []),
    ...(lacking.length === 1 ? moves(manifest, path, lacking) : []),
    ...moves(manifest, path, places),
    ...merges(manifest, root, { path, places }),
    ...renames(manifest, path, alike).map((one) =>
      places.length > 0 || meant ? { ...one, preferred: false } : one,
    ),
  ];
  // Without a better fix nothing is lost with the field: no server heeds it where it stands.
  const isKept = meant ? meant.taken !== true : places.length > 0;
  const isUseless = better.length === 0 && (!isKept || isRepeated(manifest, path, places));
  const removal = fix(`Remove ${name}`, remove(manifest, path), isUseless);
  return {
    rule: "unknown-field",
    message: `${where(path)} has no field ${name}${meant ? `: it is ${meant.place} here; the` : hint(alike, places)} server refuses the object, or drops the field where validation is not strict.`,
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
  const near = nearest(name, siblingsOf(root, path)).filter(
    (one) => normalize(one) === normalize(name) || !isThere(one),
  );
  if (near.length > 0) return near;
  const written = normalize(name);
  return requiredBeside(root, path).filter((one) => {
    const lacking = normalize(one);
    const isWithin = written.startsWith(lacking) || written.endsWith(lacking);
    return isWithin && !isThere(one) && nodeAt(manifest.root, path)?.kind !== "scalar";
  });
}

/** What an object cannot do without: maps and lists beside the field. */
function requiredBeside(root: SchemaNode, path: Path): readonly string[] {
  if (path.length === 1) return ["metadata", "spec"];
  return schemaAt(root, path.slice(0, -1))?.schema.required ?? [];
}

/** The same value stands where the field belongs. */
function isRepeated(manifest: Manifest, path: Path, places: readonly Path[]): boolean {
  const own = nodeAt(manifest.root, path);
  return places.some((place) => {
    const other = nodeAt(manifest.root, place);
    return own !== undefined && other !== undefined && isPartOf(own, other);
  });
}

/** Every field of a map stands in the other one too; other values are the same. */
function isPartOf(own: YamlNode, other: YamlNode): boolean {
  if (own.kind !== "map" || other.kind !== "map")
    return goJson(plain(own)) === goJson(plain(other));
  return own.pairs.every(({ name, value }) => {
    const twin = valueOf(other, name);
    return twin !== undefined && isPartOf(value, twin);
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
  const isScalar = nodeAt(manifest.root, path)?.kind === "scalar";
  const open = isScalar ? places.filter((place) => isOpen(manifest, place)) : places;
  return free
    .slice(0, 3)
    .flatMap((place) =>
      fix(
        `Move ${nameOf(path)} to ${parentName(place)}`,
        move(manifest, path, place),
        open.length === 1,
      ),
    );
}

/** What stands in some item of a list is not known; any other place can hold one value. */
function isOpen({ root }: Manifest, place: Path): boolean {
  return place.includes("*") || nodeAt(root, place) === undefined;
}

/** A map or list whose place is taken by another: what it has goes there one by one, where it fits and is not there yet. */
function merges(
  manifest: Manifest,
  root: SchemaNode,
  { path, places }: { path: Path; places: readonly Path[] },
): readonly Fix[] {
  const own = nodeAt(manifest.root, path);
  const joined = places.flatMap((place) => {
    const taken = nodeAt(manifest.root, place);
    const draft = new Draft(manifest);
    if (own?.kind === "map" && taken?.kind === "map") addPairs(draft, root, { place, own, taken });
    else if (own?.kind === "seq" && taken?.kind === "seq") addItems(draft, { place, own, taken });
    else return [];
    draft.step((now) => remove(now, path));
    const edits = draft.edits();
    return edits.length === 0 ? [] : [{ place, edits }];
  });
  const [only, ...more] = joined;
  if (only === undefined || own === undefined || more.length > 0) return [];
  // Comments among what moves would be lost.
  const isPlain = !manifest.text.slice(own.start, own.end).includes("#");
  const title =
    own.kind === "map"
      ? `Move ${own.pairs.map((pair) => pair.name).join(", ")} to ${shown(only.place)}`
      : `Add to ${shown(only.place)}`;
  return fix(title, only.edits, isPlain);
}

interface Join<T> {
  readonly place: Path;
  readonly own: T;
  readonly taken: T;
}

/** Nothing comes of the draft where a key is taken, or unknown there. */
function addPairs(draft: Draft, root: SchemaNode, { place, own, taken }: Join<MapNode>): void {
  const schema = schemaAt(root, place);
  const isFree = (name: string): boolean =>
    schema?.child(name) !== undefined && valueOf(taken, name) === undefined;
  for (const { name, value } of own.pairs)
    draft.step((now) => (isFree(name) ? setValue(now, [...place, name], toJson(value)) : []));
}

function addItems(draft: Draft, { place, own, taken }: Join<SeqNode>): void {
  const known = taken.items.map((item) => goJson(plain(item)));
  for (const item of own.items)
    if (!known.includes(goJson(plain(item)))) draft.step((now) => append(now, place, toJson(item)));
}
