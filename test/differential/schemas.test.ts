import assert from "node:assert/strict";
import { resolve } from "node:path";
import { schemaFileName, schemasOfSet } from "../../scripts/schemas.ts";
import { crdSchemas } from "../../src/language/schema/crdSchemas.ts";
import type { CrdSchema } from "../../src/language/schema/types.ts";
import type { ApiClient } from "../cluster/apiClient.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { withControlPlane } from "../cluster/withControlPlane.ts";
import { differences } from "../unit/schemaDifferences.ts";

const definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const kind = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };

const byFile = (schemas: readonly CrdSchema[]): Record<string, CrdSchema> =>
  Object.fromEntries(schemas.map((schema) => [schemaFileName(schema), schema]));

describeWithGo("the CRDs of the provider's release that go.mod pins", () => {
  let client: ApiClient;
  withControlPlane("api", (started) => {
    ({ client } = started);
  });

  it("say what schemas/current says, every kind and every version", async () => {
    const { body } = await client.send("GET", definitions);
    const { items } = body as { items: object[] };
    const served = items.flatMap((item) => crdSchemas({ ...kind, ...item }));
    const bundled = schemasOfSet(resolve(import.meta.dirname, "../../schemas/current"));
    assert.ok(served.length >= 5, `${served.length} kinds and versions`);
    // The server writes keys in an order of its own; that of the CRDs is compared where their files are at hand.
    const order = { path: "", ignoreOrder: true };
    assert.deepEqual(differences(byFile(bundled), byFile(served), order), []);
  });
});
