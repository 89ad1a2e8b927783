import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { schemaFileName } from "../../scripts/schemas.ts";
import type { CrdSchema, SchemaSource } from "../../src/language/schema/types.ts";
import { differences } from "./schemaDifferences.ts";

const root = resolve(import.meta.dirname, "../../schemas");
const sets = ["current", "next", "preview-2023"];

function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(root, ...path), "utf8"));
}

function filesOf(set: string): readonly string[] {
  return readdirSync(join(root, set)).filter((name) => name !== "SOURCE.json");
}

function crdOf(set: string, name: string): CrdSchema {
  return readJson(set, name) as CrdSchema;
}

function source(set: string): SchemaSource {
  return readJson(set, "SOURCE.json") as SchemaSource;
}

function differencesOfSets(
  bundled: ReadonlyMap<string, unknown>,
  upstream: ReadonlyMap<string, unknown>,
): readonly string[] {
  return differences(Object.fromEntries(bundled), Object.fromEntries(upstream), { path: "" });
}

function bundledSet(set: string): ReadonlyMap<string, CrdSchema> {
  return new Map(filesOf(set).map((name) => [name, crdOf(set, name)]));
}

describe("the bundled schemas", () => {
  it("are three sets with these kinds", () => {
    assert.deepEqual(
      sets.map((set) => [set, ...filesOf(set)].join(" ")),
      [
        "current AKSNodeClass.v1alpha2.json AKSNodeClass.v1beta1.json NodeClaim.v1.json NodeOverlay.v1alpha1.json NodePool.v1.json",
        "next AKSNodeClass.v1alpha2.json AKSNodeClass.v1beta1.json NodeClaim.v1.json NodeOverlay.v1alpha1.json NodePool.v1.json",
        "preview-2023 AKSNodeClass.v1alpha2.json NodeClaim.v1beta1.json NodePool.v1beta1.json",
      ],
    );
  });

  for (const set of sets) {
    it(`name the commit and date of ${set}`, () => {
      const from = source(set);
      assert.equal(from.set, set);
      assert.equal(from.repository, "https://github.com/Azure/karpenter-provider-azure");
      assert.match(from.commit, /^[0-9a-f]{40}$/);
      assert.match(from.date, /^\d{4}-\d\d-\d\d$/);
    });

    it(`say in ${set} the kind and version that the file is named after`, () => {
      for (const name of filesOf(set)) assert.equal(schemaFileName(crdOf(set, name)), name);
    });

    it(`hold no prose in ${set}`, () => {
      for (const name of filesOf(set))
        assert.doesNotMatch(
          JSON.stringify(crdOf(set, name)),
          /"(description|title|externalDocs)":"/,
        );
    });
  }

  it("are in current those of the provider that the test control plane is built of", () => {
    const modules = readFileSync(join(root, "../test/cluster/testcluster/go.mod"), "utf8");
    const pinned = /Azure\/karpenter-provider-azure (v\S+)/.exec(modules)?.[1];
    assert.equal(source("current").release, pinned);
  });

  it("tell in next exactly what main adds to the release", () => {
    const paths = differencesOfSets(bundledSet("current"), bundledSet("next")).map(
      (one) => one.split(": ")[0],
    );
    const spec = ".schema.properties.spec";
    assert.deepEqual(
      paths,
      ["AKSNodeClass.v1alpha2.json", "AKSNodeClass.v1beta1.json"].flatMap((file) => [
        `.${file}${spec}.properties.security.properties.trustedLaunch`,
        `.${file}${spec}.x-kubernetes-validations.0.message`,
        `.${file}${spec}.x-kubernetes-validations.0.rule`,
        `.${file}${spec}.x-kubernetes-validations.1.message`,
        `.${file}${spec}.x-kubernetes-validations.1.rule`,
        `.${file}${spec}.x-kubernetes-validations.2`,
        `.${file}${spec}.x-kubernetes-validations.3`,
      ]),
    );
  });

  it("give both versions of AKSNodeClass the same schema", () => {
    for (const set of ["current", "next"])
      assert.deepEqual(
        differences(
          crdOf(set, "AKSNodeClass.v1alpha2.json").schema,
          crdOf(set, "AKSNodeClass.v1beta1.json").schema,
          { path: "AKSNodeClass" },
        ),
        [],
      );
  });
});

describe("a drift of schemas", () => {
  it("is named path by path, in values, in missing parts and in order", () => {
    const old = { a: { b: 1, c: [1, 2] }, d: { e: 1, f: 2 }, gone: true };
    const now = { a: { b: 2, c: [1] }, d: { f: 2, e: 1 }, come: { x: null } };
    assert.deepEqual(differences(old, now, { path: "NodePool" }), [
      "NodePool.a.b: 1 -> 2",
      "NodePool.a.c.1: 2 -> nothing",
      "NodePool.d: order of keys",
      "NodePool.gone: true -> nothing",
      'NodePool.come: nothing -> {"x":null}',
    ]);
    assert.deepEqual(differences(old, structuredClone(old), { path: "NodePool" }), []);
  });

  it("is none of order where the other side has none", () => {
    const [one, other] = [{ d: { e: 1, f: 2 } }, { d: { f: 2, e: 1 } }];
    assert.deepEqual(differences(one, other, { path: "", ignoreOrder: true }), []);
  });
});
