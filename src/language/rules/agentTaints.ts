/** Keys of taints that an agent takes away once it runs on the node. */
export const agentTaints: readonly string[] = ["node.cilium.io/agent-not-ready"];
