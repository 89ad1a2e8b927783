import { textAt } from "../nap/json.ts";
import type { AzureAccess } from "./access.ts";
import { listAll } from "./list.ts";

/**
 * The names of the outbound load balancers in a node resource group: `kubernetes`, and one more for each further
 * configuration of AKS (use-multiple-standard-load-balancer.md). Those for internal services are named `...-internal`.
 */
export async function listOutboundLoadBalancers(
  access: AzureAccess,
  group: { readonly subscriptionId: string; readonly resourceGroup: string },
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const path = `/subscriptions/${group.subscriptionId}/resourceGroups/${group.resourceGroup}/providers/Microsoft.Network/loadBalancers`;
  const found = await listAll(access, { path, apiVersion: "2024-05-01" }, signal);
  const names = found.map((one) => textAt(one, "name"));
  return names.filter((name) => !name.toLowerCase().endsWith("-internal")).sort();
}
