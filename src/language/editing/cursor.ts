import type { CrdSchema, SchemaSet } from "../schema/types.ts";
import { kinds } from "../ourKinds.ts";
import type { Path, Range } from "../yaml/node.ts";
import { outlineOf } from "./outline.ts";
import type { Entry, Place } from "./place.ts";

/** The object that the cursor is in, as far as it can be read. */
export interface Subject {
  /** From the document's root to the object: empty, or `["items", 0]` inside a List, longer in a List of Lists. */
  readonly prefix: Path;
  readonly apiVersion: string;
  readonly kind: string;
  /** One of ours, by what is written so far. */
  readonly ours: boolean;
  /** By kind and apiVersion, or by kind alone while no apiVersion is written. */
  readonly crd: CrdSchema | undefined;
}

/** Everything that completion knows about the text around the cursor. Paths and offsets are the document's. */
export interface Cursor {
  readonly text: string;
  readonly offset: number;
  readonly newline: string;
  readonly places: readonly Place[];
  readonly subject: Subject;
  /** Without anything but comments, or a single word. */
  readonly empty: boolean;
  /** The scalar at a path; undefined where there is none. */
  textAt(path: Path): string | undefined;
  /** Keys of the map at a path, without the one at the cursor. */
  keysAt(path: Path): readonly string[];
  /** Scalars of the list at a path, without the one at the cursor. */
  itemsAt(path: Path): readonly string[];
}

/** Reads one document around an offset, half-typed as it may be. */
export function cursorAt(text: string, offset: number, schemas: SchemaSet): Cursor {
  const { entries, places } = outlineOf(text, offset);
  const index = new Map(entries.map((entry) => [idOf(entry.path), entry]));
  const textAt = (path: Path) => index.get(idOf(path))?.text;
  const others = entries.filter((entry) => !places.some((place) => isAt(entry, place)));
  const below = (path: Path) =>
    others.filter(
      (entry) => entry.path.length === path.length + 1 && path.every((s, i) => entry.path[i] === s),
    );
  return {
    text,
    offset,
    newline: text.includes("\r\n") ? "\r\n" : "\n",
    places,
    subject: subjectAt(textAt, places[0]?.path ?? [], schemas),
    empty: entries.length === 0,
    textAt,
    keysAt: (path) => below(path).map((entry) => String(entry.path.at(-1))),
    itemsAt: (path) => below(path).flatMap((entry) => entry.text ?? []),
  };
}

function idOf(path: Path): string {
  return JSON.stringify(path);
}

function isAt(entry: Entry, place: Place): boolean {
  if (place.kind === "value") return idOf(entry.path) === idOf(place.path);
  if (place.kind !== "key" || entry.key === undefined) return false;
  return contains(entry.key, place.range);
}

function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function subjectAt(
  textAt: (path: Path) => string | undefined,
  path: Path,
  schemas: SchemaSet,
): Subject {
  const prefix = prefixOf(textAt, path);
  const apiVersion = textAt([...prefix, "apiVersion"]) ?? "";
  const kind = textAt([...prefix, "kind"]) ?? "";
  const ours =
    apiVersion.includes("karpenter") || (apiVersion === "" && kinds.some((own) => own === kind));
  const candidates = schemas.kinds.filter((crd) => crd.kind === kind);
  const crd =
    apiVersion === ""
      ? (candidates.find((one) => one.storage) ?? candidates[0])
      : candidates.find((one) => `${one.group}/${one.version}` === apiVersion);
  return { prefix, apiVersion, kind, ours, crd };
}

/** The way into Lists, and Lists inside Lists. */
function prefixOf(textAt: (path: Path) => string | undefined, path: Path): Path {
  let depth = 0;
  const isItem = () => path[depth] === "items" && typeof path[depth + 1] === "number";
  while (isItem() && textAt([...path.slice(0, depth), "kind"])?.endsWith("List") === true)
    depth += 2;
  return path.slice(0, depth);
}
