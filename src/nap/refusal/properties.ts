/** What is known of a property that stands in the way of mode Auto. */
export interface PropertyFacts {
  /** As it stands in a refusal, without case. */
  readonly property: string;
  /** What it is in words, fit for "because of ...". */
  readonly title: string;
  readonly remedy: string;
  /** The az command that does it; `<group>`, `<name>` and `<pool>` are put in by the caller. */
  readonly az?: string;
  /** Id of the preflight check about it. */
  readonly check?: string;
  /** Says whether Azure still refuses it, as far as known. */
  readonly note?: string;
}

/** Reads a cluster and writes it back with one property: for what `az aks update` has no flag. */
const resourceUpdate =
  "az resource update -g <group> -n <name> --resource-type Microsoft.ContainerService/managedClusters --set";

/** Properties named in refusals that were seen, and those that documentation and release notes name. */
const propertyFacts: readonly PropertyFacts[] = [
  {
    property: ".properties.networkProfile.ipFamilies",
    title: "the IP families of its network",
    remedy:
      "Node auto-provisioning works on IPv4 alone. A dual-stack or IPv6 cluster cannot use it. A cluster from before IP families were recorded may have none: then set them to IPv4 and try again.",
    az: `${resourceUpdate} properties.networkProfile.ipFamilies='["IPv4"]'`,
    check: "ipv6",
  },
  {
    property: ".properties.publicNetworkAccess",
    title: "public network access being off",
    remedy:
      "Set public network access to Enabled. The API server of a private cluster stays private: that is enablePrivateCluster, another property.",
    az: `${resourceUpdate} properties.publicNetworkAccess=Enabled`,
    check: "public-network-access",
    note: "Not in the documentation; refused in February and July 2026 (AKS#5586, AKS#5881).",
  },
  {
    property: ".properties.enableAutoScaling",
    title: "the cluster autoscaler on an agent pool",
    remedy:
      "Switch the cluster autoscaler off on every agent pool; each keeps the nodes that it has now. Or register the feature AllowClusterAutoscalerAndNAP and use both side by side.",
    az: "az aks nodepool update -g <group> --cluster-name <name> -n <pool> --disable-cluster-autoscaler",
    check: "cluster-autoscaler",
  },
  {
    property: ".properties.diskEncryptionSetID",
    title: "its disk encryption set",
    remedy:
      "AKS has allowed it since January 2026. If Azure still refuses it, this region may not have that release yet: try again later or ask Azure support.",
    note: "Refused in October 2025 (AKS#5345); allowed since the release of 2026-01-04.",
  },
  {
    property: ".properties.aadProfile",
    title: "its Microsoft Entra integration",
    remedy: "AKS has allowed it since February 2024. Ask Azure support why it is refused here.",
    note: "Lifted by the release of 2024-02-07.",
  },
  {
    property: ".properties.networkProfile.networkPlugin",
    title: "its network plugin",
    remedy:
      "Move the cluster to Azure CNI Overlay first; kubenet does not work with node auto-provisioning.",
    az: "az aks update -g <group> -n <name> --network-plugin azure --network-plugin-mode overlay",
    check: "kubenet",
  },
  {
    property: ".properties.networkProfile.networkPolicy",
    title: "its network policy engine",
    remedy:
      "Replace Calico by Cilium before node auto-provisioning is switched on; with it on, the data plane cannot be changed.",
    check: "calico",
  },
  {
    property: ".properties.networkProfile.loadBalancerSku",
    title: "its basic load balancer",
    remedy: "Move the cluster to the standard load balancer.",
    check: "basic-load-balancer",
  },
  {
    property: ".properties.enableRBAC",
    title: "Kubernetes RBAC being off",
    remedy: "RBAC is chosen when a cluster is created: a new cluster is needed.",
    check: "rbac-disabled",
  },
  {
    property: ".properties.servicePrincipalProfile",
    title: "its service principal",
    remedy: "Let the cluster use a managed identity; its nodes must be upgraded afterwards.",
    az: "az aks update -g <group> -n <name> --enable-managed-identity",
    check: "service-principal",
  },
  {
    property: ".properties.httpProxyConfig",
    title: "its HTTP proxy",
    remedy: "AKS has allowed it since February 2026. Ask Azure support why it is refused here.",
    note: "Lifted by the release of 2026-02-08.",
  },
  {
    property: ".properties.securityProfile.customCATrustCertificates",
    title: "its custom CA certificates",
    remedy:
      "AKS has allowed them since February 2026. Ask Azure support why they are refused here.",
    note: "Lifted by the release of 2026-02-08.",
  },
  {
    property: ".properties.osType",
    title: "a Windows agent pool",
    remedy: "Node auto-provisioning knows Linux only: move the Windows pools to another cluster.",
    check: "windows-pools",
  },
];

/** What is known of a property that a refusal names; undefined for one never heard of. */
export function factsOf(property: string): PropertyFacts | undefined {
  const wanted = property.toLowerCase();
  return propertyFacts.find((facts) => {
    const known = facts.property.toLowerCase();
    return wanted === known || wanted.startsWith(`${known}.`);
  });
}

/** A path in words: `.properties.networkProfile.ipFamilies` is `network profile > ip families`. */
export function wordsOf(property: string): string {
  return property
    .split(".")
    .filter((part) => part !== "" && part !== "properties")
    .map((part) =>
      part
        .replace(/([a-z\d])([A-Z])/g, "$1 $2")
        .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
        .replace(/\b[A-Z][a-z]/g, (word) => word.toLowerCase()),
    )
    .join(" > ");
}
