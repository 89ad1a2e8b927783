/** Keys of taints that an agent takes away once it runs on the node. */
export const agentTaints: readonly string[] = ["node.cilium.io/agent-not-ready"];

/**
 * Keys of taints that keep pods off nodes for good, which nothing takes away: of GPUs, of AKS (spot and system nodes), and
 * those that people name pools by.
 */
export const lastingTaints: readonly string[] = [
  "nvidia.com/gpu",
  "amd.com/gpu",
  "sku",
  "CriticalAddonsOnly",
  "kubernetes.azure.com/scalesetpriority",
  "dedicated",
  "workload",
  "workload-type",
  "spot",
  "gpu",
];
