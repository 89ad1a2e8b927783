import { kinds, ourKind } from "./ourKinds.ts";
import type { Json, Range } from "./yaml/node.ts";
import { jsonText } from "./jsonText.ts";

/** A place where an object names another one. */
export interface Reference {
  readonly kind: "AKSNodeClass" | "NodePool";
  readonly name: string;
  /** Offsets in the file: the name, with its quotes. */
  readonly range: Range;
}

/** One object of a file, mostly without its text: small enough to keep for ten thousand files. */
export interface IndexedObject {
  readonly uri: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** The whole object as JSON, unvalidated. */
  readonly json: Json;
  /** Offsets in the file: the value of metadata.name, or the kind where there is no name. */
  readonly nameRange: Range;
  /** The YAML document that the object stands in, for objects that fixes of others reach into: AKSNodeClasses. */
  readonly document?: { readonly start: number; readonly text: string };
  /** The objects that it names, in the order of its text. */
  readonly references: readonly Reference[];
}

/** The objects of all files that form one workspace. A value: a change makes a new one. */
export interface Workspace {
  readonly objects: readonly IndexedObject[];
  /** Objects of a kind, in the order of their files; of our kinds those of our groups. */
  all(kind: string): readonly IndexedObject[];
  /** Undefined as well where several of that name say different things: folders for several clusters have that. */
  find(kind: string, name: string): IndexedObject | undefined;
  /** False while files are still being read, or where only open files are known: then absence proves nothing. */
  readonly complete: boolean;
}

/** The workspace of these objects, in their order. Objects of our kinds but of other groups are in `objects` alone. */
export function createWorkspace(
  objects: readonly IndexedObject[],
  { complete }: { complete: boolean } = { complete: true },
): Workspace {
  const byKind = new Map<string, IndexedObject[]>();
  const byName = new Map<string, IndexedObject | undefined>();
  for (const object of objects) {
    if (isOthers(object)) continue;
    const list = byKind.get(object.kind);
    if (list) list.push(object);
    else byKind.set(object.kind, [object]);
    const key = `${object.kind}/${object.name}`;
    const known = byName.get(key);
    byName.set(key, !byName.has(key) || (known && saysTheSame(known, object)) ? object : undefined);
  }
  return {
    objects,
    complete,
    all: (kind) => byKind.get(kind) ?? [],
    find: (kind, name) => byName.get(`${kind}/${name}`),
  };
}

/** The NodePool of another API, say. */
function isOthers({ apiVersion, kind }: IndexedObject): boolean {
  return kinds.some((one) => one === kind) && ourKind(apiVersion, kind) === undefined;
}

function saysTheSame(one: IndexedObject, other: IndexedObject): boolean {
  return one.apiVersion === other.apiVersion && specText(one) === specText(other);
}

/** Keys in another order make another text: then nothing is said rather than something wrong. */
function specText({ json }: IndexedObject): string {
  const spec = typeof json === "object" && json !== null && "spec" in json ? json.spec : undefined;
  return jsonText(spec ?? null);
}
