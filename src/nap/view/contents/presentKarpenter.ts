import { tableOf } from "../markdownTable.ts";
import type { Row } from "../markdownTable.ts";
import type { Presented } from "../presentNode.ts";
import type { NodeClassNode, NodeNode, NodePoolNode } from "../treeNode.ts";
import { placeId } from "./contentMessages.ts";
import type { NodePhase } from "./nodePhase.ts";
import { bad, dim, good } from "../colors.ts";
import { countText } from "../../disable/countText.ts";

/** A NodePool with its state, its nodes and how much of its limits is used. */
export function presentNodePool({ place, pool }: NodePoolNode): Presented {
  // Of a frozen NodePool all is used: that it is frozen says more.
  const counted = pool.limits.filter(({ resource }) => !pool.isFrozen || resource !== "cpu");
  const limits = counted.map(
    ({ resource, used, limit, percent }) =>
      `${resource} ${used} of ${limit}${percent === undefined ? "" : ` (${percent} %)`}`,
  );
  const state = [
    pool.isReady === true ? "" : pool.readiness,
    pool.isFrozen ? "frozen" : "",
    pool.isBeingDisabled ? "being disabled" : "",
    pool.isStatic ? `static, ${pool.replicas} replicas` : "",
  ];
  return {
    id: `nodePool:${placeId(place)}:${pool.name}`,
    label: pool.name,
    description: [...state, countText(pool.nodes.length, "node"), ...limits]
      .filter(Boolean)
      .join(" · "),
    tooltip: tableOf(pool.name, [
      ["State", pool.readiness],
      ...pool.warnings.map((text): Row => ["Warning", text]),
      ["Nodes", `${pool.readyNodes} of ${pool.nodes.length} ready`],
      ...limits.map((text): Row => ["Limit", text]),
      ["AKSNodeClass", pool.nodeClass],
      ["Weight", `${pool.weight}`],
      ...pool.budgets.map(({ reason, allowed, opensAt }): Row => [
        `May disrupt (${reason})`,
        `${allowed === Infinity ? "any number of" : allowed} nodes at once${opensAt === undefined ? "" : `, more from ${opensAt}`}`,
      ]),
    ]),
    icon: nodePoolIcon(pool),
    context: `nodePool frozen=${pool.isFrozen ? "yes" : "no"}`,
    isExpandable: true,
  };
}

function nodePoolIcon(pool: NodePoolNode["pool"]): Presented["icon"] {
  if (pool.isReady === false || pool.warnings.length > 0) return { id: "warning", color: bad };
  if (pool.isFrozen) return { id: "lock", color: dim };
  return pool.isReady === true ? { id: "layers", color: good } : { id: "question", color: dim };
}

const phaseIcons: Readonly<Record<NodePhase, Presented["icon"]>> = {
  launching: { id: "loading~spin" },
  registering: { id: "loading~spin" },
  initializing: { id: "loading~spin" },
  ready: { id: "vm-active", color: good },
  lost: { id: "vm-outline", color: bad },
  disrupting: { id: "arrow-swap", color: bad },
  draining: { id: "arrow-down", color: bad },
  detaching: { id: "arrow-down", color: bad },
  terminating: { id: "trash", color: dim },
};

/** A node that Karpenter made, or a NodeClaim whose node is not there yet; the conditions that it still lacks stand in the tooltip. */
export function presentNode({ place, node }: NodeNode): Presented {
  const shown = [
    node.phase === "ready" ? "" : node.phase,
    node.size.replace(/^Standard_/, ""),
    node.zone,
    node.capacityType,
    node.drift === "" ? "" : "drifted",
    node.isProtected ? "do not disrupt" : "",
  ];
  return {
    id: `node:${placeId(place)}:${node.uid || node.name}`,
    label: node.nodeName || node.claimName,
    description: shown.filter(Boolean).join(" · "),
    tooltip: tableOf(node.name, [
      ["State", node.phaseWords],
      ["NodeClaim", node.claimName],
      ["Size", node.size],
      ["Zone", node.zone],
      ["Capacity", node.capacityType],
      ["Created", node.createdAt],
      ["Node image", node.imageVersion],
      ["Kubernetes", node.kubernetesVersion],
      ["Drifted", node.drift],
      ...node.steps
        .filter(({ state }) => state !== "done")
        .map(({ type, words }): Row => [type, words]),
    ]),
    icon: phaseIcons[node.phase],
    context: "node",
    isExpandable: false,
  };
}

/** An AKSNodeClass with the node images that it resolves to. */
export function presentNodeClass({ place, nodeClass }: NodeClassNode): Presented {
  const { name, isReady, readiness, imageFamily, images, nodePools } = nodeClass;
  return {
    id: `nodeClass:${placeId(place)}:${name}`,
    label: name,
    description: [isReady === true ? "" : readiness, imageFamily].filter(Boolean).join(" · "),
    tooltip: tableOf(name, [
      ["State", readiness],
      ["Image family", imageFamily],
      ...images.map(({ definition, version }): Row => [definition, version]),
      ["Kubernetes", nodeClass.kubernetesVersion],
      ["NodePools", nodePools.join(", ") || "none"],
    ]),
    icon: isReady === false ? { id: "warning", color: bad } : { id: "symbol-class" },
    context: "nodeClass",
    isExpandable: false,
  };
}
