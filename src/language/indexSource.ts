import type { SourceFile } from "./sourceFile.ts";
import type { IndexedObject } from "./workspace.ts";
import { rangeOf } from "./manifest.ts";
import { referencesOf } from "./references.ts";
import { toJson } from "./yaml/node.ts";
import type { Range } from "./yaml/node.ts";

/** The objects of a file for the index over all files. */
export function indexSource(file: SourceFile): IndexedObject[] {
  return file.documents.flatMap((document) =>
    document.manifests.flatMap((manifest) => {
      const range = rangeOf(manifest, manifest.name === undefined ? [] : ["metadata", "name"]);
      const move = ({ start, end }: Range) => ({
        start: start + document.start,
        end: end + document.start,
      });
      return {
        uri: file.uri,
        apiVersion: manifest.apiVersion,
        kind: manifest.kind,
        name: manifest.name ?? "",
        json: toJson(manifest.root),
        nameRange: move(range),
        references: referencesOf(manifest).map((one) => ({ ...one, range: move(one.range) })),
      };
    }),
  );
}
