import type { JsonValue, StructuralSchema } from "../types.ts";
import { re2Matcher } from "../re2/matcher.ts";
import type { Matcher } from "../re2/matcher.ts";
import type { Value } from "./value.ts";

/** What a schema says about a value itself; each has the same fields, which are found sooner for that. */
function facetsOf(schema: StructuralSchema) {
  const { maxLength, minLength, pattern, format, maximum, minimum, multipleOf } = schema;
  const { exclusiveMaximum, exclusiveMinimum, maxItems, minItems, uniqueItems } = schema;
  const { minProperties, maxProperties, required, enum: values } = schema;
  return {
    ...{ maxLength, minLength, pattern, format, maximum, minimum, multipleOf },
    ...{ exclusiveMaximum, exclusiveMinimum, maxItems, minItems, uniqueItems },
    ...{ minProperties, maxProperties, required, values },
    rules: schema["x-kubernetes-validations"],
  };
}

/** A structural schema made ready for walking: own properties in maps, patterns and defaults made once. */
export class SchemaNode {
  readonly schema: StructuralSchema;
  readonly facets: ReturnType<typeof facetsOf>;
  /** The types that the server's validator compares with. */
  readonly types: readonly string[];
  readonly properties: ReadonlyMap<string, SchemaNode>;
  readonly additional: SchemaNode | undefined;
  readonly items: SchemaNode | undefined;
  /** Any key is welcome: preserve-unknown-fields, or additionalProperties without a schema. */
  readonly open: boolean;
  /** Properties that are filled in where they lack. */
  readonly defaults: readonly (readonly [string, SchemaNode])[];
  readonly anyOf: readonly SchemaNode[];
  readonly allOf: readonly SchemaNode[];
  readonly oneOf: readonly SchemaNode[];
  readonly not: SchemaNode | undefined;
  /** The type that the schema asks for, where it asks for nothing else, as those of int-or-string do. */
  readonly bareType: string | undefined;
  /** CEL rules here or below. */
  readonly hasRules: boolean;
  #matcher: Matcher | undefined;
  #default: Value | undefined;

  constructor(schema: StructuralSchema) {
    this.schema = schema;
    this.facets = facetsOf(schema);
    this.types = typesOf(schema);
    this.properties = new Map(
      Object.entries(schema.properties ?? {}).map(([name, one]) => [name, new SchemaNode(one)]),
    );
    const { additionalProperties: additional } = schema;
    this.additional = typeof additional === "object" ? new SchemaNode(additional) : undefined;
    this.items = schema.items && new SchemaNode(schema.items);
    this.open = schema["x-kubernetes-preserve-unknown-fields"] === true || additional === true;
    this.defaults = [...this.properties].filter(([, node]) => node.schema.default !== undefined);
    [this.anyOf, this.allOf, this.oneOf] = [schema.anyOf, schema.allOf, schema.oneOf].map((list) =>
      (list ?? []).map((one) => new SchemaNode(one)),
    ) as [SchemaNode[], SchemaNode[], SchemaNode[]];
    this.not = schema.not && new SchemaNode(schema.not);
    this.bareType = Object.keys(schema).length === 1 ? schema.type : undefined;
    this.hasRules = hasRules(this);
  }

  get matcher(): Matcher | undefined {
    const { pattern } = this.facets;
    return pattern ? (this.#matcher ??= re2Matcher(pattern)) : undefined;
  }

  /** The default with the defaults inside of it; shared, never changed. */
  get defaultValue(): Value {
    return (this.#default ??= defaulted(this.schema.default ?? null, this));
  }

  child(name: string): SchemaNode | undefined {
    return this.properties.get(name) ?? this.additional;
  }
}

function typesOf(schema: StructuralSchema): readonly string[] {
  if (schema["x-kubernetes-int-or-string"]) return ["integer", "string"];
  return schema.type ? [schema.type] : [];
}

function hasRules(node: SchemaNode): boolean {
  return (
    (node.schema["x-kubernetes-validations"]?.length ?? 0) > 0 ||
    node.items?.hasRules === true ||
    node.additional?.hasRules === true ||
    [...node.properties.values()].some((one) => one.hasRules)
  );
}

function defaulted(json: JsonValue, node: SchemaNode | undefined): Value {
  if (typeof json === "number") return Number.isSafeInteger(json) ? BigInt(json) : json;
  if (typeof json !== "object" || json === null) return json;
  if (isJsonList(json)) return json.map((item) => defaulted(item, node?.items));
  const map = new Map<string, Value>();
  for (const [name, item] of Object.entries(json))
    map.set(name, defaulted(item, node?.child(name)));
  if (node) fillDefaults(map, node);
  return map;
}

function isJsonList(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}

/** Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/defaulting/algorithm.go. */
export function fillDefaults(map: Map<string, Value>, node: SchemaNode): void {
  for (const [name, property] of node.defaults)
    if (!map.has(name)) map.set(name, property.defaultValue);
}

const compiled = new WeakMap<StructuralSchema, SchemaNode>();

/** The schema made ready, once per schema. */
export function schemaNode(schema: StructuralSchema): SchemaNode {
  let node = compiled.get(schema);
  if (!node) compiled.set(schema, (node = new SchemaNode(schema)));
  return node;
}
