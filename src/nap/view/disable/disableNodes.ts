import type { Blocker } from "../../disable/blockers/blocker.ts";
import type { DrainNode } from "../../disable/drainView.ts";
import type { DisableReading, OfferedRemedy, PoolState } from "../../disable/reading.ts";
import type { RoomNeed } from "../../disable/room/roomForecast.ts";
import type { StepId } from "../../disable/steps.ts";
import type { StepView } from "../../disable/viewPlan.ts";
import type { Cause } from "./causes.ts";
import type { Action, MessageNode } from "../treeNode.ts";
import { actionsOf, lastResortsOf } from "./disableActions.ts";
import { blockerNode, causeChildren, drainNodes, nodePage, remedyNodes } from "./drainNodes.ts";
import { forecastNotes } from "./forecastNotes.ts";
import { unknownNodes } from "./unknownNodes.ts";

/** What the view "Disable NAP" knows. */
export interface DisableViewState {
  /** Undefined until everything has been read. */
  readonly reading: DisableReading | undefined;
  /** Why nothing, or nothing newer, can be read. */
  readonly problem: string | undefined;
}

/** Something to do, as a node to click. */
export interface ActionNode {
  readonly kind: "action";
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly action: Action;
}

export interface StepNode {
  readonly kind: "step";
  /** From 1. */
  readonly number: number;
  readonly step: StepView;
  readonly reading: DisableReading;
}

/** Something to know. */
export interface NoteNode {
  readonly kind: "note";
  readonly id: string;
  readonly text: string;
  /** Beside it, in paler letters. */
  readonly detail?: string;
  readonly icon: "info" | "warning" | "pass" | "question" | "error";
}

export interface BlockerNode {
  readonly kind: "blocker";
  readonly id: string;
  readonly blocker: Blocker;
  readonly remedies: readonly OfferedRemedy[];
}

/** Blockers that have one cause. */
export interface CauseNode {
  readonly kind: "cause";
  readonly cause: Cause;
  /** Each once, those of all its blockers. */
  readonly remedies: readonly OfferedRemedy[];
}

/** Nodes beyond those that are shown at once. */
export interface MoreNode {
  readonly kind: "more";
  readonly nodes: readonly DrainNode[];
  readonly reading: DisableReading;
}

export interface DrainNodeNode {
  readonly kind: "drainNode";
  readonly node: DrainNode;
  readonly takenAtMs: number;
  readonly reading: DisableReading;
}

export type DisableNode =
  | MessageNode
  | ActionNode
  | StepNode
  | NoteNode
  | BlockerNode
  | CauseNode
  | DrainNodeNode
  | MoreNode
  | { readonly kind: "pool"; readonly step: StepId; readonly pool: PoolState }
  | { readonly kind: "need"; readonly need: RoomNeed }
  | { readonly kind: "remedy"; readonly id: string; readonly offered: OfferedRemedy };

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
