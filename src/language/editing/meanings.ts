/**
 * What each family of VM sizes is made for.
 * Source: https://learn.microsoft.com/azure/virtual-machines/sizes/overview
 */
export const familyMeanings: Readonly<Record<string, string>> = {
  A: "entry level",
  B: "burstable: saves up CPU credits",
  D: "general purpose",
  E: "much memory per vCPU",
  F: "fast cores, little memory",
  G: "memory and local disk",
  H: "high-performance computing",
  L: "large local NVMe disks",
  M: "most memory",
  N: "GPU and other accelerators",
};

/**
 * What a value of an enumeration means, by the end of the field's name. Sources: karpenter v1.14.0 pkg/apis/v1,
 * karpenter-provider-azure v1.14.0 pkg/apis/v1beta1/aksnodeclass.go, Kubernetes API reference for taints.
 */
const meanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "disruption.consolidationPolicy": {
    WhenEmpty: "Only nodes without workload pods are removed.",
    WhenEmptyOrUnderutilized:
      "Empty nodes are removed, and nodes whose pods fit elsewhere or on a cheaper node are replaced.",
    Balanced: "Like WhenEmptyOrUnderutilized, but only where the saving outweighs the disturbance.",
  },
  "reasons[]": {
    Underutilized: "Consolidation of nodes that still run pods.",
    Empty: "Removal of nodes without workload pods.",
    Drifted:
      "Replacement of nodes that no longer match their NodePool or AKSNodeClass: new images, Kubernetes versions, changed manifests.",
  },
  "requirements[].operator": {
    In: "The label has one of the values.",
    NotIn: "The label has none of the values, or is absent.",
    Exists: "The label is there, whatever its value; takes no values.",
    DoesNotExist: "The label is not there; takes no values.",
    Gt: "The label is an integer greater than the one value.",
    Gte: "The label is an integer, the one value or greater.",
    Lt: "The label is an integer less than the one value.",
    Lte: "The label is an integer, the one value or less.",
  },
  "aints[].effect": {
    NoSchedule: "Pods that do not tolerate the taint are not placed on the node.",
    PreferNoSchedule: "Pods that do not tolerate the taint are placed elsewhere if possible.",
    NoExecute:
      "Pods that do not tolerate the taint are not placed on the node, and evicted from it.",
  },
  "spec.imageFamily": {
    Ubuntu: "Ubuntu in the release that AKS uses for the Kubernetes version.",
    Ubuntu2204: "Ubuntu 22.04, whatever the Kubernetes version.",
    Ubuntu2404: "Ubuntu 24.04, whatever the Kubernetes version.",
    AzureLinux: "Azure Linux in the release that AKS uses for the Kubernetes version.",
  },
  "spec.fipsMode": {
    FIPS: "Images with cryptography validated by FIPS 140.",
    Disabled: "Ordinary images.",
  },
  "gpu.mode": {
    Driver: "AKS installs the GPU driver.",
    None: "No driver is installed: for an operator that brings its own.",
  },
  "localDNS.mode": {
    Preferred: "DNS is served on the node where the Kubernetes version allows it.",
    Required: "DNS is served on the node, and every condition for it must be met.",
    Disabled: "Pods ask the DNS of the cluster.",
  },
  "kubelet.cpuManagerPolicy": {
    none: "CPUs are shared by all pods.",
    static: "Guaranteed pods with whole CPUs get them for themselves.",
  },
  "kubelet.topologyManagerPolicy": {
    none: "Resources are handed out without regard to NUMA nodes.",
    "best-effort": "Resources of one NUMA node where possible.",
    restricted: "Pods whose resources do not fit their preferred NUMA nodes are refused.",
    "single-numa-node": "Pods whose resources do not fit one NUMA node are refused.",
  },
  "Overrides[].forwardDestination": {
    ClusterCoreDNS: "Queries go to CoreDNS in the cluster.",
    VnetDNS: "Queries go to the DNS servers of the virtual network.",
  },
  "Overrides[].forwardPolicy": {
    Sequential: "Servers are asked in their order.",
    RoundRobin: "Servers are asked in turn.",
    Random: "A server is picked at random.",
  },
  "Overrides[].protocol": {
    PreferUDP: "UDP, and TCP where the answer does not fit.",
    ForceTCP: "TCP alone.",
  },
  "Overrides[].queryLogging": {
    Error: "Failed queries are logged.",
    Log: "All queries are logged.",
  },
  "Overrides[].serveStale": {
    Verify: "An expired answer is served only when the server does not reply.",
    Immediate: "An expired answer is served at once and renewed in the background.",
    Disable: "Expired answers are not served.",
  },
};

/** The meaning of a value, by the full name of its field; undefined where there is nothing to say. */
export function valueMeaning(field: string, value: string): string | undefined {
  for (const [end, values] of Object.entries(meanings))
    if (field.endsWith(end)) return Object.hasOwn(values, value) ? values[value] : undefined;
  return undefined;
}
