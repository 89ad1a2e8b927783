import type { JsonObject } from "../emulator/json.ts";

/** A cluster of the demo: what is asked for when it is created, and what it is like afterwards. */
export interface DemoCluster {
  readonly name: string;
  readonly group: string;
  /** Index of its subscription. */
  readonly subscription: number;
  readonly location: string;
  readonly body: JsonObject;
  /** Members below `properties` as they are in the end. */
  readonly then?: JsonObject;
}

/** Names of the demo's subscriptions. */
export const demoSubscriptions = ["Contoso Production", "Contoso Development", "Contoso Sandbox"];

/** The one that a real control plane stands behind. */
export const liveCluster = "shop-live";

const overlay = { networkPlugin: "azure", networkPluginMode: "overlay" };
const cilium = { ...overlay, networkDataplane: "cilium", networkPolicy: "cilium" };
const dual = { ...overlay, ipFamilies: ["IPv4", "IPv6"] };

const system = {
  name: "system",
  mode: "System",
  count: 2,
  vmSize: "Standard_D4s_v5",
  osType: "Linux",
  availabilityZones: ["1", "2"],
  nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"],
};
const workers = { name: "workers", mode: "User", count: 3, vmSize: "Standard_D8s_v5" };
const scaled = { ...workers, enableAutoScaling: true, minCount: 1, maxCount: 10 };
const windows = { ...workers, name: "win", osType: "Windows", osSKU: "Windows2022" };

function body(mode: "Auto" | "Manual", network: JsonObject, ...pools: readonly JsonObject[]) {
  return {
    identity: { type: "SystemAssigned" },
    properties: {
      kubernetesVersion: "1.35",
      agentPoolProfiles: [system, ...pools],
      networkProfile: network,
      nodeProvisioningProfile: { mode },
    },
  };
}

const west = { subscription: 0, location: "westeurope" } as const;
const uk = { subscription: 1, location: "uksouth" } as const;

/** All clusters of the demo: one to enable, one to disable, the rest with something in the way. */
export const demoClusters: readonly DemoCluster[] = [
  { ...west, name: liveCluster, group: "shop", body: body("Auto", cilium) },
  { ...west, name: "payments", group: "payments", body: body("Manual", cilium, workers) },
  { ...west, name: "reports", group: "data", body: body("Manual", overlay, scaled) },
  { ...west, name: "gaming", group: "games", body: body("Manual", overlay, windows) },
  {
    ...west,
    name: "ledger",
    group: "payments",
    body: {
      properties: {
        kubernetesVersion: "1.33",
        agentPoolProfiles: [system],
        networkProfile: { networkPlugin: "kubenet", networkPolicy: "calico" },
        servicePrincipalProfile: { clientId: "44444444-0000-4000-8000-000000000000" },
      },
    },
  },
  {
    ...uk,
    name: "vault",
    group: "security",
    body: body("Auto", cilium),
    then: { apiServerAccessProfile: { enablePrivateCluster: true } },
  },
  {
    ...uk,
    name: "dev-blue",
    group: "dev",
    body: body("Manual", dual, workers),
  },
  {
    ...uk,
    name: "dev-green",
    group: "dev",
    body: body("Manual", overlay, workers),
    then: { powerState: { code: "Stopped" } },
  },
  {
    ...uk,
    name: "dev-red",
    group: "dev",
    body: body("Manual", cilium, workers),
    then: { provisioningState: "Failed", publicNetworkAccess: "Disabled" },
  },
];
