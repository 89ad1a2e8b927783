/**
 * What each label of {@link labelMeanings} says of a node, in a sentence; read for hovers and completions alone. Sources:
 * the same as there.
 */
export const labelSummaries: Readonly<Record<string, string>> = {
  "karpenter.sh/capacity-type":
    "How the VM is bought: at the full price, or as spot capacity that Azure may take back.",
  "karpenter.sh/nodepool": "Name of the NodePool that created the node; Karpenter sets it.",
  "topology.kubernetes.io/zone":
    "Availability zone, written as region and number; `0` stands for a VM placed without a zone.",
  "topology.kubernetes.io/region": "Azure region in lower case.",
  "node.kubernetes.io/instance-type": "Full name of the VM size.",
  "kubernetes.io/arch": "Processor architecture.",
  "kubernetes.io/os": "Operating system; Karpenter on AKS starts Linux nodes only.",
  "node.kubernetes.io/windows-build":
    "Windows build of a node; no node of Karpenter on AKS has it.",
  "karpenter.azure.com/sku-name": "Full name of the VM size.",
  "karpenter.azure.com/sku-family": "First letter of the VM size: its family.",
  "karpenter.azure.com/sku-series":
    "VM size without the number of vCPUs: family, features and version.",
  "karpenter.azure.com/sku-version": "Version of the VM series without the v; 1 when it has none.",
  "karpenter.azure.com/sku-cpu": "Number of vCPUs.",
  "karpenter.azure.com/sku-memory": "Memory in MiB.",
  "kubernetes.azure.com/sku-cpu": "Number of vCPUs, under the name that AKS uses.",
  "kubernetes.azure.com/sku-memory": "Memory in MiB, under the name that AKS uses.",
  "karpenter.azure.com/sku-networking-accelerated":
    "Whether the VM size has accelerated networking.",
  "karpenter.azure.com/sku-storage-premium-capable":
    "Whether the VM size can attach premium disks.",
  "karpenter.azure.com/sku-storage-ultra-ssd": "Whether ultra disks can be attached in that zone.",
  "karpenter.azure.com/sku-storage-ephemeralos-maxsize":
    "Largest ephemeral OS disk of the VM size in GB; sizes without one lack the label.",
  "karpenter.azure.com/sku-gpu-name": "Model of the GPU; sizes without a GPU lack the label.",
  "karpenter.azure.com/sku-gpu-manufacturer":
    "Maker of the GPU; sizes without a GPU lack the label.",
  "karpenter.azure.com/sku-gpu-count": "Number of GPUs, 0 without any.",
  "karpenter.azure.com/placement-scope":
    "Whether the VM is pinned to an availability zone or left to the region.",
  "kubernetes.azure.com/cluster": "Name of the node resource group.",
  "kubernetes.azure.com/mode": "Whether the node is meant for workloads or for system pods.",
  "kubernetes.azure.com/scalesetpriority": "Spot or regular capacity, under the older name of AKS.",
  "kubernetes.azure.com/priority": "Spot or regular capacity, under the name that AKS uses.",
  "kubernetes.azure.com/os-sku": "Linux distribution of the node image.",
  "kubernetes.azure.com/fips_enabled": "Set on nodes whose image has FIPS cryptography enabled.",
  "kubernetes.azure.com/ebpf-dataplane":
    "Data plane of the network; tells Karpenter which DaemonSets to expect.",
  "kubernetes.azure.com/ebpf-host-routing":
    "Host routing by eBPF; Cilium may ask for nodes without it.",
  "kubernetes.azure.com/network-policy": "Network policy engine that the node is meant for.",
  "kubernetes.azure.com/hostedvm":
    "Marks VMs hosted by AKS itself; useful with NotIn to leave them out.",
};
