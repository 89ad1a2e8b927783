/** The networks that a new cluster with node auto-provisioning can have (node-auto-provisioning-networking.md). */
export type Network = "overlay-cilium" | "overlay" | "node-subnet";

/** How the cluster signs in to Azure; a custom VNet wants an identity that has its roles beforehand. */
export type ClusterIdentity =
  { readonly type: "SystemAssigned" } | { readonly type: "UserAssigned"; readonly id: string };

export interface SystemPool {
  readonly name: string;
  /** VM size as ARM spells it, such as `Standard_D4s_v5`. */
  readonly vmSize: string;
  readonly count: number;
  /** `1`, `2`, `3`; empty: none chosen. */
  readonly zones: readonly string[];
}

/** Everything that is asked before a cluster is created. */
export interface ClusterChoices {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** The resource group does not exist yet and is created with the cluster. */
  readonly isNewResourceGroup: boolean;
  readonly name: string;
  /** Azure region, such as `westeurope`. */
  readonly location: string;
  /** `automatic` is AKS Automatic: the service chooses the network, and NAP is always on. */
  readonly kind: "base" | "automatic";
  readonly tier: "Free" | "Standard" | "Premium";
  /** Empty: the service's default version. */
  readonly kubernetesVersion: string;
  readonly network: Network;
  /** Resource id of a subnet of one's own; empty: AKS makes the network. */
  readonly subnetId: string;
  readonly identity: ClusterIdentity;
  readonly systemPool: SystemPool;
  readonly defaultNodePools: "Auto" | "None";
  /** Public key for the nodes, `ssh-ed25519 AAAA...`; empty: none, the default of the service since 2025. */
  readonly sshPublicKey: string;
}

/** What is offered first: a small production cluster on the network that the documentation recommends. */
export const defaultChoices: Omit<ClusterChoices, "subscriptionId" | "resourceGroup" | "name"> = {
  isNewResourceGroup: false,
  location: "",
  kind: "base",
  tier: "Standard",
  kubernetesVersion: "",
  network: "overlay-cilium",
  subnetId: "",
  identity: { type: "SystemAssigned" },
  systemPool: { name: "system", vmSize: "Standard_D4s_v5", count: 3, zones: [] },
  defaultNodePools: "Auto",
  sshPublicKey: "",
};
