import type { Path } from "../../yaml/node.ts";
import { dottedField } from "./fieldPath.ts";
import { stringFormats } from "./formats.ts";
import type { SchemaNode } from "./schemaNode.ts";
import { formatOf, runes, shownBound, typeOf } from "./valueTypes.ts";
import { goJson } from "./serverError.ts";
import type { Cause, ErrorType, ServerError } from "./serverError.ts";
import { isList, isMap } from "./value.ts";
import type { Value } from "./value.ts";

/**
 * Validates a decoded value as the server does: every constraint whose kind of value is at hand is checked, also
 * beside a wrong type. Source: k8s.io/kube-openapi, pkg/validation/validate, and kubeOpenAPIResultToFieldErrors of
 * k8s.io/apiextensions-apiserver, pkg/apiserver/validation/validation.go.
 */
export function validateSchema(value: Value, node: SchemaNode): readonly ServerError[] {
  const validator = new Validator([]);
  validator.check(value, node);
  return validator.errors;
}

interface Complaint {
  readonly type: ErrorType;
  readonly cause: Cause;
  readonly value?: Value;
  readonly detail: string;
}

class Validator {
  readonly errors: ServerError[] = [];
  readonly #path: (string | number)[];
  #node: SchemaNode | undefined;

  constructor(path: Path) {
    this.#path = [...path];
  }

  check(value: Value, node: SchemaNode): void {
    this.#node = node;
    this.#type(value, node);
    if (value !== null) this.#combinations(value, node);
    if (typeof value === "string") this.#string(value, node);
    else if (typeof value === "bigint" || typeof value === "number") this.#number(value, node);
    if (node.facets.values) this.#enum(value, node);
    if (isList(value)) this.#list(value, node);
    else if (isMap(value)) this.#map(value, node);
  }

  #add(complaint: Complaint, step?: string): void {
    const path = step === undefined ? [...this.#path] : [...this.#path, step];
    const field = dottedField(path);
    this.errors.push({ ...complaint, path, field, ...(this.#node ? { node: this.#node } : {}) });
  }

  #invalid(cause: Cause, value: Value, text: string): void {
    const detail = `${dottedField(this.#path)} in body ${text}`;
    this.#add({ type: "invalid", cause, value, detail });
  }

  #wrongType(cause: Cause, expected: string, found: string): void {
    const detail = `${dottedField(this.#path)} in body must be of type ${expected}: ${JSON.stringify(found)}`;
    this.#add({ type: "typeInvalid", cause, value: found, detail });
  }

  #type(value: Value, node: SchemaNode): void {
    const { types, schema } = node;
    if (types.length === 0) return;
    const found = typeOf(value);
    if (types.includes(found) || (found === "integer" && types.includes("number"))) return;
    if (value === null && schema.nullable) return;
    // The server strips the formats that it does not know, int32 and int64 among them.
    const format = stringFormats.has(schema.format ?? "") ? schema.format : undefined;
    if (format === undefined || found === "null") this.#wrongType("type", types.join(","), found);
    else if (found !== "string" && found !== "array")
      this.#wrongType("type", format, formatOf(found));
  }

