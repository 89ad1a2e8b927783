import type { FoundCluster } from "../model.ts";
import { textOf, valueOf, type JsonNode } from "./json/jsonNode.ts";
import { clusterType } from "./readTemplate.ts";

/** Members that only a managed cluster has, in `properties` or flattened. */
const marks = [
  "agentPoolProfiles",
  "nodeProvisioningProfile",
  "networkProfile",
  "servicePrincipalProfile",
  "apiServerAccessProfile",
  "kubernetesVersion",
  "nodeResourceGroup",
  "dnsPrefix",
];

function hasMarks(node: JsonNode | undefined, least: number): boolean {
  return marks.filter((mark) => valueOf(node, mark) !== undefined).length >= least;
}

function hasClusterId(node: JsonNode): boolean {
  return /\/managedclusters\/[^/]+$/i.test(textOf(valueOf(node, "id")) ?? "");
}

/** An object of the managed clusters' type, or a body of a request with `properties` that are a cluster's. */
export function isCluster(node: JsonNode): boolean {
  if (node.kind !== "object") return false;
  const type = textOf(valueOf(node, "type"))?.toLowerCase();
  const properties = valueOf(node, "properties");
  if (type === clusterType)
    return properties?.kind === "object" || hasMarks(node, 1) || hasClusterId(node);
  if (type !== undefined || properties?.kind !== "object") return false;
  if (valueOf(properties, "nodeProvisioningProfile")?.kind === "object") return true;
  if (valueOf(valueOf(properties, "networkProfile"), "networkPlugin") !== undefined) return true;
  const pools = valueOf(properties, "agentPoolProfiles");
  return pools !== undefined && hasMarks(properties, 2);
}

/** The same flattened: what a client library prints that has no `properties`. */
export function isFlatCluster(node: JsonNode): boolean {
  if (node.kind !== "object" || valueOf(node, "properties") !== undefined) return false;
  if (valueOf(node, "type") !== undefined) return false;
  const hasPools = valueOf(node, "agentPoolProfiles")?.kind === "array";
  if (hasPools && (hasMarks(node, 3) || hasClusterId(node))) return true;
  return valueOf(node, "nodeProvisioningProfile")?.kind === "object" && hasMarks(node, 2);
}

/** Who wrote it: Azure, a template's author, or the sender of a request. */
export function originOf(node: JsonNode): FoundCluster["origin"] {
  const properties = valueOf(node, "properties");
  const hasId = textOf(valueOf(node, "id"))?.startsWith("/") ?? false;
  if (textOf(valueOf(node, "apiVersion")) !== undefined && !hasId) return "template";
  const bag = properties?.kind === "object" ? properties : node;
  const isAnswer = ["provisioningState", "nodeResourceGroup", "fqdn", "powerState"].some(
    (member) => valueOf(bag, member) !== undefined,
  );
  return isAnswer || hasId ? "model" : "body";
}
