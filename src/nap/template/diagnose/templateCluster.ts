import type { FoundCluster, ModelValue } from "../../model.ts";
import { isModelObject } from "../../model.ts";
import { textOf, type JsonNode } from "../json/jsonNode.ts";
import type { ClusterDocument } from "../readClusterDocuments.ts";
import type { TextRange } from "./templateFinding.ts";

/** A cluster of a template that speaks of node auto-provisioning, with its text. */
export interface TemplateCluster {
  readonly text: string;
  readonly cluster: FoundCluster;
  nodeAt(pointer: string): JsonNode | undefined;
}

/** The clusters that diagnostics are for: with a `nodeProvisioningProfile`, and not what Azure answered. */
export function clustersWithNap(text: string, document: ClusterDocument): TemplateCluster[] {
  return document.clusters
    .filter((cluster) => cluster.origin !== "model" && profileOf(cluster) !== undefined)
    .filter((cluster) => document.nodeAt(cluster, "") !== undefined)
    .map((cluster) => ({
      text,
      cluster,
      nodeAt: (pointer) => document.nodeAt(cluster, pointer),
    }));
}

export const profilePointer = "/properties/nodeProvisioningProfile";

function profileOf({ model }: FoundCluster): ModelValue | undefined {
  return valueAt(model, profilePointer) ?? undefined;
}

/** The value at a pointer whose keys need no escape. */
export function valueAt(value: ModelValue | undefined, pointer: string): ModelValue | undefined {
  let inner = value;
  for (const key of pointer.split("/").slice(1)) {
    if (Array.isArray(inner)) inner = (inner as readonly ModelValue[])[Number(key)];
    else inner = isModelObject(inner) ? inner[key] : undefined;
  }
  return inner;
}

/** The text to underline: the value, of objects and arrays only the beginning; the mode of NAP where there is none. */
export function rangeOf(cluster: TemplateCluster, pointer: string | undefined): TextRange {
  const wanted =
    pointer !== undefined && valueAt(cluster.cluster.model, pointer) !== undefined
      ? pointer
      : `${profilePointer}/mode`;
  const node = cluster.nodeAt(wanted);
  if (node === undefined) return { start: 0, end: 0 };
  const isContainer = node.kind === "object" || node.kind === "array";
  return { start: node.offset, end: isContainer ? node.offset + 1 : node.end };
}

/** The node of a value that stands in the text as such, so that it can be replaced; not an expression. */
export function literalAt(cluster: TemplateCluster, pointer: string): JsonNode | undefined {
  const node = cluster.nodeAt(pointer);
  const value = valueAt(cluster.cluster.model, pointer);
  if (node?.kind === "string") return textOf(node) === value ? node : undefined;
  return node?.kind === "literal" && node.value === value ? node : undefined;
}
