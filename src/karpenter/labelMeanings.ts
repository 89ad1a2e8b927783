/** What a label of a node can say. */
export interface LabelMeaning {
  readonly key: string;
  /** All values the label can have, when the list is closed. */
  readonly values?: readonly string[];
  /** Whether values are integers, so that Gt, Gte, Lt and Lte make sense. */
  readonly numeric: boolean;
  readonly example: string;
  /** Whether Karpenter counts it among its well-known labels; the others are only admitted. */
  readonly wellKnown: boolean;
}

function text(key: string, example: string): LabelMeaning {
  return { key, numeric: false, example, wellKnown: true };
}

function number(key: string, example: string): LabelMeaning {
  return { key, numeric: true, example, wellKnown: true };
}

function choice(key: string, values: readonly string[]): LabelMeaning {
  return { key, values, numeric: false, example: values[0] ?? "", wellKnown: true };
}

function admitted(key: string, example: string): LabelMeaning {
  return { key, numeric: false, example, wellKnown: false };
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
  choice("karpenter.sh/capacity-type", ["on-demand", "spot"]),
  text("karpenter.sh/nodepool", "general"),
  text("topology.kubernetes.io/zone", "westeurope-1"),
  text("topology.kubernetes.io/region", "westeurope"),
  text("node.kubernetes.io/instance-type", "Standard_D4s_v5"),
  choice("kubernetes.io/arch", ["amd64", "arm64"]),
  choice("kubernetes.io/os", ["linux"]),
  text("node.kubernetes.io/windows-build", "10.0.20348"),
  text("karpenter.azure.com/sku-name", "Standard_D4s_v5"),
  text("karpenter.azure.com/sku-family", "D"),
  text("karpenter.azure.com/sku-series", "Ds_v5"),
  number("karpenter.azure.com/sku-version", "5"),
  number("karpenter.azure.com/sku-cpu", "4"),
  number("karpenter.azure.com/sku-memory", "16384"),
  number("kubernetes.azure.com/sku-cpu", "4"),
  number("kubernetes.azure.com/sku-memory", "16384"),
  choice("karpenter.azure.com/sku-networking-accelerated", flags),
  choice("karpenter.azure.com/sku-storage-premium-capable", flags),
  choice("karpenter.azure.com/sku-storage-ultra-ssd", flags),
  number("karpenter.azure.com/sku-storage-ephemeralos-maxsize", "128"),
  text("karpenter.azure.com/sku-gpu-name", "A100"),
  choice("karpenter.azure.com/sku-gpu-manufacturer", ["nvidia", "amd"]),
  number("karpenter.azure.com/sku-gpu-count", "1"),
  choice("karpenter.azure.com/placement-scope", ["zonal", "regional"]),
  text("kubernetes.azure.com/cluster", "MC_group_cluster_westeurope"),
  choice("kubernetes.azure.com/mode", ["user", "system"]),
  choice("kubernetes.azure.com/scalesetpriority", priorities),
  choice("kubernetes.azure.com/priority", priorities),
  choice("kubernetes.azure.com/os-sku", ["Ubuntu", "AzureLinux"]),
  choice("kubernetes.azure.com/fips_enabled", ["true"]),
  admitted("kubernetes.azure.com/ebpf-dataplane", "cilium"),
  admitted("kubernetes.azure.com/ebpf-host-routing", "true"),
  admitted("kubernetes.azure.com/network-policy", "cilium"),
  admitted("kubernetes.azure.com/hostedvm", "true"),
];

/** The meaning of a label, or undefined for a custom one. The key must be normalised. */
export function labelMeaning(key: string): LabelMeaning | undefined {
  return labelMeanings.find((meaning) => meaning.key === key);
}
