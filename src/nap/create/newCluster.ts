import type { JsonObject } from "../json.ts";
import type { ClusterChoices, Network } from "./choices.ts";

const networks: Readonly<Record<Network, JsonObject>> = {
  "overlay-cilium": {
    networkPlugin: "azure",
    networkPluginMode: "overlay",
    networkDataplane: "cilium",
    networkPolicy: "cilium",
  },
  overlay: { networkPlugin: "azure", networkPluginMode: "overlay", networkDataplane: "azure" },
  "node-subnet": { networkPlugin: "azure", networkDataplane: "azure" },
};

/** The body of the PUT that creates the cluster with node auto-provisioning (REST API of Microsoft.ContainerService, 2025-05-01 and later). */
export function newClusterModel(choices: ClusterChoices): JsonObject {
  const isAutomatic = choices.kind === "automatic";
  return {
    location: choices.location,
    sku: isAutomatic
      ? { name: "Automatic", tier: "Standard" }
      : { name: "Base", tier: choices.tier },
    identity: identityModel(choices),
    properties: {
      dnsPrefix: dnsPrefix(choices.name),
      ...(choices.kubernetesVersion === "" ? {} : { kubernetesVersion: choices.kubernetesVersion }),
      agentPoolProfiles: [systemPoolModel(choices)],
      // AKS Automatic brings its own network and has node auto-provisioning switched on.
      ...(isAutomatic
        ? {}
        : {
            networkProfile: {
              ...networks[choices.network],
              loadBalancerSku: "standard",
              ipFamilies: ["IPv4"],
            },
            nodeProvisioningProfile: {
              mode: "Auto",
              defaultNodePools: choices.defaultNodePools,
            },
          }),
      ...sshModel(choices),
    },
  };
}

function identityModel({ identity }: ClusterChoices): JsonObject {
  return identity.type === "SystemAssigned"
    ? { type: "SystemAssigned" }
    : { type: "UserAssigned", userAssignedIdentities: { [identity.id]: {} } };
}

function systemPoolModel({ systemPool, subnetId }: ClusterChoices): JsonObject {
  const { name, vmSize, count, zones } = systemPool;
  return {
    name,
    mode: "System",
    osType: "Linux",
    type: "VirtualMachineScaleSets",
    vmSize,
    count,
    ...(zones.length === 0 ? {} : { availabilityZones: [...zones] }),
    ...(subnetId === "" ? {} : { vnetSubnetID: subnetId }),
  };
}

function sshModel({ sshPublicKey }: ClusterChoices): JsonObject {
  if (sshPublicKey === "") return {};
  return {
    linuxProfile: {
      adminUsername: "azureuser",
      ssh: { publicKeys: [{ keyData: sshPublicKey.trim() }] },
    },
  };
}

/** At most 54 letters, digits and hyphens, a letter or digit at both ends (REST API, dnsPrefix). */
export function dnsPrefix(name: string): string {
  const allowed = name.replaceAll(/[^A-Za-z0-9-]/g, "-").slice(0, 50);
  return allowed.replaceAll(/^-+|-+$/g, "") || "aks";
}
