import { shellCommand } from "../shellQuote.ts";
import type { ClusterChoices, Network } from "./choices.ts";

const networkOptions: Readonly<Record<Network, readonly string[]>> = {
  "overlay-cilium": [
    ...["--network-plugin", "azure", "--network-plugin-mode", "overlay"],
    ...["--network-dataplane", "cilium"],
  ],
  overlay: ["--network-plugin", "azure", "--network-plugin-mode", "overlay"],
  "node-subnet": ["--network-plugin", "azure"],
};

/** The az commands (azure-cli 2.76.0 or later) that create the same cluster as `newClusterModel`, one per line. */
export function createCommands(choices: ClusterChoices): string {
  const group = ["--name", choices.resourceGroup, "--location", choices.location];
  const scope = ["--subscription", choices.subscriptionId];
  const lines = [
    ...(choices.isNewResourceGroup ? [["az", "group", "create", ...group, ...scope]] : []),
    ["az", "aks", "create", ...createOptions(choices), ...scope],
  ];
  return `${lines.map(shellCommand).join("\n")}\n`;
}

function createOptions(choices: ClusterChoices): readonly string[] {
  const { name, resourceGroup, location, kind, tier, systemPool, identity } = choices;
  const isAutomatic = kind === "automatic";
  return [
    ...["--resource-group", resourceGroup, "--name", name, "--location", location],
    ...(isAutomatic ? ["--sku", "automatic"] : ["--tier", tier.toLowerCase()]),
    ...optional("--kubernetes-version", choices.kubernetesVersion),
    ...["--nodepool-name", systemPool.name, "--node-vm-size", systemPool.vmSize],
    ...["--node-count", `${systemPool.count}`],
    ...(systemPool.zones.length > 0 ? ["--zones", ...systemPool.zones] : []),
    ...(isAutomatic ? [] : networkAndMode(choices)),
    ...optional("--vnet-subnet-id", choices.subnetId),
    ...(identity.type === "UserAssigned" ? ["--assign-identity", identity.id] : []),
    ...(choices.sshPublicKey === ""
      ? ["--no-ssh-key"]
      : ["--ssh-key-value", choices.sshPublicKey.trim()]),
  ];
}

function networkAndMode({ network, defaultNodePools }: ClusterChoices): readonly string[] {
  return [
    ...networkOptions[network],
    ...["--node-provisioning-mode", "Auto"],
    ...["--node-provisioning-default-pools", defaultNodePools],
  ];
}

function optional(option: string, value: string): readonly string[] {
  return value === "" ? [] : [option, value];
}
