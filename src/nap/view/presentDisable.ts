import type { DrainPhase } from "../disable/drainView.ts";
import type { StepId } from "../disable/steps.ts";
import type { StepStatus } from "../disable/viewPlan.ts";
import { countText } from "../disable/countText.ts";
import type {
  BlockerNode,
  DisableNode,
  DrainNodeNode,
  NoteNode,
  StepNode,
} from "./disableNodes.ts";
import { blockerLabels } from "./blockerLabels.ts";
import { durationText } from "./drainText.ts";
import { presentMessage } from "./presentNode.ts";
import type { Presented } from "./presentNode.ts";

const stepLabels: Readonly<Record<StepId, string>> = {
  look: "Look",
  freeze: "Freeze NodePools",
  taint: "Taint NodePools",
  room: "Make Room",
  drain: "Drain",
  confirm: "Confirm",
  manual: "Switch to Manual",
};

const statusIcons: Readonly<Record<StepStatus, Presented["icon"]>> = {
  done: { id: "pass", color: "charts.green" },
  current: { id: "arrow-circle-right", color: "charts.blue" },
  waiting: { id: "sync~spin", color: "charts.blue" },
  blocked: { id: "error", color: "list.errorForeground" },
  open: { id: "circle-large-outline", color: "disabledForeground" },
};

const statusWords: Readonly<Record<StepStatus, string>> = {
  done: "done",
  current: "next",
  waiting: "waiting",
  blocked: "blocked",
  open: "",
};

/** How a node of the view "Disable NAP" looks. */
export function presentDisable(node: DisableNode): Presented {
  switch (node.kind) {
    case "message":
      return presentMessage(node);
    case "step":
      return presentStep(node);
    case "action":
      return {
        ...leaf(`action:${node.id}`, node.label, { id: node.icon, color: "textLink.foreground" }),
        context: "action",
        action: node.action,
      };
    case "note":
      return leaf(`note:${node.id}`, node.text, noteIcons[node.icon]);
    case "pool":
      return presentPool(node);
    case "need":
      return presentNeed(node.need);
    case "drainNode":
      return presentDrainNode(node);
    case "blocker":
      return presentBlocker(node);
    case "remedy": {
      const { remedy, text } = node.offered;
      const action = { command: "nap.applyRemedy", title: text, args: [remedy] };
      const isClickable = remedy.kind !== "wait";
      return {
        ...leaf(`remedy:${node.id}`, text, { id: isClickable ? "lightbulb" : "watch" }),
        context: `remedy kind=${remedy.kind}`,
        ...(isClickable && { action }),
      };
    }
  }
}

const noteIcons: Readonly<Record<NoteNode["icon"], Presented["icon"]>> = {
  info: { id: "info" },
  warning: { id: "warning", color: "list.warningForeground" },
  error: { id: "error", color: "list.errorForeground" },
  pass: { id: "pass", color: "charts.green" },
  question: { id: "question" },
};

function leaf(id: string, label: string, icon: Presented["icon"]): Presented {
  return { id, label, tooltip: label, icon, context: "text", isExpandable: false };
}

function presentStep({ number, step, reading }: StepNode): Presented {
  const { id, title, status, changes } = step;
  // What remains after the last step is worth reading.
  const isOpen = id === "manual" ? status !== "open" : status !== "done" && status !== "open";
  return {
    id: `step:${id}:${isOpen ? "now" : "else"}`,
    label: `${number}. ${stepLabels[id]}`,
    description: [statusWords[status], stepFigures({ number, step, reading })]
      .filter(Boolean)
      .join(" · "),
    tooltip: title,
    icon: statusIcons[status],
    context: `step id=${id} status=${status} changes=${changes.length === 0 ? "no" : "yes"}`,
    isExpandable: true,
    isExpanded: isOpen,
  };
}

