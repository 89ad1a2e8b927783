import { createWorkspace } from "../language/index.ts";
import type { IndexedObject, Workspace } from "../language/index.ts";

type FileObjects = readonly IndexedObject[];

/**
 * The objects of many files, by the AKSNodeClasses that they are or name: what a fix of one file must know to move
 * settings into a class. Of ten thousand files that are a few, so that ten thousand fixes do not look at all of them.
 */
export class Neighbours {
  readonly #objects: Map<string, FileObjects>;
  readonly #paths = new Map<string, Set<string>>();
  readonly #workspaces = new Map<string, Workspace>();

  /** Takes the paths of files with their objects, in the order that workspaces are to have. */
  constructor(files: readonly (readonly [path: string, objects: FileObjects])[]) {
    this.#objects = new Map(files);
    for (const [path, objects] of files)
      for (const name of classNames(objects)) {
        const paths = this.#paths.get(name) ?? new Set();
        this.#paths.set(name, paths.add(path));
      }
  }

  /** The objects of a file as they are after a fix, which makes it name no other class. */
  set(path: string, objects: FileObjects): void {
    this.#objects.set(path, objects);
    this.#workspaces.clear();
  }

  /** The files that share a class with this one, itself included; the same value until one of them changes. */
  of(path: string): Workspace {
    const names = classNames(this.#objects.get(path) ?? []);
    const key = JSON.stringify(names);
    const known = this.#workspaces.get(key);
    if (known) return known;
    const paths = new Set(names.flatMap((name) => [...(this.#paths.get(name) ?? [])]));
    const sorted = [...paths].sort();
    const workspace = createWorkspace(sorted.flatMap((one) => this.#objects.get(one) ?? []));
    this.#workspaces.set(key, workspace);
    return workspace;
  }
}

function classNames(objects: FileObjects): readonly string[] {
  const names = objects.flatMap(({ kind, name, references }) => [
    ...(kind === "AKSNodeClass" ? [name] : []),
    ...references.flatMap((one) => (one.kind === "AKSNodeClass" ? [one.name] : [])),
  ]);
  return [...new Set(names)].sort();
}
