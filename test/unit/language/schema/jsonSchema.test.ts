import assert from "node:assert/strict";
import docs from "../../../../schemas/docs.json" with { type: "json" };
import nodePool from "../../../../schemas/current/NodePool.v1.json" with { type: "json" };
import type { FieldDocs } from "../../../../src/language/schema/fieldDocs.ts";
import { toJsonSchema, type JsonSchema } from "../../../../src/language/schema/jsonSchema.ts";
import type { CrdSchema, StructuralSchema } from "../../../../src/language/schema/types.ts";

const none: FieldDocs = { fields: {}, shapes: {}, uses: {} };

function crdOf(spec: StructuralSchema, required?: readonly string[]): CrdSchema {
  return {
    group: "example.com",
    kind: "Thing",
    version: "v1",
    plural: "things",
    scope: "Cluster",
    served: true,
    storage: true,
    schema: { type: "object", properties: { spec }, ...(required && { required }) },
  };
}

/** The schema of a required field `spec`, which is converted as it stands. */
function converted(spec: StructuralSchema, described = none): unknown {
  const schema = toJsonSchema(crdOf(spec, ["spec"]), described);
  return (schema.properties as Record<string, unknown>).spec;
}

function* nodesOf(value: unknown): Generator<JsonSchema> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as JsonSchema;
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

describe("a CRD as JSON schema", () => {
  it("names its kind and asks for it", () => {
    const schema = toJsonSchema(crdOf({ type: "object" }, ["spec", "kind"]), none);
    const properties = schema.properties as Record<string, unknown>;
    assert.equal(schema.$schema, "http://json-schema.org/draft-07/schema#");
    assert.equal(schema.title, "Thing example.com/v1");
    assert.deepEqual(schema.required, ["apiVersion", "kind", "spec"]);
    assert.equal(schema.additionalProperties, false);
    assert.deepEqual(properties.apiVersion, { type: "string", enum: ["example.com/v1"] });
    assert.deepEqual(properties.kind, { type: "string", enum: ["Thing"] });
    assert.deepEqual(Object.keys(properties).sort(), ["apiVersion", "kind", "metadata", "spec"]);
  });

  it("closes objects, but neither maps nor those that keep unknown fields", () => {
    assert.deepEqual(converted({ type: "object" }), {
      type: "object",
      additionalProperties: false,
    });
    assert.deepEqual(converted({ type: "object", additionalProperties: { type: "string" } }), {
      type: "object",
      additionalProperties: { type: ["string", "null"] },
    });
    for (const open of [
      { additionalProperties: true },
      { "x-kubernetes-preserve-unknown-fields": true },
      { "x-kubernetes-embedded-resource": true },
    ])
      assert.deepEqual(converted({ type: "object", ...open }), { type: "object" });
  });

  it("asks only for fields without a default, and lets the others be null", () => {
    assert.deepEqual(
      converted({
        type: "object",
        required: ["a", "b"],
        properties: {
          a: { type: "string", enum: ["x"] },
          b: { type: "string", default: "10%" },
          c: { type: "string", enum: ["x"] },
        },
      }),
      {
        type: "object",
        additionalProperties: false,
        required: ["a"],
        properties: {
          a: { type: "string", enum: ["x"] },
          b: { type: ["string", "null"], default: "10%" },
          c: { type: ["string", "null"], enum: ["x", null] },
        },
      },
    );
  });

  it("turns int-or-string into a choice whose pattern holds for strings", () => {
    const either = [{ type: "integer" }, { type: "string" }] as const;
    const schema = { "x-kubernetes-int-or-string": true, pattern: "^[0-9]+$" };
    assert.deepEqual(converted({ ...schema, anyOf: either }), {
      anyOf: either,
      pattern: "^[0-9]+$",
    });
    assert.deepEqual(converted({ type: "object", properties: { limit: schema } }), {
      type: "object",
      additionalProperties: false,
      properties: { limit: { anyOf: [...either, { type: "null" }], pattern: "^[0-9]+$" } },
    });
  });

  it("says the bounds of int32 and exclusive bounds as draft-07 does", () => {
    const wide = { minimum: -2147483648, maximum: 2147483647 };
    assert.deepEqual(converted({ type: "integer", format: "int32" }), { type: "integer", ...wide });
    assert.deepEqual(converted({ type: "integer", format: "int32", minimum: 0, maximum: 9 }), {
      type: "integer",
      minimum: 0,
      maximum: 9,
    });
    assert.deepEqual(converted({ type: "integer", format: "int64" }), { type: "integer" });
    assert.deepEqual(
      converted({
        type: "number",
        minimum: 0,
        exclusiveMinimum: true,
        maximum: 1,
        exclusiveMaximum: true,
      }),
      { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
    );
  });

  it("keeps the limits of strings to strings and of lists to lists", () => {
    const limits = { minLength: 1, maxLength: 63, pattern: "^a$", maxItems: 3 };
    assert.deepEqual(converted({ type: "string", ...limits, format: "date-time" }), {
      type: "string",
      ...limits,
      format: "date-time",
    });
    assert.deepEqual(converted({ type: "array", ...limits, items: { type: "string" } }), {
      type: "array",
      maxItems: 3,
      items: { type: "string" },
    });
  });

  it("lets set lists and unique lists hold nothing twice", () => {
    const items = { type: "string" } as const;
    for (const unique of [{ uniqueItems: true }, { "x-kubernetes-list-type": "set" }] as const)
      assert.deepEqual(converted({ type: "array", items, ...unique }), {
        type: "array",
        items,
        uniqueItems: true,
      });
    assert.deepEqual(converted({ type: "array", items, "x-kubernetes-list-type": "map" }), {
      type: "array",
      items,
    });
  });

  it("allows null where the CRD says nullable", () => {
    assert.deepEqual(converted({ type: "string", nullable: true }), { type: ["string", "null"] });
  });

  it("carries our description as text and as Markdown with its link", () => {
    const described: FieldDocs = {
      ...none,
      fields: { "Thing.spec": { text: "Like `a`.", link: "https://example.com" } },
    };
    assert.deepEqual(converted({ type: "string" }, described), {
      description: "Like a.",
      markdownDescription: "Like `a`.\n\n[Documentation](https://example.com)",
      type: "string",
    });
  });

  it("has a description on every field of a NodePool and no keyword of Kubernetes", () => {
    const nodes = [...nodesOf(toJsonSchema(nodePool as unknown as CrdSchema, docs))];
    const fields = nodes.flatMap((node) => Object.entries(node.properties ?? {}));
    assert.ok(fields.length > 50);
    assert.deepEqual(
      fields.filter(([, field]) => typeof (field as JsonSchema).description !== "string"),
      [],
    );
    assert.deepEqual(
      nodes.flatMap(Object.keys).filter((key) => key.startsWith("x-")),
      [],
    );
  });
});
