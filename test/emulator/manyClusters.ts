import type { JsonObject } from "./json.ts";
import { guidOf } from "./pools.ts";
import { emptyState, type AzureState } from "./state.ts";

const plugins = [
  { networkPlugin: "azure", networkPluginMode: "overlay", networkDataplane: "cilium" },
  { networkPlugin: "azure", networkPluginMode: "overlay", networkDataplane: "azure" },
  { networkPlugin: "kubenet" },
];

function cluster(id: string, name: string, index: number): JsonObject {
  const mode = index % 3 === 0 ? "Auto" : "Manual";
  return {
    id,
    location: index % 2 === 0 ? "westeurope" : "uksouth",
    name,
    type: "Microsoft.ContainerService/ManagedClusters",
    properties: {
      provisioningState: "Succeeded",
      powerState: { code: "Running" },
      kubernetesVersion: "1.35",
      currentKubernetesVersion: "1.35.4",
      networkProfile: { ...plugins[index % plugins.length], ipFamilies: ["IPv4"] },
      nodeProvisioningProfile: { mode, defaultNodePools: "Auto" },
      agentPoolProfiles: [
        { name: "system", mode: "System", count: 3, vmSize: "Standard_D4s_v5", osType: "Linux" },
      ],
      enableRBAC: true,
    },
    identity: { type: "SystemAssigned" },
    sku: { name: "Base", tier: "Standard" },
    eTag: guidOf(id),
  };
}

/** A state with many clusters spread over subscriptions of its first tenant; every third one is on Auto. */
export function manyClusters(size: { clusters: number; subscriptions: number }): AzureState {
  const tenantId = emptyState.tenants[0]?.tenantId ?? "";
  const subscriptions = Array.from({ length: size.subscriptions }, (_, index) => ({
    subscriptionId: guidOf(`subscription ${index}`),
    displayName: `Subscription ${index}`,
    tenantId,
  }));
  const clusters = Array.from({ length: size.clusters }, (_, index) => {
    const { subscriptionId = "" } = subscriptions[index % size.subscriptions] ?? {};
    const name = `cluster-${String(index).padStart(5, "0")}`;
    const id = `/subscriptions/${subscriptionId}/resourcegroups/apps/providers/Microsoft.ContainerService/managedClusters/${name}`;
    return [id.toLowerCase(), cluster(id, name, index)] as const;
  });
  return { ...emptyState, subscriptions, clusters: Object.fromEntries(clusters) };
}
