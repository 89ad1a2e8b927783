import type { SourceDocument, SourceFile } from "./sourceFile.ts";
import type { IndexedObject } from "./workspace.ts";
import { rangeOf } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";
import { referencesOf } from "./references.ts";
import { toJson } from "./yaml/node.ts";
import type { Json, Range } from "./yaml/node.ts";

/** The objects of a file for the index over all files; the same ones again for documents that stayed where they were. */
export function indexSource(file: SourceFile): IndexedObject[] {
  return file.documents.flatMap((document) => indexDocument(document, file.uri));
}

/** The same for a file that is read once: nothing is remembered of it. */
export function indexOnce(file: SourceFile): IndexedObject[] {
  return file.documents.flatMap((document) => objectsOf(document, file.uri));
}

interface Indexed {
  readonly uri: string;
  readonly start: number;
  readonly objects: readonly IndexedObject[];
}

const known = new WeakMap<readonly Manifest[], Indexed>();

function indexDocument(document: SourceDocument, uri: string): readonly IndexedObject[] {
  const { manifests, start } = document;
  const before = known.get(manifests);
  if (before?.uri === uri && before.start === start) return before.objects;
  const objects = objectsOf(document, uri, before);
  known.set(manifests, { uri, start, objects });
  return objects;
}

function objectsOf(
  { manifests, start }: SourceDocument,
  uri: string,
  before?: Indexed,
): readonly IndexedObject[] {
  // The same value for the same text: verdicts of other files that depend on it hold although it moved.
  return manifests.map((manifest, index) => {
    const json = before?.objects[index]?.json ?? toJson(manifest.root);
    return indexed(manifest, json, { uri, start });
  });
}

function indexed(
  manifest: Manifest,
  json: Json,
  { uri, start }: { readonly uri: string; readonly start: number },
): IndexedObject {
  const range = rangeOf(manifest, manifest.name === undefined ? [] : ["metadata", "name"]);
  const move = (one: Range) => ({ start: one.start + start, end: one.end + start });
  return {
    uri,
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    name: manifest.name ?? "",
    json,
    nameRange: move(range),
    ...(manifest.kind === "AKSNodeClass" && { document: { start, text: manifest.text } }),
    references: referencesOf(manifest).map((one) => ({ ...one, range: move(one.range) })),
  };
}
