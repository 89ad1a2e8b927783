import { jsonAt, objectsAt, textAt, isJsonObject, type JsonObject } from "../nap/json.ts";
import { parseResourceId } from "../nap/resourceId.ts";
import type { AzureAccess } from "./access.ts";
import { sendToAks } from "./containerService.ts";
import { listAll } from "./list.ts";
import { send } from "./send.ts";

/** A resource group or a region, by the name that Azure takes and the one that it shows. */
export interface Place {
  readonly name: string;
  readonly displayName: string;
  /** Region of a resource group; of a region itself its name. */
  readonly location: string;
}

/** The resource groups of a subscription, by name. */
export async function listResourceGroups(
  access: AzureAccess,
  subscriptionId: string,
  signal?: AbortSignal,
): Promise<readonly Place[]> {
  const path = `/subscriptions/${subscriptionId}/resourceGroups`;
  const found = await listAll(access, { path, apiVersion: "2021-04-01" }, signal);
  return found
    .map((group) => ({
      name: textAt(group, "name"),
      displayName: textAt(group, "name"),
      location: textAt(group, "location"),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Creates a resource group, or leaves one that is there as it is. */
export async function createResourceGroup(
  access: AzureAccess,
  group: { readonly subscriptionId: string; readonly name: string; readonly location: string },
  signal?: AbortSignal,
): Promise<void> {
  const path = `/subscriptions/${group.subscriptionId}/resourceGroups/${group.name}`;
  const body = { location: group.location };
  await send(access, { method: "PUT", path, apiVersion: "2021-04-01", body, signal });
}

/** The regions of a subscription, by the name that is shown. */
export async function listRegions(
  access: AzureAccess,
  subscriptionId: string,
  signal?: AbortSignal,
): Promise<readonly Place[]> {
  const path = `/subscriptions/${subscriptionId}/locations`;
  const found = await listAll(access, { path, apiVersion: "2022-12-01" }, signal);
  return found
    .filter((region) => textAt(region, "metadata", "regionType") !== "Logical")
    .map((region) => ({
      name: textAt(region, "name"),
      displayName: textAt(region, "displayName"),
      location: textAt(region, "name"),
    }))
    .sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** A Kubernetes version that AKS offers. */
export interface KubernetesVersion {
  /** `1.35`. */
  readonly version: string;
  readonly patches: readonly string[];
  readonly isDefault: boolean;
  readonly isPreview: boolean;
}

/** The Kubernetes versions of a region, the newest first. */
export async function listKubernetesVersions(
  access: AzureAccess,
  region: { readonly subscriptionId: string; readonly location: string },
  signal?: AbortSignal,
): Promise<readonly KubernetesVersion[]> {
  const path = `/subscriptions/${region.subscriptionId}/providers/Microsoft.ContainerService/locations/${region.location}/kubernetesVersions`;
  const { body } = await sendToAks(access, { method: "GET", path, signal });
  return objectsAt(body, "values")
    .map((one) => ({
      version: textAt(one, "version"),
      patches: Object.keys(patchesOf(one)),
      isDefault: jsonAt(one, "isDefault") === true,
      isPreview: jsonAt(one, "isPreview") === true,
    }))
    .sort((a, b) => minorOf(b.version) - minorOf(a.version));
}

function patchesOf(version: JsonObject): JsonObject {
  const found = jsonAt(version, "patchVersions");
  return isJsonObject(found) ? found : {};
}

function minorOf(version: string): number {
  return Number(version.split(".")[1] ?? 0);
}

/** A subnet into which nodes may go. */
export interface Subnet {
  readonly id: string;
  readonly name: string;
  readonly network: string;
  readonly location: string;
  readonly addressPrefix: string;
}

/** A user-assigned managed identity. */
export interface UserIdentity {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string;
  /** Object id, which roles are given to. */
  readonly principalId: string;
}

/** The user-assigned identities of a subscription, by name. */
export async function listUserIdentities(
  access: AzureAccess,
  subscriptionId: string,
  signal?: AbortSignal,
): Promise<readonly UserIdentity[]> {
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
  const found = await listAll(access, { path, apiVersion: "2023-01-31" }, signal);
  return found
    .map((identity) => ({
      id: textAt(identity, "id"),
      name: textAt(identity, "name"),
      resourceGroup: parseResourceId(textAt(identity, "id"))?.resourceGroup ?? "",
      location: textAt(identity, "location"),
      principalId: textAt(identity, "properties", "principalId"),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The subnets of all virtual networks of a subscription. */
export async function listSubnets(
  access: AzureAccess,
  subscriptionId: string,
  signal?: AbortSignal,
): Promise<readonly Subnet[]> {
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Network/virtualNetworks`;
  const found = await listAll(access, { path, apiVersion: "2024-05-01" }, signal);
  return found.flatMap((network) =>
    objectsAt(network, "properties", "subnets").map((subnet) => ({
      id: textAt(subnet, "id"),
      name: textAt(subnet, "name"),
      network: textAt(network, "name"),
      location: textAt(network, "location"),
      addressPrefix: textAt(subnet, "properties", "addressPrefix"),
    })),
  );
}
