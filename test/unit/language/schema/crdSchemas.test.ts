import assert from "node:assert/strict";
import { crdSchemas } from "../../../../src/language/schema/crdSchemas.ts";

function crdOf(schema: unknown): unknown {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    spec: {
      group: "example.com",
      names: { kind: "Thing", plural: "things", singular: "thing" },
      scope: "Cluster",
      versions: [
        {
          name: "v1",
          served: true,
          storage: false,
          deprecated: true,
          deprecationWarning: "use v2",
          schema: { openAPIV3Schema: schema },
        },
        {
          name: "v2",
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object" } },
        },
      ],
    },
  };
}

function factsOf(schema: unknown): unknown {
  return crdSchemas(crdOf(schema))[0]?.schema;
}

describe("the facts of a CRD", () => {
  it("are one entry per version, deprecation named only where there is one", () => {
    const common = { group: "example.com", kind: "Thing", plural: "things", scope: "Cluster" };
    assert.deepEqual(crdSchemas(crdOf({ type: "object" })), [
      {
        ...common,
        version: "v1",
        served: true,
        storage: false,
        deprecated: true,
        deprecationWarning: "use v2",
        schema: { type: "object" },
      },
      { ...common, version: "v2", served: true, storage: true, schema: { type: "object" } },
    ]);
  });

  it("leave out descriptions at every depth, but keep fields of that name and data", () => {
    const text = { type: "string", description: "prose" };
    const bare = { type: "string" };
    assert.deepEqual(
      factsOf({
        description: "prose",
        type: "object",
        properties: { description: text, list: { type: "array", items: text, title: "prose" } },
        additionalProperties: text,
        default: { description: "data" },
        not: text,
        anyOf: [text, { properties: { title: text } }],
      }),
      {
        type: "object",
        properties: { description: bare, list: { type: "array", items: bare } },
        additionalProperties: bare,
        default: { description: "data" },
        not: bare,
        anyOf: [bare, { properties: { title: bare } }],
      },
    );
  });

  it("keep the order of fields, enum values and rules", () => {
    const schema = {
      type: "object",
      properties: { b: { enum: ["z", "a"] }, a: { type: "integer" } },
      "x-kubernetes-validations": [
        { rule: "self.b > 1", message: "m", fieldPath: ".b" },
        { rule: "self.a > 1", messageExpression: "'m'", reason: "FieldValueInvalid" },
      ],
    };
    assert.equal(JSON.stringify(factsOf(schema)), JSON.stringify(schema));
  });

  it("keep additionalProperties that is only true or false", () => {
    assert.deepEqual(factsOf({ additionalProperties: false }), { additionalProperties: false });
  });

  it("name the place of a keyword that Kubernetes does not know", () => {
    for (const unknown of [{ const: 1 }, { readOnly: true }])
      assert.throws(
        () => factsOf({ properties: { spec: { items: unknown } } }),
        /^TypeError: Thing\.v1\.properties\.spec\.items\.(const|readOnly): a structural schema has no such keyword$/,
      );
  });

  it("are refused for what is no CRD of apiextensions v1", () => {
    for (const other of [
      null,
      [],
      "text",
      { kind: "CustomResourceDefinition", apiVersion: "apiextensions.k8s.io/v1beta1" },
      { kind: "ConfigMap", apiVersion: "apiextensions.k8s.io/v1" },
      { kind: "CustomResourceDefinition", apiVersion: "apiextensions.k8s.io/v1", spec: {} },
      crdOf(undefined),
      crdOf({ properties: [] }),
      crdOf({ anyOf: {} }),
    ])
      assert.throws(() => crdSchemas(other), TypeError);
  });
});
