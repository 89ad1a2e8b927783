import type { Blocker } from "../../disable/blockers/blocker.ts";
import type { DrainNode } from "../../disable/drainView.ts";
import type { DisableReading, OfferedRemedy, PoolState } from "../../disable/reading.ts";
import type { RoomNeed } from "../../disable/room/roomForecast.ts";
import type { StepId } from "../../disable/steps.ts";
import type { StepView } from "../../disable/viewPlan.ts";
import type { Cause } from "./causes.ts";
import type { Action, MessageNode } from "../treeNode.ts";

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
