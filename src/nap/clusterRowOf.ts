import { jsonAt, textAt, type Json, type JsonObject } from "./json.ts";
import { parseResourceId } from "./resourceId.ts";
import type { ClusterRow, NapMode } from "./view/clusterRow.ts";

/** The mode that a managed cluster's JSON states; `unknown` where it does not. */
function napModeOf(cluster: Json | undefined): NapMode {
  const mode = textAt(cluster, "properties", "nodeProvisioningProfile", "mode").toLowerCase();
  return mode === "auto" ? "Auto" : mode === "manual" ? "Manual" : "unknown";
}

/** The row of a managed cluster as Resource Manager or a list of it shows it (`managedClusters` JSON). */
export function clusterRowOf(
  cluster: JsonObject,
  more: { tenantId: string; isConfirmed: boolean },
): ClusterRow {
  const id = textAt(cluster, "id");
  const parts = parseResourceId(id);
  const properties = jsonAt(cluster, "properties");
  const version = textAt(properties, "currentKubernetesVersion");
  return {
    id,
    name: textAt(cluster, "name") || (parts?.name ?? ""),
    subscriptionId: parts?.subscriptionId.toLowerCase() ?? "",
    tenantId: more.tenantId,
    resourceGroup: parts?.resourceGroup ?? "",
    location: textAt(cluster, "location"),
    napMode: confirmedMode(cluster, more.isConfirmed),
    isConfirmed: more.isConfirmed,
    kubernetesVersion: version || textAt(properties, "kubernetesVersion"),
    provisioningState: textAt(properties, "provisioningState"),
    powerState: textAt(properties, "powerState", "code"),
    sku: textAt(cluster, "sku", "name"),
    isPrivate: jsonAt(properties, "apiServerAccessProfile", "enablePrivateCluster") === true,
    hosts: [textAt(properties, "fqdn"), textAt(properties, "privateFQDN")].filter(Boolean),
  };
}

/** A GET without the profile is that of a cluster on which it was never set: the default is Manual. */
function confirmedMode(cluster: JsonObject, isConfirmed: boolean): NapMode {
  const mode = napModeOf(cluster);
  const profile = jsonAt(cluster, "properties", "nodeProvisioningProfile", "mode");
  return mode === "unknown" && isConfirmed && profile === undefined ? "Manual" : mode;
}
