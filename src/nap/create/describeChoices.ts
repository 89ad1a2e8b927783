import type { ClusterChoices, Network } from "./choices.ts";

/** Names of the networks, for people. */
export const networkNames: Readonly<Record<Network, string>> = {
  "overlay-cilium": "Azure CNI Overlay with Cilium",
  overlay: "Azure CNI Overlay",
  "node-subnet": "Azure CNI node subnet",
};

/** A cluster to be created, in one line. */
export function describeChoices(choices: ClusterChoices): string {
  const { name, location, kind, network, systemPool, kubernetesVersion, tier } = choices;
  return [
    `${name} in ${location}`,
    kind === "automatic" ? "AKS Automatic" : `${networkNames[network]}, tier ${tier}`,
    `${systemPool.count} x ${systemPool.vmSize}`,
    kubernetesVersion === "" ? "" : `Kubernetes ${kubernetesVersion}`,
    kind === "automatic" || choices.defaultNodePools === "Auto" ? "" : "no default NodePools",
  ]
    .filter(Boolean)
    .join(" · ");
}