function stepFigures({ step, reading }: Omit<StepNode, "kind">): string {
  const { drain, pools, state, growing } = reading;
  const count = (isSo: (pool: (typeof pools)[number]) => boolean) => pools.filter(isSo).length;
  switch (step.id) {
    case "look":
      return `${countText(drain.nodes.length, "node")}, ${countText(drain.pods, "pod")}`;
    case "freeze":
      return `${count(({ isFrozen }) => isFrozen)} of ${pools.length} frozen`;
    case "taint":
      return `${count(({ isTainted }) => isTainted)} of ${pools.length} tainted`;
    case "room": {
      const coming = [...growing.values()].reduce((sum, one) => sum + one, 0);
      const lacking = state.outlook.forecast.needs.reduce((sum, need) => sum + need.nodes, 0);
      if (coming > 0) return `${countText(coming, "node")} not Ready yet`;
      return lacking > 0 && drain.nodes.length > 0 ? `${countText(lacking, "node")} lacking` : "";
    }
    case "drain":
      return drain.nodes.length === 0 ? "" : `${countText(drain.nodes.length, "node")} left`;
    case "confirm":
    case "manual":
      return "";
  }
}

function presentPool({ step, pool }: Extract<DisableNode, { kind: "pool" }>): Presented {
  const isDone = step === "freeze" ? pool.isFrozen : pool.isTainted || pool.isStatic;
  const limit = pool.isStatic ? `${pool.limit} replicas` : `limits.cpu ${pool.limit || "none"}`;
  const was = pool.before === undefined ? "" : ` (was ${pool.before})`;
  const taint = pool.isStatic ? limit : pool.isTainted ? "tainted" : "not tainted";
  return {
    ...leaf(`pool:${step}:${pool.name}`, pool.name, isDone ? noteIcons.pass : { id: "layers" }),
    description: step === "freeze" ? `${limit}${was}` : taint,
    context: `disablePool frozen=${pool.isFrozen ? "yes" : "no"}`,
  };
}

function presentNeed(need: Extract<DisableNode, { kind: "need" }>["need"]): Presented {
  const { template, nodes: count, byZone, pods } = need;
  const where = template.isNew ? `new pool ${template.pool}` : `pool ${template.pool}`;
  const zones = Object.entries(byZone).map(([zone, number]) => `${zone}: ${number}`);
  return {
    ...leaf(`need:${template.pool}`, `${countText(count, "node")} in ${where}`, {
      id: "server-environment",
    }),
    description: [template.vmSize ?? "", ...zones].filter(Boolean).join(" · "),
    tooltip: `For pods ${pods.slice(0, 20).join(", ")}${pods.length > 20 ? ", ..." : ""}`,
  };
}

const phaseWords: Readonly<Record<DrainPhase, string>> = {
  waiting: "runs",
  drifted: "drifted, waits for its turn",
  disrupting: "picked",
  draining: "draining",
  volumes: "disks are being detached",
  terminating: "machine is being deleted",
};

function presentDrainNode({ node, takenAtMs }: DrainNodeNode): Presented {
  const { phase, sinceMs, pods, blockers, lastEvent } = node;
  const blocking = blockers.filter(({ effect }) => effect === "blocks").length;
  const since = sinceMs === undefined ? "" : ` for ${durationText(takenAtMs - sinceMs)}`;
  const words = [
    `${phaseWords[phase]}${since}`,
    countText(pods, "pod"),
    blocking === 0 ? "" : countText(blocking, "blocker"),
  ];
  const said = lastEvent === undefined ? [] : [`Karpenter: ${lastEvent.message}`];
  const lines = [`NodePool ${node.nodePool}`, ...blockers.map((one) => one.words), ...said];
  return {
    id: `drainNode:${node.node}`,
    label: node.node,
    description: words.filter(Boolean).join(" · "),
    tooltip: lines.join("\n\n"),
    icon:
      blocking > 0
        ? { id: "vm", color: "list.errorForeground" }
        : { id: phase === "waiting" || phase === "drifted" ? "vm" : "sync~spin" },
    context: "drainNode",
    isExpandable: blockers.length > 0,
  };
}

const effectIcons: Readonly<Record<BlockerNode["blocker"]["effect"], Presented["icon"]>> = {
  blocks: noteIcons.error,
  waits: { id: "watch" },
  loses: noteIcons.warning,
  info: noteIcons.info,
  unknown: noteIcons.question,
};

function presentBlocker({ id, blocker, remedies }: BlockerNode): Presented {
  const { kind, effect, words } = blocker;
  return {
    ...leaf(`blocker:${id}:${kind}`, blockerLabels[kind], effectIcons[effect]),
    description: words,
    tooltip: words,
    context: `blocker effect=${effect}`,
    isExpandable: remedies.length > 0,
    isExpanded: effect === "blocks",
  };
}
