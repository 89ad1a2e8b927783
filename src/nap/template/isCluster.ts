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

/** Members of a cluster as a client library prints it, of which an excerpt may show few others. */
const printedMarks = [
  ...marks,
  "aadProfile",
  "addonProfiles",
  "autoScalerProfile",
  "azurePortalFqdn",
  "currentKubernetesVersion",
  "fqdn",
  "identityProfile",
  "maxAgentPools",
  "powerState",
];

function hasMarks(node: JsonNode | undefined, least: number, known = marks): boolean {
  return known.filter((mark) => valueOf(node, mark) !== undefined).length >= least;
}

/** Members of definitions for AKS Engine and its elders, of upgrade profiles and of AKS on Arc, which look like clusters of AKS. */
const othersMarks = [
  "masterProfile",
  "hostedMasterProfile",
  "orchestratorProfile",
  "controlPlaneProfile",
  "cloudProviderProfile",
  "certificateProfile",
];

/** Pools as a list, or as an expression for one: a schema has an object there. */
function hasPools(node: JsonNode | undefined): boolean {
  const pools = valueOf(node, "agentPoolProfiles");
  const isList = pools?.kind === "array" || textOf(pools)?.startsWith("[") === true;
  return isList && othersMarks.every((mark) => valueOf(node, mark) === undefined);
}

/** A profile with its own members; a file of parameters wraps it in a `value`, a schema describes it. */
function hasProfile(node: JsonNode | undefined): boolean {
  const profile = valueOf(node, "nodeProvisioningProfile");
  return (
    profile?.kind === "object" &&
    ["value", "oneOf", "$ref"].every((name) => valueOf(profile, name) === undefined)
  );
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
  // What AKS Engine calls its versions.
  if (textOf(valueOf(node, "apiVersion"))?.toLowerCase() === "vlabs") return false;
  if (hasProfile(properties) || hasPools(properties)) return true;
  return othersMarks.every((mark) => !valueOf(properties, mark)) && hasMemberOfItsOwn(properties);
}

/** Members of a network profile that those of other resources do not have. */
const networkMembers = [
  "networkPlugin",
  "networkPluginMode",
  "networkDataplane",
  "networkPolicy",
  "loadBalancerSku",
];

/** A value that only a managed cluster has: a request may send little else. A schema has an object in its place. */
function hasMemberOfItsOwn(properties: JsonNode): boolean {
  const network = valueOf(properties, "networkProfile");
  if (networkMembers.some((name) => textOf(valueOf(network, name)) !== undefined)) return true;
  if (valueOf(network, "ipFamilies")?.kind === "array") return true;
  if (valueOf(properties, "enableRBAC")?.kind === "literal") return true;
  const principal = valueOf(properties, "servicePrincipalProfile");
  return ["clientId", "secret"].every((name) => textOf(valueOf(principal, name)) !== undefined);
}

/** The same flattened: what a client library prints that has no `properties`. */
export function isFlatCluster(node: JsonNode): boolean {
  if (node.kind !== "object" || valueOf(node, "properties") !== undefined) return false;
  if (valueOf(node, "type") !== undefined) return false;
  if (hasPools(node) && (hasMarks(node, 3, printedMarks) || hasClusterId(node))) return true;
  return hasProfile(node) && hasMarks(node, 2);
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
  return isAnswer || hasId || printsNulls(node) ? "model" : "body";
}

/** Client libraries print the profiles that a cluster does not have as null; who writes a request leaves them out. */
function printsNulls(node: JsonNode): boolean {
  return printedMarks.some((mark) => {
    const value = valueOf(node, mark);
    return value?.kind === "literal" && value.value === null;
  });
}
