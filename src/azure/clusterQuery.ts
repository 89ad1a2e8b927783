import { jsonAt, textAt, type Json, type JsonObject } from "../nap/json.ts";
import type { ClusterRow } from "../nap/view/clusterRow.ts";

/**
 * Every managed cluster with what a list shows. Ordered by id: Resource Graph pages reliably only over a unique
 * column, and gives no skipToken to queries with `limit`.
 */
export const clusterQuery = `resources
| where type =~ 'microsoft.containerservice/managedclusters'
| project id, name, subscriptionId, tenantId, resourceGroup, location,
    skuName = tostring(sku.name),
    napMode = tostring(properties.nodeProvisioningProfile.mode),
    kubernetesVersion = tostring(properties.kubernetesVersion),
    currentKubernetesVersion = tostring(properties.currentKubernetesVersion),
    provisioningState = tostring(properties.provisioningState),
    powerState = tostring(properties.powerState.code),
    fqdn = tostring(properties.fqdn),
    privateFqdn = tostring(properties.privateFQDN),
    privateCluster = tobool(properties.apiServerAccessProfile.enablePrivateCluster)
| order by id asc`;

/** A row of {@link clusterQuery}; the mode is unknown where Resource Graph does not carry it. */
export function clusterRowOfQuery(row: JsonObject): ClusterRow {
  const mode = textAt(row, "napMode").toLowerCase();
  return {
    id: textAt(row, "id"),
    name: textAt(row, "name"),
    subscriptionId: textAt(row, "subscriptionId").toLowerCase(),
    tenantId: textAt(row, "tenantId"),
    resourceGroup: textAt(row, "resourceGroup"),
    location: textAt(row, "location"),
    napMode: mode === "auto" ? "Auto" : mode === "manual" ? "Manual" : "unknown",
    isConfirmed: false,
    kubernetesVersion: textAt(row, "currentKubernetesVersion") || textAt(row, "kubernetesVersion"),
    provisioningState: textAt(row, "provisioningState"),
    powerState: textAt(row, "powerState"),
    sku: textAt(row, "skuName"),
    isPrivate: isTrue(jsonAt(row, "privateCluster")),
    hosts: [textAt(row, "fqdn"), textAt(row, "privateFqdn")].filter(Boolean),
  };
}

/** Resource Graph writes booleans of `tobool` as true or 1. */
function isTrue(value: Json | undefined): boolean {
  return value === true || value === 1;
}
