/**
 * Our description of one field. `text` is Markdown, one to three sentences. `since` is the first release of the Azure
 * provider whose CRDs had the field (`main`: none yet), absent where it was always there; `removed` is the first
 * release without it. `link` leads to official documentation.
 */
export interface FieldDoc {
  readonly text: string;
  readonly since?: string;
  readonly removed?: string;
  readonly link?: string;
}

/**
 * What `schemas/docs.json` holds. Keys of `fields` are paths that start with the kind, with `[]` for the items of a list
 * and `.*` for the values of a map: `NodePool.spec.disruption.budgets[].nodes`, `NodePool.spec.limits.*`.
 * `uses` says which paths have a shape that several fields share; keys of a shape continue such a path (`[].key`).
 */
export interface FieldDocs {
  readonly fields: Readonly<Record<string, FieldDoc>>;
  readonly shapes: Readonly<Record<string, Readonly<Record<string, FieldDoc>>>>;
  readonly uses: Readonly<Record<string, string>>;
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The path one step up: from `A.b[].c` to `A.b[]`, `A.b`, `A`, then undefined. */
function parentOf(path: string): string | undefined {
  if (path.endsWith("[]")) return path.slice(0, -2);
  const dot = path.lastIndexOf(".");
  return dot < 0 ? undefined : path.slice(0, dot);
}

function* upwards(path: string): Generator<string> {
  for (let at: string | undefined = path; at !== undefined; at = parentOf(at)) yield at;
}

function writtenDoc(docs: FieldDocs, path: string): FieldDoc | undefined {
  const direct = own(docs.fields, path);
  if (direct) return direct;
  for (const prefix of upwards(path)) {
    const shape = own(docs.uses, prefix);
    if (shape !== undefined) return own(own(docs.shapes, shape) ?? {}, path.slice(prefix.length));
  }
  return undefined;
}

/**
 * The description of the field at a path such as `NodePool.spec.template.spec.taints[].key`; undefined where there is
 * none. A field inherits `since`, `removed` and `link` from the nearest ancestor that says it.
 */
export function fieldDoc(docs: FieldDocs, path: string): FieldDoc | undefined {
  const doc = writtenDoc(docs, path);
  if (!doc) return undefined;
  const line = [...upwards(path)].map((at) => writtenDoc(docs, at));
  const since = line.find((one) => one?.since)?.since;
  const removed = line.find((one) => one?.removed)?.removed;
  const link = line.find((one) => one?.link)?.link;
  return {
    text: doc.text,
    ...(since !== undefined && { since }),
    ...(removed !== undefined && { removed }),
    ...(link !== undefined && { link }),
  };
}

function stepsOf(path: string, segment: string | number): readonly string[] {
  if (typeof segment === "number") return [`${path}[]`];
  // Any other key would be read as a path of its own, such as the label `a.b`.
  return /^\w+$/.test(segment) ? [`${path}.${segment}`, `${path}.*`] : [`${path}.*`];
}

/**
 * The path under which docs describe the place `segments` of an object of `kind`: numbers become `[]`, a key without a
 * description of its own becomes `.*` where the values of its map are described. Undefined where nothing is described.
 */
export function fieldDocPath(
  docs: FieldDocs,
  kind: string,
  segments: readonly (string | number)[],
): string | undefined {
  let path = kind;
  for (const segment of segments) {
    const options = stepsOf(path, segment);
    const known = options.find((option) => writtenDoc(docs, option) !== undefined);
    if (known === undefined) return undefined;
    path = known;
  }
  return writtenDoc(docs, path) && path;
}
