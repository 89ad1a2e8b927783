import { nodesToAdd } from "../../disable/room/makeRoom.ts";
import { countText } from "../../disable/countText.ts";
import type { StepId } from "../../disable/steps.ts";
import type { StepStatus } from "../../disable/viewPlan.ts";
import type { DisableNode, StepNode } from "./disableNodes.ts";
import { leaf, noteIcons } from "./presentLeaf.ts";
import type { Presented } from "../presentNode.ts";

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
  blocked: { id: "error", color: "problemsErrorIcon.foreground" },
  open: { id: "circle-large-outline", color: "disabledForeground" },
};

const statusWords: Readonly<Record<StepStatus, string>> = {
  done: "done",
  current: "next",
  waiting: "waiting",
  blocked: "blocked",
  open: "",
};

/** How a step looks. */
export function presentStep({ number, step, reading }: StepNode): Presented {
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
      if (drain.nodes.length === 0) return "";
      return `${countText(drain.nodes.length, "node")}, ${countText(drain.pods, "pod")}`;
    case "freeze":
      if (step.status === "done") return "";
      return `${count(({ isFrozen }) => isFrozen)} of ${pools.length} frozen`;
    case "taint":
      if (step.status === "done") return "";
      return `${count(({ isTainted, isStatic }) => isTainted || isStatic)} of ${pools.length} tainted`;
    case "room": {
      const coming = [...growing.values()].reduce((sum, one) => sum + one, 0);
      const lacking = state.outlook.forecast.needs.reduce((sum, need) => sum + nodesToAdd(need), 0);
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

/** How a NodePool looks below the step that changes it. */
export function presentPool({ step, pool }: Extract<DisableNode, { kind: "pool" }>): Presented {
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

/** How the room that a pool lacks looks. */
export function presentNeed(need: Extract<DisableNode, { kind: "need" }>["need"]): Presented {
  const { template, byZone, isZonal, pods } = need;
  const where = template.isNew ? `new pool ${template.pool}` : `pool ${template.pool}`;
  const zones = Object.entries(byZone).map(([zone, number]) => `${zone}: ${number}`);
  const lines = [
    `For ${countText(pods.length, "pod")}: ${pods.slice(0, 20).join(", ")}${pods.length > 20 ? ", ..." : ""}`,
    isZonal
      ? `Bound to zones (${zones.join(", ")}). Azure spreads the nodes of a pool itself.`
      : "",
  ];
  return {
    ...leaf(`need:${template.pool}`, `${countText(nodesToAdd(need), "node")} in ${where}`, {
      id: "server-environment",
    }),
    description: [template.vmSize ?? "", ...(isZonal ? zones : [])].filter(Boolean).join(" · "),
    tooltip: lines.filter(Boolean).join("\n\n"),
  };
}
