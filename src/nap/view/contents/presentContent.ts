import { tableOf } from "../markdownTable.ts";
import type { Row } from "../markdownTable.ts";
import { placeId } from "./contentNodes.ts";
import type { NodePhase } from "./nodePhase.ts";
import type { Presented } from "../presentNode.ts";
import type {
  AgentNodeNode,
  AgentPoolNode,
  ContextNode,
  NodeClassNode,
  NodeNode,
  NodePoolNode,
  SectionNode,
} from "../treeNode.ts";

const good = "charts.green";
const bad = "problemsWarningIcon.foreground";
const dim = "disabledForeground";

export function presentContext(node: ContextNode): Presented {
  const { name, server, signIn, program = "" } = node.context;
  const way = {
    stored: "",
    entra: "Entra ID",
    plugin: `signs in by ${program.split(/[\\/]/).at(-1) ?? ""}`,
  }[signIn];
  return {
    id: `context:${placeId(node)}`,
    label: name,
    description: ["kubeconfig", way].filter(Boolean).join(" · "),
    tooltip: tableOf(name, [
      ["API server", server],
      ["Signs in", contextSignIns[signIn]],
      ["Program", program],
    ]),
    icon: { id: "plug" },
    context: "context",
    isExpandable: true,
  };
}

const contextSignIns = {
  stored: "with what the kubeconfig holds",
  entra: "with your sign-in to Azure, in place of kubelogin",
  plugin: "with a program of the kubeconfig, which runs when you open this",
} as const;

const sections = {
  nodePools: { label: "NodePools", icon: "layers" },
  strayNodes: { label: "Nodes without a NodePool", icon: "unlink" },
  nodeClasses: { label: "AKSNodeClasses", icon: "symbol-class" },
  agentPools: { label: "Fixed-size pools", icon: "server" },
} as const;

export function presentSection({ place, section, count }: SectionNode): Presented {
  const { label, icon } = sections[section];
  return {
    id: `section:${placeId(place)}:${section}`,
    label,
    description: `${count}`,
    icon: { id: icon },
    context: `section ${section}`,
    isExpandable: true,
  };
}

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
    description: [...state, nodesInWords(pool.nodes.length), ...limits].filter(Boolean).join(" · "),
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

export function presentAgentPool(node: AgentPoolNode): Presented {
  const { place, name, azure, nodes } = node;
  const shown = azure
    ? [
        azure.mode,
        nodesInWords(azure.count),
        azure.vmSize.replace(/^Standard_/i, ""),
        azure.isAutoscaled ? `autoscaled ${azure.minCount}-${azure.maxCount}` : "",
        azure.provisioningState === "Succeeded" ? "" : azure.provisioningState,
        azure.powerState === "Stopped" ? "stopped" : "",
      ]
    : [nodes?.mode ?? "", nodesInWords(nodes?.nodes.length ?? 0)];
  return {
    id: `agentPool:${placeId(place)}:${name}`,
    label: name,
    description: shown.filter(Boolean).join(" · "),
    icon: { id: "server" },
    context: `agentPool autoscaled=${azure?.isAutoscaled === true ? "yes" : "no"}`,
    isExpandable: true,
  };
}

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

function nodesInWords(count: number): string {
  return `${count} ${count === 1 ? "node" : "nodes"}`;
}