  #string(value: string, { facets, matcher }: SchemaNode): void {
    const { maxLength, minLength, pattern = "", format } = facets;
    if (maxLength !== undefined && value.length > maxLength && runes(value) > maxLength) {
      const unit = maxLength === 1 ? "byte" : "bytes";
      const detail = `may not be more than ${maxLength} ${unit}`;
      this.#add({ type: "tooLong", cause: "maxLength", detail });
    } else if (minLength !== undefined && value.length < 2 * minLength && runes(value) < minLength)
      this.#invalid("minLength", value, `should be at least ${minLength} chars long`);
    else if (matcher && !matcher(value))
      this.#invalid("pattern", value, `should match '${pattern}'`);
    if (format !== undefined && stringFormats.get(format)?.(value) === false)
      this.#wrongType("format", format, value);
  }

  #number(value: bigint | number, { facets }: SchemaNode): void {
    const { maximum, minimum, multipleOf, exclusiveMaximum, exclusiveMinimum } = facets;
    if (maximum !== undefined && (value > maximum || (exclusiveMaximum && value == maximum))) {
      const than = exclusiveMaximum ? "less than" : "less than or equal to";
      this.#invalid("maximum", value, `should be ${than} ${shownBound(value, maximum)}`);
    }
    if (minimum !== undefined && (value < minimum || (exclusiveMinimum && value == minimum))) {
      const than = exclusiveMinimum ? "greater than" : "greater than or equal to";
      this.#invalid("minimum", value, `should be ${than} ${shownBound(value, minimum)}`);
    }
    if (multipleOf !== undefined && !Number.isInteger(Number(value) / multipleOf))
      this.#invalid("multipleOf", value, `should be a multiple of ${multipleOf}`);
  }

  #enum(value: Value, { facets: { values = [] } }: SchemaNode): void {
    if (values.some((one) => one === value || (typeof one === "number" && value == one))) return;
    const supported = values.map((one) =>
      JSON.stringify(typeof one === "string" ? one : JSON.stringify(one)),
    );
    const detail = `supported values: ${supported.join(", ")}`;
    this.#add({ type: "notSupported", cause: "enum", value, detail });
  }

  #list(value: readonly Value[], node: SchemaNode): void {
    const { items, facets } = node;
    const { maxItems, minItems, uniqueItems } = facets;
    if (items)
      for (let index = 0; index < value.length; index += 1)
        this.#child(index, value[index] ?? null, items);
    this.#node = node;
    if (minItems !== undefined && value.length < minItems)
      this.#invalid("minItems", BigInt(value.length), `should have at least ${minItems} items`);
    if (maxItems !== undefined && value.length > maxItems)
      this.#tooMany("maxItems", value.length, maxItems);
    if (uniqueItems && new Set(value.map(goJson)).size < value.length)
      this.#invalid("uniqueItems", "", "shouldn't contain duplicates");
  }

  #tooMany(cause: Cause, count: number, limit: number): void {
    const detail = `must have at most ${limit} ${limit === 1 ? "item" : "items"}`;
    this.#add({ type: "tooMany", cause, value: BigInt(count), detail });
  }

  #map(value: ReadonlyMap<string, Value>, node: SchemaNode): void {
    const { minProperties, maxProperties, required } = node.facets;
    for (const [name, item] of value) {
      const child = node.child(name);
      if (child) this.#child(name, item, child);
    }
    this.#node = node;
    if (minProperties !== undefined && value.size < minProperties)
      this.#invalid(
        "minProperties",
        BigInt(value.size),
        `should have at least ${minProperties} properties`,
      );
    if (maxProperties !== undefined && value.size > maxProperties)
      this.#tooMany("maxProperties", value.size, maxProperties);
    if (required === undefined) return;
    for (const name of required)
      if (!value.has(name)) this.#add({ type: "required", cause: "required", detail: "" }, name);
  }

  #child(step: string | number, value: Value, node: SchemaNode): void {
    this.#path.push(step);
    this.check(value, node);
    this.#path.pop();
  }

  #combinations(value: Value, node: SchemaNode): void {
    if (node.anyOf.length > 0 && !node.anyOf.some((one) => one.bareType === typeOf(value))) {
      const results = node.anyOf.map((one) => this.#tried(value, one));
      if (!results.some((errors) => errors.length === 0)) {
        this.#combined("must validate at least one schema (anyOf)");
        this.errors.push(...(results[0] ?? []));
      }
    }
    if (node.allOf.length > 0) {
      const failed = node.allOf.map((one) => this.#tried(value, one)).filter((one) => one.length);
      if (failed.length > 0) {
        const none = failed.length === node.allOf.length ? ". None validated" : "";
        this.errors.push(...failed.flat());
        this.#combined(`must validate all the schemas (allOf)${none}`);
      }
    }
    if (node.oneOf.length > 0) this.#oneOf(value, node);
    if (node.not && this.#tried(value, node.not).length === 0)
      this.#combined("must not validate the schema (not)");
    this.#node = node;
  }

  #oneOf(value: Value, node: SchemaNode): void {
    const results = node.oneOf.map((one) => this.#tried(value, one));
    const valid = results.filter((errors) => errors.length === 0).length;
    if (valid === 1) return;
    const found = valid === 0 ? "Found none valid" : `Found ${valid} valid alternatives`;
    this.#combined(`must validate one and only one schema (oneOf). ${found}`);
    if (valid === 0) this.errors.push(...(results[0] ?? []));
  }

  #tried(value: Value, node: SchemaNode): readonly ServerError[] {
    const trial = new Validator(this.#path);
    trial.check(value, node);
    return trial.errors;
  }

  /** These errors name their field in the text only. */
  #combined(text: string): void {
    const detail = `${JSON.stringify(dottedField(this.#path))} ${text}`;
    const path = [...this.#path];
    this.errors.push({
      type: "invalid",
      cause: "combination",
      path,
      field: "<nil>",
      value: "",
      detail,
    });
  }
}
