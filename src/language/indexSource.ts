import type { SourceFile } from "./sourceFile.ts";
import type { IndexedObject } from "./workspace.ts";
import { rangeOf } from "./manifest.ts";
import { toJson } from "./yaml/node.ts";

/** The objects of a file for the index over all files. */
export function indexSource(file: SourceFile): IndexedObject[] {
  return file.documents.flatMap((document) =>
    document.manifests.flatMap((manifest) => {
      const range = rangeOf(manifest, manifest.name === undefined ? [] : ["metadata", "name"]);
      return {
        uri: file.uri,
        apiVersion: manifest.apiVersion,
        kind: manifest.kind,
        name: manifest.name ?? "",
        json: toJson(manifest.root),
        nameRange: { start: range.start + document.start, end: range.end + document.start },
      };
    }),
  );
}
