import { ecmaPattern } from "./ecmaPattern.ts";
import { fieldDoc, type FieldDocs } from "./fieldDocs.ts";
import { objectMeta } from "./objectMeta.ts";
import type { CrdSchema, StructuralSchema } from "./types.ts";

/** A JSON schema (draft-07) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Convert = (schema: StructuralSchema, path: string) => JsonSchema;

/** Keywords that mean the same in both worlds. `maxLength` and `pattern` are kept to strings, as the server does. */
const shared = [
  "enum",
  "default",
  "multipleOf",
  "maxItems",
  "minItems",
  "maxProperties",
  "minProperties",
] as const;

const int32 = { minimum: -2147483648, maximum: 2147483647 };

function described(docs: FieldDocs, path: string): JsonSchema {
  const doc = fieldDoc(docs, path);
  if (!doc) return {};
  const link = doc.link === undefined ? "" : `\n\n[Documentation](${doc.link})`;
  return { description: doc.text.replaceAll("`", ""), markdownDescription: doc.text + link };
}

function typed(schema: StructuralSchema): JsonSchema {
  if (schema["x-kubernetes-int-or-string"])
    return { anyOf: [{ type: "integer" }, { type: "string" }] };
  return schema.type === undefined ? {} : { type: schema.type };
}

/** The same schema where null is right as well. */
function orNull(schema: JsonSchema): JsonSchema {
  const { type, anyOf, enum: values } = schema;
  return {
    ...schema,
    ...(typeof type === "string" && { type: [type, "null"] }),
    ...(Array.isArray(anyOf) && { anyOf: [...(anyOf as unknown[]), { type: "null" }] }),
    ...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }),
  };
}

function bounds(schema: StructuralSchema): JsonSchema {
  const low = schema.minimum ?? (schema.format === "int32" ? int32.minimum : undefined);
  const high = schema.maximum ?? (schema.format === "int32" ? int32.maximum : undefined);
  return {
    ...(low !== undefined && { [schema.exclusiveMinimum ? "exclusiveMinimum" : "minimum"]: low }),
    ...(high !== undefined && { [schema.exclusiveMaximum ? "exclusiveMaximum" : "maximum"]: high }),
  };
}

function texts(schema: StructuralSchema): JsonSchema {
  if (schema.type !== "string" && !schema["x-kubernetes-int-or-string"]) return {};
  const pattern = schema.pattern === undefined ? undefined : ecmaPattern(schema.pattern);
  return {
    ...(schema.minLength !== undefined && { minLength: schema.minLength }),
    ...(schema.maxLength !== undefined && { maxLength: schema.maxLength }),
    ...(pattern !== undefined && { pattern }),
    ...(schema.format === "date-time" && { format: "date-time" }),
  };
}

function listed(schema: StructuralSchema, path: string, convert: Convert): JsonSchema {
  return {
    ...(schema.items && { items: convert(schema.items, `${path}[]`) }),
    ...((schema.uniqueItems ?? schema["x-kubernetes-list-type"] === "set") && {
      uniqueItems: true,
    }),
  };
}

/** Required fields that no default fills in: the server applies defaults before it looks. */
function asked(schema: StructuralSchema): readonly string[] {
  return (schema.required ?? []).filter((name) => schema.properties?.[name]?.default === undefined);
}

/**
 * Fields and values of maps may be null unless they are required: the server takes null for absent.
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/defaulting/prunenulls.go.
 */
function fields(schema: StructuralSchema, path: string, convert: Convert): JsonSchema {
  if (schema.type !== "object") return {};
  const values = schema.additionalProperties;
  const open = [
    values,
    schema["x-kubernetes-preserve-unknown-fields"],
    schema["x-kubernetes-embedded-resource"],
  ].includes(true);
  const required = asked(schema);
  const fieldOf = (name: string, one: StructuralSchema) => {
    const field = convert(one, `${path}.${name}`);
    return [name, required.includes(name) ? field : orNull(field)] as const;
  };
  return {
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, one]) => fieldOf(name, one)),
      ),
    }),
    ...(typeof values === "object"
      ? { additionalProperties: orNull(convert(values, `${path}.*`)) }
      : !open && { additionalProperties: false }),
    ...(required.length > 0 && { required }),
  };
}

function converter(docs: FieldDocs): Convert {
  const convert: Convert = (schema, path) => {
    const json = {
      ...described(docs, path),
      ...typed(schema),
      ...Object.fromEntries(
        shared.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]),
      ),
      ...bounds(schema),
      ...texts(schema),
      ...listed(schema, path, convert),
      ...fields(schema, path, convert),
    };
    return schema.nullable ? orNull(json) : json;
  };
  return convert;
}

/**
 * The schema of one kind and version as standard JSON schema (draft-07) with our descriptions, for tools that know no
 * CRDs. Unknown fields are errors, as in strict validation of the server. It says less than the CRD: no CEL rules, no
 * keys of list maps, no `allOf`, `oneOf` and `not`.
 */
export function toJsonSchema(crd: CrdSchema, docs: FieldDocs): JsonSchema {
  const apiVersion: StructuralSchema = { type: "string", enum: [`${crd.group}/${crd.version}`] };
  const properties = {
    ...crd.schema.properties,
    apiVersion,
    kind: { type: "string", enum: [crd.kind] },
    metadata: objectMeta,
  } as const;
  const required = [...new Set(["apiVersion", "kind", ...(crd.schema.required ?? [])])];
  const whole: StructuralSchema = { ...crd.schema, type: "object", properties, required };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `${crd.kind} ${crd.group}/${crd.version}`,
    ...converter(docs)(whole, crd.kind),
  };
}
