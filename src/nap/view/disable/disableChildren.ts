import type { StepId } from "../../disable/steps.ts";
import type { DisableReading } from "../../disable/reading.ts";
import type { StepView } from "../../disable/viewPlan.ts";
import { actionsOf, lastResortsOf } from "./disableActions.ts";
import type { DisableNode, DisableViewState, StepNode } from "./disableNodes.ts";
import { blockerNode, causeChildren, drainNodes, nodePage, remedyNodes } from "./drainNodes.ts";
import { forecastNotes } from "./forecastNotes.ts";
import { unknownNodes } from "./unknownNodes.ts";

/** The nodes below a node of the view, or at its top. */
export function disableChildren(
  state: DisableViewState,
  node: DisableNode | undefined,
): readonly DisableNode[] {
  if (node === undefined) return topNodes(state);
  switch (node.kind) {
    case "step":
      return stepChildren(node);
    case "drainNode":
      return node.node.blockers.map((blocker, index) =>
        blockerNode(node.reading, blocker, `${node.node.node}:${index}`),
      );
    case "cause":
      return causeChildren(node);
    case "blocker":
      return remedyNodes(node.id, node.remedies);
    case "more":
      return nodePage(node.reading, node.nodes);
    default:
      return [];
  }
}

function topNodes({ reading, problem }: DisableViewState): readonly DisableNode[] {
  const again = { command: "nap.refreshDisabling", title: "Read Again" };
  const failed: readonly DisableNode[] =
    problem === undefined
      ? []
      : [{ kind: "message", id: "problem", text: problem, icon: "error", action: again }];
  if (reading === undefined)
    return problem === undefined
      ? [{ kind: "message", id: "reading", text: "Reading the cluster...", icon: "loading" }]
      : failed;
  const steps = reading.steps.map((step, index): DisableNode => ({
    kind: "step",
    number: index + 1,
    step,
    reading,
  }));
  return [...failed, ...unknownNodes(reading), ...steps];
}

function stepChildren({ step, reading }: StepNode): readonly DisableNode[] {
  const actions = actionsOf(step, reading);
  return [...actions, ...contentOf(step.id, reading), ...notesOf(step), ...lastResortsOf(step)];
}

/** The notes of a step; those of the drain and of the look are told by their nodes. */
function notesOf({ id, notes, status }: StepView): readonly DisableNode[] {
  if (id === "drain" || id === "look" || id === "confirm") return [];
  if (status === "done" && id !== "manual") return [];
  return notes.map((text, index) => ({ kind: "note", id: `${id}:${index}`, text, icon: "info" }));
}

function contentOf(id: StepId, reading: DisableReading): readonly DisableNode[] {
  switch (id) {
    case "look":
      return [
        ...forecastNotes(reading),
        ...rehearsalNodes(reading),
        ...(isDrainShown(reading) ? [] : drainNodes(reading)),
      ];
    case "freeze":
    case "taint":
      return reading.pools.map((pool) => ({ kind: "pool", step: id, pool }));
    case "room":
      return reading.state.outlook.forecast.needs.map((need) => ({ kind: "need", need }));
    case "drain":
      return isDrainShown(reading) ? drainNodes(reading) : [];
    case "confirm":
      return confirmNotes(reading);
    case "manual":
      return [];
  }
}

function rehearsalNodes({ drain }: DisableReading): readonly DisableNode[] {
  if (drain.nodes.length === 0) return [];
  const title = "Show Where Pods End";
  const action = { command: "nap.showRehearsal", title };
  return [{ kind: "action", id: "look:rehearsal", label: title, icon: "list-tree", action }];
}

/** Before the freeze the nodes stand below the first step, afterwards below the drain. */
function isDrainShown({ steps }: DisableReading): boolean {
  return steps[0]?.status === "done";
}

function confirmNotes({ confirm }: DisableReading): readonly DisableNode[] {
  if (confirm.length === 0) {
    const text = "No NAP node, no NodeClaim, every limits.cpu is 0";
    return [{ kind: "note", id: "confirm:fine", text, icon: "pass" }];
  }
  return confirm.map(({ words, severity }, index) => ({
    kind: "note",
    id: `confirm:${index}`,
    text: words,
    icon: severity === "stop" ? "error" : "warning",
  }));
}
