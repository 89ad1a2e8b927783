import { goQuote } from "../../../karpenter/goText.ts";
import type { Path, ScalarNode, YamlNode } from "../../yaml/node.ts";
import type { ServerError } from "./serverError.ts";

/**
 * The Go types of metav1.ObjectMeta by their JSON names: what the server's decoder accepts.
 * Source: k8s.io/apimachinery, pkg/apis/meta/v1/types.go.
 */
interface GoType {
  /** As Go's decoder prints the type. */
  readonly go: string;
  readonly kind: "string" | "bool" | "int" | "time" | "map" | "list" | "struct" | "any";
  readonly fields?: Readonly<Record<string, GoType>>;
  readonly item?: GoType;
  readonly name?: string;
}

const text: GoType = { go: "string", kind: "string" };
const flag: GoType = { go: "bool", kind: "bool" };
const uid: GoType = { go: "types.UID", kind: "string" };
const time: GoType = { go: "v1.Time", kind: "time" };
const int64: GoType = { go: "int64", kind: "int" };
const texts: GoType = { go: "map[string]string", kind: "map", item: text };
const operation: GoType = { go: "v1.ManagedFieldsOperationType", kind: "string" };

const ownerReference: GoType = {
  go: "v1.OwnerReference",
  kind: "struct",
  name: "OwnerReference",
  fields: {
    apiVersion: text,
    kind: text,
    name: text,
    uid,
    controller: flag,
    blockOwnerDeletion: flag,
  },
};

const managedFields: GoType = {
  go: "v1.ManagedFieldsEntry",
  kind: "struct",
  name: "ManagedFieldsEntry",
  fields: {
    manager: text,
    operation,
    apiVersion: text,
    time,
    fieldsType: text,
    fieldsV1: { go: "v1.FieldsV1", kind: "any" },
    subresource: text,
  },
};

const objectMeta: GoType = {
  go: "v1.ObjectMeta",
  kind: "struct",
  name: "ObjectMeta",
  fields: {
    name: text,
    generateName: text,
    namespace: text,
    selfLink: text,
    uid,
    resourceVersion: text,
    generation: int64,
    creationTimestamp: time,
    deletionTimestamp: time,
    deletionGracePeriodSeconds: int64,
    labels: texts,
    annotations: texts,
    ownerReferences: { go: "[]v1.OwnerReference", kind: "list", item: ownerReference },
    finalizers: { go: "[]string", kind: "list", item: text },
    managedFields: { go: "[]v1.ManagedFieldsEntry", kind: "list", item: managedFields },
  },
};

/** Names of the fields of metadata, for what was meant by an unknown one. */
export const metadataFields: readonly string[] = Object.keys(objectMeta.fields ?? {});

export interface MetadataProblems {
  readonly errors: readonly ServerError[];
  readonly unknown: readonly Path[];
}

/** Values of a wrong type, which the decoder refuses before anything else, and fields that it does not know. */
export function checkMetadataTypes(metadata: YamlNode): MetadataProblems {
  const checker = new Checker();
  checker.check(metadata, objectMeta, { path: ["metadata"], owner: undefined, field: "" });
  return checker;
}

interface Place {
  readonly path: Path;
  /** The struct and the dotted JSON names that Go's error names. */
  readonly owner: string | undefined;
  readonly field: string;
}

class Checker {
  readonly errors: ServerError[] = [];
  readonly unknown: Path[] = [];

  check(node: YamlNode, type: GoType, place: Place): void {
    if (node.kind === "scalar" && node.value === null) return;
    if (!fits(node, type)) this.#refuse(node, type, place);
    else if (node.kind === "map") this.#map(node.pairs, type, place);
    else if (node.kind === "seq" && type.item)
      for (const [index, item] of node.items.entries())
        this.check(item, type.item, { ...place, path: [...place.path, index] });
  }

  #map(pairs: readonly { name: string; value: YamlNode }[], type: GoType, place: Place): void {
    for (const { name, value } of pairs) {
      const path = [...place.path, name];
      if (type.kind === "map" && type.item) this.check(value, type.item, { ...place, path });
      if (type.kind !== "struct") continue;
      const fields = type.fields ?? {};
      const inner = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const field = place.field === "" ? name : `${place.field}.${name}`;
      if (inner) this.check(value, inner, { path, owner: type.name, field });
      else this.unknown.push(path);
    }
  }

  #refuse(node: YamlNode, type: GoType, { path, owner, field }: Place): void {
    const where = owner ? `Go struct field ${owner}.${field}` : "Go value";
    const detail =
      type.kind === "time" && node.kind === "scalar" && typeof node.value === "string"
        ? timeError(node)
        : `json: cannot unmarshal ${jsonKind(node)} into ${where} of type ${type.kind === "time" ? "string" : type.go}`;
    this.errors.push({ type: "invalid", cause: "decode", path, field: "", detail });
  }
}

function timeError({ raw }: ScalarNode): string {
  const quoted = goQuote(raw);
  return `parsing time ${quoted} as "2006-01-02T15:04:05Z07:00": cannot parse ${quoted} as "2006"`;
}

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([.,]\d+)?(Z|[+-]\d{2}:\d{2})$/;

function fits(node: YamlNode, { kind }: GoType): boolean {
  if (kind === "any") return true;
  if (node.kind !== "scalar")
    return node.kind === "seq" ? kind === "list" : kind === "map" || kind === "struct";
  const { value } = node;
  if (kind === "string") return typeof value === "string";
  if (kind === "bool") return typeof value === "boolean";
  if (kind === "int") return typeof value === "bigint" || Number.isSafeInteger(value);
  return kind === "time" && typeof value === "string" && rfc3339.test(value);
}

function jsonKind(node: YamlNode): string {
  if (node.kind === "seq") return "array";
  if (node.kind === "map") return "object";
  if (typeof node.value === "boolean") return "bool";
  return typeof node.value === "string" ? "string" : "number";
}
