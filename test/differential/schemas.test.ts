import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { schemaFileName, schemasOfFolders, schemasOfSet } from "../../scripts/schemas.ts";
import { crdSchemas } from "../../src/language/schema/crdSchemas.ts";
import type { CrdSchema, SchemaSource } from "../../src/language/schema/types.ts";
import type { ApiClient } from "../cluster/apiClient.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { withControlPlane } from "../cluster/withControlPlane.ts";
import { differences } from "../unit/schemaDifferences.ts";

const definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const kind = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };

const byFile = (schemas: readonly CrdSchema[]): Record<string, CrdSchema> =>
  Object.fromEntries(schemas.map((schema) => [schemaFileName(schema), schema]));

const folderOf = (set: string): string => resolve(import.meta.dirname, "../../schemas", set);

/** The CRDs of a release of the provider as its module has them; Go downloads what its cache lacks. */
function crdsOfRelease(release: string): readonly CrdSchema[] {
  const module = `github.com/Azure/karpenter-provider-azure@${release}`;
  // Outside of a module: a go.mod would have its say about the version.
  const options = { cwd: tmpdir(), encoding: "utf8" } as const;
  const { Dir } = JSON.parse(execFileSync("go", ["mod", "download", "-json", module], options)) as {
    Dir: string;
  };
  return schemasOfFolders([join(Dir, "pkg/apis/crds")]);
}

describeWithGo("the CRDs of released providers", () => {
  for (const set of ["current", "preview-2023"]) {
    const text = readFileSync(join(folderOf(set), "SOURCE.json"), "utf8");
    const { release } = JSON.parse(text) as SchemaSource;

    it(`of ${release} say what schemas/${set} says, in the same order`, function () {
      this.timeout(600_000);
      const upstream = byFile(crdsOfRelease(release));
      assert.deepEqual(
        differences(byFile(schemasOfSet(folderOf(set))), upstream, { path: "" }),
        [],
      );
    });
  }
});

describeWithGo("the CRDs of the provider's release that go.mod pins", () => {
  let client: ApiClient;
  withControlPlane("api", (started) => {
    ({ client } = started);
  });

  it("say what schemas/current says, every kind and every version", async () => {
    const { body } = await client.send("GET", definitions);
    const { items } = body as { items: object[] };
    const served = items.flatMap((item) => crdSchemas({ ...kind, ...item }));
    const bundled = schemasOfSet(folderOf("current"));
    assert.ok(served.length >= 5, `${served.length} kinds and versions`);
    // The server writes keys in an order of its own; that of the CRDs is compared above.
    const order = { path: "", ignoreOrder: true };
    assert.deepEqual(differences(byFile(bundled), byFile(served), order), []);
  });
});
