import { createWorkspace } from "./workspace.ts";
import type { IndexedObject, Workspace } from "./workspace.ts";
import { jsonText } from "./jsonText.ts";

/** The objects of many files, kept per file; what the editor knows about a folder while its files change. */
export interface ObjectIndex {
  /** Takes the objects of a file in place of those it had. True when that changes anything. */
  set(uri: string, objects: readonly IndexedObject[]): boolean;
  /** Forgets a file. True when it had objects. */
  delete(uri: string): boolean;
  /** Number of files with objects. */
  readonly fileCount: number;
  /** All objects, in the order of their files' names; the same value as long as nothing changed. */
  workspace(complete: boolean): Workspace;
}

/** An index without files. */
export function createObjectIndex(): ObjectIndex {
  const files = new Map<string, readonly IndexedObject[]>();
  let current: Workspace | undefined;
  const changed = (isChanged: boolean): boolean => {
    if (isChanged) current = undefined;
    return isChanged;
  };
  return {
    set: (uri, objects) => {
      const known = files.get(uri) ?? [];
      if (objects.length === 0) files.delete(uri);
      else files.set(uri, objects);
      return changed(!areSame(known, objects));
    },
    delete: (uri) => changed(files.delete(uri)),
    get fileCount() {
      return files.size;
    },
    workspace: (complete) => {
      if (current?.complete === complete) return current;
      return (current = createWorkspace(sorted(files), { complete }));
    },
  };
}

function sorted(files: ReadonlyMap<string, readonly IndexedObject[]>): readonly IndexedObject[] {
  return [...files.keys()].sort().flatMap((uri) => files.get(uri) ?? []);
}

function areSame(before: readonly IndexedObject[], after: readonly IndexedObject[]): boolean {
  if (before.length !== after.length) return false;
  return before.every((object, index) => isSame(object, after[index]));
}

/** Ranges count as well: a definition must not lead to where the object was before. */
function isSame(a: IndexedObject, b: IndexedObject | undefined): boolean {
  if (a === b) return true;
  if (a.nameRange.start !== b?.nameRange.start) return false;
  return jsonText(a) === jsonText(b);
}
