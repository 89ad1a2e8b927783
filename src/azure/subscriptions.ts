import { textAt } from "../nap/json.ts";
import type { SubscriptionRow } from "../nap/view/clusterRow.ts";
import type { AzureAccess } from "./access.ts";
import { listAll } from "./list.ts";

/** An Entra tenant that an account may enter. */
export interface TenantRow {
  readonly id: string;
  /** Empty where Azure does not tell it to a guest. */
  readonly name: string;
  readonly defaultDomain: string;
}

/** The tenants of the signed-in account, in the order of their names. */
export async function listTenants(
  access: AzureAccess,
  signal?: AbortSignal,
): Promise<readonly TenantRow[]> {
  const found = await listAll(access, { path: "/tenants", apiVersion: "2022-12-01" }, signal);
  return found
    .map((tenant) => ({
      id: textAt(tenant, "tenantId"),
      name: textAt(tenant, "displayName"),
      defaultDomain: textAt(tenant, "defaultDomain"),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The subscriptions that the access's tenant shows to the account, in the order of their names. */
export async function listSubscriptions(
  access: AzureAccess,
  signal?: AbortSignal,
): Promise<readonly SubscriptionRow[]> {
  const found = await listAll(access, { path: "/subscriptions", apiVersion: "2022-12-01" }, signal);
  return found
    .map((subscription) => ({
      id: textAt(subscription, "subscriptionId").toLowerCase(),
      name: textAt(subscription, "displayName"),
      tenantId: textAt(subscription, "tenantId"),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
