import type { CrdSchema } from "./types.ts";

/** What JSONSchemaProps may say that no verdict depends on. */
const prose = new Set(["description", "title", "id", "$schema", "example", "externalDocs"]);

/** Keywords whose value is data or a plain list: kept as it stands. */
const plain = new Set([
  "type",
  "required",
  "enum",
  "default",
  "nullable",
  "format",
  "pattern",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "x-kubernetes-embedded-resource",
  "x-kubernetes-int-or-string",
  "x-kubernetes-list-map-keys",
  "x-kubernetes-list-type",
  "x-kubernetes-map-type",
  "x-kubernetes-preserve-unknown-fields",
  "x-kubernetes-validations",
]);

const single = new Set(["items", "additionalProperties", "not"]);
const several = new Set(["allOf", "anyOf", "oneOf"]);

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError(`${where} is not an object`);
  return value as Fields;
}

function listOf(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${where} is not a list`);
  return value;
}

function facts(value: unknown, where: string): Fields {
  const kept: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(fieldsOf(value, where))) {
    const at = `${where}.${key}`;
    if (prose.has(key)) continue;
    const open = key === "additionalProperties" && typeof inner === "boolean";
    if (plain.has(key) || open) kept[key] = inner;
    else if (single.has(key)) kept[key] = facts(inner, at);
    else if (several.has(key))
      kept[key] = listOf(inner, at).map((one, index) => facts(one, `${at}[${String(index)}]`));
    else if (key === "properties")
      kept[key] = Object.fromEntries(
        Object.entries(fieldsOf(inner, at)).map(([name, one]) => [
          name,
          facts(one, `${at}.${name}`),
        ]),
      );
    else throw new TypeError(`${at}: a structural schema has no such keyword`);
  }
  return kept;
}

function scaleFacts(version: Fields): Pick<CrdSchema, "scale"> {
  const subresources =
    version.subresources === undefined ? {} : fieldsOf(version.subresources, "subresources");
  if (subresources.scale === undefined) return {};
  const { specReplicasPath } = fieldsOf(subresources.scale, "subresources.scale");
  return typeof specReplicasPath === "string" ? { scale: { specReplicasPath } } : {};
}

function versionFacts(spec: Fields, version: Fields): CrdSchema {
  const names = fieldsOf(spec.names, "spec.names");
  const where = `${String(names.kind)}.${String(version.name)}`;
  const schema = fieldsOf(version.schema, `${where}.schema`).openAPIV3Schema;
  return {
    group: spec.group,
    kind: names.kind,
    version: version.name,
    plural: names.plural,
    scope: spec.scope,
    served: version.served,
    storage: version.storage,
    ...(version.deprecated === true && { deprecated: true }),
    ...(typeof version.deprecationWarning === "string" && {
      deprecationWarning: version.deprecationWarning,
    }),
    ...scaleFacts(version),
    schema: facts(schema, where),
    // The API server checked the types of these fields when it took the CRD.
  } as CrdSchema;
}

/**
 * The facts of each version of a CustomResourceDefinition (apiextensions.k8s.io/v1), given as plain data: a file of a
 * release or an answer of a cluster. Descriptions are left out; nothing else is. Order is that of the CRD.
 *
 * Throws TypeError where `crd` is not such an object or has a schema keyword that Kubernetes does not know.
 * Source: k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/v1/types_jsonschema.go and types.go.
 */
export function crdSchemas(crd: unknown): readonly CrdSchema[] {
  const top = fieldsOf(crd, "the CRD");
  if (top.kind !== "CustomResourceDefinition" || top.apiVersion !== "apiextensions.k8s.io/v1")
    throw new TypeError("not a CustomResourceDefinition of apiextensions.k8s.io/v1");
  const spec = fieldsOf(top.spec, "spec");
  return listOf(spec.versions, "spec.versions").map((version) =>
    versionFacts(spec, fieldsOf(version, "spec.versions[]")),
  );
}
