/** A value as JSON knows it: what `default` and `enum` hold. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * One CEL rule of `x-kubernetes-validations`.
 * Source: k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/v1, ValidationRule.
 */
export interface ValidationRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?:
    "FieldValueInvalid" | "FieldValueForbidden" | "FieldValueRequired" | "FieldValueDuplicate";
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/**
 * The structural schema of a CRD version without its prose: what the API server decides by.
 * Keys, their spelling and the order of lists (`enum`, `required`, rules) are those of the CRD.
 * Source: k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/v1, JSONSchemaProps.
 */
export interface StructuralSchema {
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly items?: StructuralSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly JsonValue[];
  readonly default?: JsonValue;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly maximum?: number;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly allOf?: readonly StructuralSchema[];
  readonly anyOf?: readonly StructuralSchema[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly not?: StructuralSchema;
  readonly "x-kubernetes-embedded-resource"?: boolean;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-list-type"?: "atomic" | "set" | "map";
  readonly "x-kubernetes-map-type"?: "atomic" | "granular";
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-validations"?: readonly ValidationRule[];
}

/** One version of one kind: what a file `schemas/<set>/<kind>.<version>.json` holds. */
export interface CrdSchema {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly plural: string;
  readonly scope: "Cluster" | "Namespaced";
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated?: boolean;
  readonly deprecationWarning?: string;
  /** The scale subresource: where the replicas stand, with a leading dot. */
  readonly scale?: { readonly specReplicasPath: string };
  readonly schema: StructuralSchema;
}

/** Where a bundled set comes from: what `schemas/<set>/SOURCE.json` holds. `date` is that of the commit, YYYY-MM-DD. */
export interface SchemaSource {
  readonly set: string;
  readonly repository: string;
  readonly release: string;
  readonly commit: string;
  readonly date: string;
}

/** All kinds that one cluster (or one release of the provider) knows; `id` is `current`, `preview-2023`, or a cluster's name. */
export interface SchemaSet {
  readonly id: string;
  readonly release: string;
  readonly kinds: readonly CrdSchema[];
}
