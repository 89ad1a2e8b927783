import { opensOnly } from "../../disable/blockers/blocker.ts";
import type { BlockerKind, Remedy } from "../../disable/blockers/blocker.ts";
import type { DrainPhase } from "../../disable/drainView.ts";
import { countText } from "../../disable/countText.ts";
import type {
  BlockerNode,
  CauseNode,
  DisableNode,
  DrainNodeNode,
  MoreNode,
  NoteNode,
} from "./disableNodes.ts";
import { blockerLabels } from "./blockerLabels.ts";
import { durationText } from "./drainText.ts";
import { presentMessage } from "../presentNode.ts";
import { leaf, noteIcons } from "./presentLeaf.ts";
import { presentNeed, presentPool, presentStep } from "./presentSteps.ts";
import type { Presented } from "../presentNode.ts";

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
      return presentNote(node);
    case "pool":
      return presentPool(node);
    case "need":
      return presentNeed(node.need);
    case "drainNode":
      return presentDrainNode(node);
    case "cause":
      return presentCause(node);
    case "more":
      return presentMore(node);
    case "blocker":
      return presentBlocker(node);
    case "remedy": {
      const { remedy, text } = node.offered;
      const action = { command: "nap.applyRemedy", title: text, args: [remedy] };
      return {
        ...leaf(`remedy:${node.id}`, text, { id: remedyIcon(remedy) }),
        context: `remedy kind=${remedy.kind}`,
        ...(remedy.kind !== "wait" && { action }),
      };
    }
  }
}

/** What only opens something looks another way than what changes the cluster. */
function remedyIcon(remedy: Remedy): string {
  if (remedy.kind === "wait") return "watch";
  if (remedy.kind === "removeLock") return "link-external";
  return opensOnly(remedy) ? "go-to-file" : "lightbulb";
}

function presentNote({ id, text, detail, icon }: NoteNode): Presented {
  const plain = leaf(`note:${id}`, text, noteIcons[icon]);
  if (detail === undefined) return plain;
  return { ...plain, description: detail, tooltip: `${text}: ${detail}` };
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
    blocking === 0 && blockers.some(({ effect }) => effect === "unknown") ? "may stay" : "",
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
        ? { id: "vm", color: "problemsErrorIcon.foreground" }
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

/** There may be one for each pod of the node, and all have the same remedy. */
const isAboutRoom: ReadonlySet<BlockerKind> = new Set(["noRoom", "onlyNapNodes", "tightRoom"]);

function presentBlocker({ id, blocker, remedies }: BlockerNode): Presented {
  const { kind, effect, words } = blocker;
  return {
    ...leaf(`blocker:${id}:${kind}`, blockerLabels[kind], effectIcons[effect]),
    // The label says what it is about: the name comes first in a narrow tree.
    description: words.replace(/^(Pod|Node|NodePool|Lock) /, ""),
    tooltip: words,
    context: `blocker effect=${effect}`,
    isExpandable: remedies.length > 0,
    isExpanded: effect === "blocks" && !isAboutRoom.has(kind),
  };
}

/** So many remedies are seen without a click. */
const mostOpen = 3;
const mostTold = 10;

function presentCause({ cause, remedies }: CauseNode): Presented {
  const { id, kind, effect, name, blockers, pods, nodes } = cause;
  const label = name === "" ? blockerLabels[kind] : `${blockerLabels[kind]} ${name}`;
  const words = blockers.slice(0, mostTold).map((one) => one.words);
  const more = blockers.length - words.length;
  return {
    ...leaf(`cause:${id}`, label, effectIcons[effect]),
    description: [
      pods.length === 0 ? "" : countText(pods.length, "pod"),
      nodes.length === 0 ? "" : countText(nodes.length, "node"),
    ]
      .filter(Boolean)
      .join(" on "),
    tooltip: [...words, more > 0 ? `And ${more} more.` : ""].filter(Boolean).join("\n\n"),
    context: `cause effect=${effect}`,
    isExpandable: true,
    isExpanded: effect === "blocks" && remedies.length <= mostOpen,
  };
}

function presentMore({ nodes }: MoreNode): Presented {
  const [first] = nodes;
  return {
    ...leaf(`more:${first?.node ?? ""}`, countText(nodes.length, "more node"), {
      id: "ellipsis",
    }),
    isExpandable: true,
  };
}
