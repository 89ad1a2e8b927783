import type { Presented } from "../presentNode.ts";
import type { AgentNodeNode, AgentPoolNode } from "../treeNode.ts";
import { placeId } from "./contentMessages.ts";
import { bad } from "../colors.ts";
import { countText } from "../../disable/countText.ts";

/** A fixed-size pool: as Azure has it, else what its nodes show. */
export function presentAgentPool(node: AgentPoolNode): Presented {
  const { place, name, azure, nodes } = node;
  const shown = azure
    ? [
        azure.mode,
        countText(azure.count, "node"),
        azure.vmSize.replace(/^Standard_/i, ""),
        azure.isAutoscaled ? `autoscaled ${azure.minCount}-${azure.maxCount}` : "",
        azure.provisioningState === "Succeeded" ? "" : azure.provisioningState,
        azure.powerState === "Stopped" ? "stopped" : "",
      ]
    : [nodes?.mode ?? "", countText(nodes?.nodes.length ?? 0, "node")];
  return {
    id: `agentPool:${placeId(place)}:${name}`,
    label: name,
    description: shown.filter(Boolean).join(" · "),
    icon: { id: "server" },
    context: `agentPool autoscaled=${azure?.isAutoscaled === true ? "yes" : "no"}`,
    isExpandable: true,
  };
}

/** A node of a fixed-size pool. */
export function presentAgentNode({ place, node }: AgentNodeNode): Presented {
  return {
    id: `agentNode:${placeId(place)}:${node.name}`,
    label: node.name,
    description: [
      node.isReady ? "" : "not ready",
      node.isCordoned ? "cordoned" : "",
      node.size.replace(/^Standard_/, ""),
      node.zone,
    ]
      .filter(Boolean)
      .join(" · "),
    icon: node.isReady ? { id: "vm" } : { id: "vm-outline", color: bad },
    context: "agentNode",
    isExpandable: false,
  };
}
