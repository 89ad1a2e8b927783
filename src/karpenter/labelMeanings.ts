/** What a label of a node says, for hovers and completions. */
export interface LabelMeaning {
  readonly key: string;
  /** One sentence in plain words. */
  readonly summary: string;
  /** All values the label can have, when the list is closed. */
  readonly values?: readonly string[];
  /** Whether values are integers, so that Gt, Gte, Lt and Lte make sense. */
  readonly numeric: boolean;
  readonly example: string;
  /** Whether Karpenter counts it among its well-known labels; the others are only admitted. */
  readonly wellKnown: boolean;
}

function text(key: string, example: string, summary: string): LabelMeaning {
  return { key, summary, numeric: false, example, wellKnown: true };
}

function number(key: string, example: string, summary: string): LabelMeaning {
  return { key, summary, numeric: true, example, wellKnown: true };
}

function choice(key: string, values: readonly string[], summary: string): LabelMeaning {
  return { key, summary, values, numeric: false, example: values[0] ?? "", wellKnown: true };
}

function admitted(key: string, example: string, summary: string): LabelMeaning {
  return { key, summary, numeric: false, example, wellKnown: false };
}

const flags = ["true", "false"];
const priorities = ["regular", "spot"];

/**
 * The labels of Karpenter on AKS. Keys and values: karpenter v1.14.0 pkg/apis/v1/labels.go and
 * karpenter-provider-azure v1.14.0 pkg/apis/v1beta1/labels.go; what instance types carry:
 * pkg/providers/instancetype/instancetype.go (computeRequirements); the ones merely admitted: the rule for
 * kubernetes.azure.com keys in pkg/apis/crds/karpenter.sh_nodepools.yaml.
 */
export const labelMeanings: readonly LabelMeaning[] = [
  choice(
    "karpenter.sh/capacity-type",
    ["on-demand", "spot"],
    "How the VM is bought: at the full price, or as spot capacity that Azure may take back.",
  ),
  text(
    "karpenter.sh/nodepool",
    "general",
    "Name of the NodePool that created the node; Karpenter sets it.",
  ),
  text(
    "topology.kubernetes.io/zone",
    "westeurope-1",
    "Availability zone, written as region and number; `0` stands for a VM placed without a zone.",
  ),
  text("topology.kubernetes.io/region", "westeurope", "Azure region in lower case."),
  text("node.kubernetes.io/instance-type", "Standard_D4s_v5", "Full name of the VM size."),
  choice("kubernetes.io/arch", ["amd64", "arm64"], "Processor architecture."),
  choice(
    "kubernetes.io/os",
    ["linux"],
    "Operating system; Karpenter on AKS starts Linux nodes only.",
  ),
  text(
    "node.kubernetes.io/windows-build",
    "10.0.20348",
    "Windows build of a node; no node of Karpenter on AKS has it.",
  ),
  text("karpenter.azure.com/sku-name", "Standard_D4s_v5", "Full name of the VM size."),
  text("karpenter.azure.com/sku-family", "D", "First letter of the VM size: its family."),
  text(
    "karpenter.azure.com/sku-series",
    "Ds_v5",
    "VM size without the number of vCPUs: family, features and version.",
  ),
  number(
    "karpenter.azure.com/sku-version",
    "5",
    "Version of the VM series without the v; 1 when it has none.",
  ),
  number("karpenter.azure.com/sku-cpu", "4", "Number of vCPUs."),
  number("karpenter.azure.com/sku-memory", "16384", "Memory in MiB."),
  number("kubernetes.azure.com/sku-cpu", "4", "Number of vCPUs, under the name that AKS uses."),
  number(
    "kubernetes.azure.com/sku-memory",
    "16384",
    "Memory in MiB, under the name that AKS uses.",
  ),
  choice(
    "karpenter.azure.com/sku-networking-accelerated",
    flags,
    "Whether the VM size has accelerated networking.",
  ),
  choice(
    "karpenter.azure.com/sku-storage-premium-capable",
    flags,
    "Whether the VM size can attach premium disks.",
  ),
  choice(
    "karpenter.azure.com/sku-storage-ultra-ssd",
    flags,
    "Whether ultra disks can be attached in that zone.",
  ),
  number(
    "karpenter.azure.com/sku-storage-ephemeralos-maxsize",
    "128",
    "Largest ephemeral OS disk of the VM size in GB; sizes without one lack the label.",
  ),
  text(
    "karpenter.azure.com/sku-gpu-name",
    "A100",
    "Model of the GPU; sizes without a GPU lack the label.",
  ),
  choice(
    "karpenter.azure.com/sku-gpu-manufacturer",
    ["nvidia", "amd"],
    "Maker of the GPU; sizes without a GPU lack the label.",
  ),
  number("karpenter.azure.com/sku-gpu-count", "1", "Number of GPUs, 0 without any."),
  choice(
    "karpenter.azure.com/placement-scope",
    ["zonal", "regional"],
    "Whether the VM is pinned to an availability zone or left to the region.",
  ),
  text(
    "kubernetes.azure.com/cluster",
    "MC_group_cluster_westeurope",
    "Name of the node resource group.",
  ),
  choice(
    "kubernetes.azure.com/mode",
    ["user", "system"],
    "Whether the node is meant for workloads or for system pods.",
  ),
  choice(
    "kubernetes.azure.com/scalesetpriority",
    priorities,
    "Spot or regular capacity, under the older name of AKS.",
  ),
  choice(
    "kubernetes.azure.com/priority",
    priorities,
    "Spot or regular capacity, under the name that AKS uses.",
  ),
  choice(
    "kubernetes.azure.com/os-sku",
    ["Ubuntu", "AzureLinux"],
    "Linux distribution of the node image.",
  ),
  choice(
    "kubernetes.azure.com/fips_enabled",
    ["true"],
    "Set on nodes whose image has FIPS cryptography enabled.",
  ),
  admitted(
    "kubernetes.azure.com/ebpf-dataplane",
    "cilium",
    "Data plane of the network; tells Karpenter which DaemonSets to expect.",
  ),
  admitted(
    "kubernetes.azure.com/ebpf-host-routing",
    "true",
    "Host routing by eBPF; Cilium may ask for nodes without it.",
  ),
  admitted(
    "kubernetes.azure.com/network-policy",
    "cilium",
    "Network policy engine that the node is meant for.",
  ),
  admitted(
    "kubernetes.azure.com/hostedvm",
    "true",
    "Marks VMs hosted by AKS itself; useful with NotIn to leave them out.",
  ),
];

/** The meaning of a label, or undefined for a custom one. The key must be normalised. */
export function labelMeaning(key: string): LabelMeaning | undefined {
  return labelMeanings.find((meaning) => meaning.key === key);
}
