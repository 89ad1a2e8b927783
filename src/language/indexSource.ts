import type { SourceDocument, SourceFile } from "./sourceFile.ts";
import type { IndexedObject } from "./workspace.ts";
import { rangeOf } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";
import { referencesOf } from "./references.ts";
import { toJson } from "./yaml/node.ts";
import type { Range } from "./yaml/node.ts";

/** The objects of a file for the index over all files; the same ones again for documents that stayed where they were. */
export function indexSource(file: SourceFile): IndexedObject[] {
  return file.documents.flatMap((document) => indexDocument(document, file.uri));
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
  const objects = manifests.map((manifest) => indexed(manifest, uri, start));
  known.set(manifests, { uri, start, objects });
  return objects;
}

function indexed(manifest: Manifest, uri: string, start: number): IndexedObject {
  const range = rangeOf(manifest, manifest.name === undefined ? [] : ["metadata", "name"]);
  const move = (one: Range) => ({ start: one.start + start, end: one.end + start });
  return {
    uri,
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    name: manifest.name ?? "",
    json: toJson(manifest.root),
    nameRange: move(range),
    references: referencesOf(manifest).map((one) => ({ ...one, range: move(one.range) })),
  };
}
