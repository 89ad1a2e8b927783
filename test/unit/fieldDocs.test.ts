import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { schemasOfSet } from "../../scripts/schemas.ts";
import docs from "../../schemas/docs.json" with { type: "json" };
import { fieldDoc, type FieldDoc } from "../../src/language/schema/fieldDocs.ts";
import { objectMeta } from "../../src/language/schema/objectMeta.ts";
import type { StructuralSchema } from "../../src/language/schema/types.ts";

const root = resolve(import.meta.dirname, "../../schemas");

function* pathsOf(schema: StructuralSchema, path: string): Generator<string> {
  yield path;
  for (const [name, one] of Object.entries(schema.properties ?? {}))
    yield* pathsOf(one, `${path}.${name}`);
  if (schema.items) yield* pathsOf(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === "object")
    yield* pathsOf(schema.additionalProperties, `${path}.*`);
}

function pathsOfSet(set: string): ReadonlySet<string> {
  const crds = schemasOfSet(join(root, set));
  return new Set(
    crds.flatMap((crd) => [
      ...pathsOf(crd.schema, crd.kind),
      ...pathsOf(objectMeta, `${crd.kind}.metadata`),
    ]),
  );
}

const sets = {
  current: pathsOfSet("current"),
  next: pathsOfSet("next"),
  preview: pathsOfSet("preview-2023"),
};
const all = new Set([...sets.current, ...sets.next, ...sets.preview]);

/** All descriptions as written, under the first path that each is for. */
const written: readonly (readonly [string, FieldDoc])[] = [
  ...Object.entries<FieldDoc>(docs.fields),
  ...Object.values(docs.shapes).flatMap((shape) => Object.entries<FieldDoc>(shape)),
];

function versionOf(tag: string): number {
  if (tag === "main") return Infinity;
  const [major = 0, minor = 0, patch = 0] = tag.slice(1).split(".").map(Number);
  return major * 1e6 + minor * 1e3 + patch;
}

function pathsWith(test: (doc: FieldDoc | undefined, path: string) => boolean): readonly string[] {
  return [...all].filter((path) => test(fieldDoc(docs, path), path)).sort();
}

describe("the descriptions of fields", () => {
  it("cover every field of every set", () => {
    assert.deepEqual(
      pathsWith((doc) => doc === undefined),
      [],
    );
  });

  it("describe no field that no set has", () => {
    assert.deepEqual(
      Object.keys(docs.fields).filter((path) => !all.has(path)),
      [],
    );
    const uses = Object.entries<string>(docs.uses);
    assert.deepEqual(
      Object.entries(docs.shapes).flatMap(([shape, entries]) =>
        Object.keys(entries)
          .filter((rest) => !uses.some(([path, name]) => name === shape && all.has(path + rest)))
          .map((rest) => shape + rest),
      ),
      [],
    );
    assert.deepEqual(
      uses.filter(([path, shape]) => !all.has(path) || !(shape in docs.shapes)),
      [],
    );
  });

  it("are one line of at most 330 characters that ends as a sentence", () => {
    for (const [path, { text }] of written) {
      assert.match(text, /^\S.*\.$/u, path);
      assert.doesNotMatch(text, / {2}|\n/u, path);
      assert.equal((text.match(/`/g) ?? []).length % 2, 0, path);
      assert.ok(text.length <= 330, `${path} has ${text.length} characters`);
    }
  });

  it("are not twice the same", () => {
    const texts = new Map<string, string[]>();
    for (const [path, { text }] of written) texts.set(text, [...(texts.get(text) ?? []), path]);
    assert.deepEqual(
      [...texts.values()].filter((paths) => paths.length > 1),
      [
        ["NodePool.apiVersion", "NodeClaim.apiVersion"],
        [".kubeReserved.*", ".systemReserved.*"],
      ],
    );
  });

  it("link to official documentation only, and every field has a link", () => {
    const official =
      /^https:\/\/(karpenter\.sh\/docs|learn\.microsoft\.com\/azure\/aks|kubernetes\.io\/docs)\//;
    for (const [path, { link }] of written)
      if (link !== undefined) assert.match(link, official, path);
    assert.deepEqual(
      pathsWith((doc) => doc?.link === undefined),
      [],
    );
  });

  it("name releases as tags, or main", () => {
    for (const [path, { since, removed }] of written)
      for (const tag of [since, removed])
        if (tag !== undefined) assert.match(tag, /^(v\d+\.\d+\.\d+|main)$/, path);
  });

  it("say since when for exactly the fields that v0.5.4 does not have", () => {
    const isNew = (path: string) => !sets.preview.has(path);
    const saysSo = (doc: FieldDoc | undefined) =>
      doc?.since !== undefined && versionOf(doc.since) > versionOf("v0.5.4");
    assert.deepEqual(
      pathsWith((doc, path) => isNew(path) !== saysSo(doc)),
      [],
    );
  });

  it("say main for exactly the fields that the release does not have yet", () => {
    assert.deepEqual(
      pathsWith((doc) => doc?.since === "main"),
      [...sets.next].filter((path) => !sets.current.has(path)).sort(),
    );
  });

  it("say when removed for exactly the fields that only v0.5.4 has", () => {
    assert.deepEqual(
      pathsWith((doc) => doc?.removed !== undefined),
      [...sets.preview].filter((path) => !sets.current.has(path)).sort(),
    );
  });
});
