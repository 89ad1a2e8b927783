import { byteLength } from "../../../karpenter/goText.ts";
import {
  isDNS1123Subdomain,
  isQualifiedName,
  isValidLabelValue,
} from "../../../karpenter/names.ts";
import type { MapNode, Path, YamlNode } from "../../yaml/node.ts";
import { itemsOf, pairsOf, stringOf, valueOf } from "../../yaml/node.ts";
import type { Cause, ServerError } from "./serverError.ts";

/** The limit on all keys and values of annotations together: 256 KiB. */
const annotationsLimit = 262_144;

/**
 * Validates the metadata of a cluster-scoped object that is to be created; its types are known to be right.
 * A namespace is dropped without a word (k8s.io/apiserver, pkg/registry/rest/meta.go), so nothing is said about it.
 * Source: k8s.io/apimachinery, pkg/api/validation/objectmeta.go.
 */
export function validateMetadata(root: MapNode): readonly ServerError[] {
  const metadata = valueOf(root, "metadata");
  return [
    ...names(metadata),
    ...labels(valueOf(metadata, "labels")),
    ...annotations(valueOf(metadata, "annotations")),
    ...owners(valueOf(metadata, "ownerReferences")),
    ...finalizers(valueOf(metadata, "finalizers")),
  ];
}

interface Invalid {
  readonly cause: Cause;
  readonly path: Path;
  readonly field: string;
  readonly value: string;
}

function invalid(where: Invalid, messages: readonly string[]): ServerError[] {
  return messages.map((detail) => ({ type: "invalid", ...where, detail }));
}

function names(metadata: YamlNode | undefined): ServerError[] {
  const name = stringOf(valueOf(metadata, "name")) ?? "";
  const prefix = stringOf(valueOf(metadata, "generateName")) ?? "";
  const path = ["metadata", "generateName"];
  const field = "metadata.generateName";
  const masked = prefix.length > 1 && prefix.endsWith("-") ? `${prefix.slice(0, -2)}a` : prefix;
  const errors =
    prefix === ""
      ? []
      : invalid({ cause: "generateName", path, field, value: prefix }, isDNS1123Subdomain(masked));
  return [...errors, ...nameErrors(name, prefix)];
}

function nameErrors(name: string, prefix: string): ServerError[] {
  const where = { cause: "name", path: ["metadata", "name"], field: "metadata.name" } as const;
  if (name !== "") return invalid({ ...where, value: name }, isDNS1123Subdomain(name));
  if (prefix !== "") return [];
  return [{ type: "required", ...where, detail: "name or generateName is required" }];
}

function labels(node: YamlNode | undefined): ServerError[] {
  const field = "metadata.labels";
  return pairsOf(node).flatMap((pair) => {
    const path = ["metadata", "labels", pair.name];
    const value = stringOf(pair.value) ?? "";
    return [
      ...invalid({ cause: "labelKey", path, field, value: pair.name }, isQualifiedName(pair.name)),
      ...invalid({ cause: "labelValue", path, field, value }, isValidLabelValue(value)),
    ];
  });
}

function annotations(node: YamlNode | undefined): ServerError[] {
  const field = "metadata.annotations";
  let size = 0;
  const errors = pairsOf(node).flatMap((pair) => {
    size += byteLength(pair.name) + byteLength(stringOf(pair.value) ?? "");
    const path = ["metadata", "annotations", pair.name];
    const messages = isQualifiedName(pair.name.toLowerCase());
    return invalid({ cause: "labelKey", path, field, value: pair.name }, messages);
  });
  if (size <= annotationsLimit) return errors;
  const detail = `may not be more than ${annotationsLimit} bytes`;
  const path = ["metadata", "annotations"];
  return [...errors, { type: "tooLong", cause: "metadata", path, field, detail }];
}

function owners(node: YamlNode | undefined): ServerError[] {
  return itemsOf(node).flatMap((owner, index) =>
    ["apiVersion", "kind", "name", "uid"].flatMap((name) => {
      const text = stringOf(valueOf(owner, name)) ?? "";
      if (name === "apiVersion" ? hasVersion(text) : text !== "") return [];
      const path = ["metadata", "ownerReferences", index, name];
      const field = `metadata.ownerReferences.${name}`;
      const detail = name === "apiVersion" ? "version must not be empty" : "must not be empty";
      return invalid({ cause: "metadata", path, field, value: text }, [detail]);
    }),
  );
}

/** `version` or `group/version`. */
function hasVersion(apiVersion: string): boolean {
  const parts = apiVersion.split("/");
  return parts.length <= 2 && parts.at(-1) !== "";
}

function finalizers(node: YamlNode | undefined): ServerError[] {
  return itemsOf(node).flatMap((item, index) => {
    const value = stringOf(item) ?? "";
    const path = ["metadata", "finalizers", index];
    return invalid(
      { cause: "metadata", path, field: "metadata.finalizers", value },
      isQualifiedName(value),
    );
  });
}
