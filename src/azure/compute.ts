import { jsonAt, textAt, type JsonObject } from "../nap/json.ts";
import type { AzureAccess } from "./access.ts";
import { listAll } from "./list.ts";

/** A region of a subscription. */
export interface RegionName {
  readonly subscriptionId: string;
  readonly location: string;
}

/** A quota of vCPUs: `cores` for the region, `standardDSv5Family` for a family. */
export interface Quota {
  readonly name: string;
  readonly limit: number;
  readonly used: number;
}

/** The vCPU quotas of a region. */
export async function listQuotas(
  access: AzureAccess,
  { subscriptionId, location }: RegionName,
  signal?: AbortSignal,
): Promise<readonly Quota[]> {
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Compute/locations/${location}/usages`;
  const found = await listAll(access, { path, apiVersion: "2024-07-01" }, signal);
  return found.map((usage) => ({
    name: textAt(usage, "name", "value"),
    limit: numberAt(usage, "limit"),
    used: numberAt(usage, "currentValue"),
  }));
}

function numberAt(value: JsonObject, name: string): number {
  const found = jsonAt(value, name);
  return typeof found === "number" ? found : 0;
}

/** The VM sizes that a subscription sees in a region (`resourceSkus`, raw), restrictions included. */
export async function listVmSizes(
  access: AzureAccess,
  { subscriptionId, location }: RegionName,
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> {
  const path = `/subscriptions/${subscriptionId}/providers/Microsoft.Compute/skus`;
  const query = { $filter: `location eq '${location}'` };
  const found = await listAll(access, { path, apiVersion: "2021-07-01", query }, signal);
  return found.filter((sku) => textAt(sku, "resourceType") === "virtualMachines");
}
