import { disableSteps } from "./steps.ts";
import { isSwitching } from "./modeState.ts";
import { isAzureUnknown } from "./snapshot/azureGaps.ts";
import { busyPools, growingPools } from "./room/makeRoom.ts";
import type { Change } from "./changes/change.ts";
import type { DisableState } from "./state.ts";
import type { Step, StepId } from "./steps.ts";

/** How a step stands. `waiting`: the cluster or Azure is at it; `blocked`: it goes on only after somebody acts. */
export type StepStatus = "done" | "current" | "waiting" | "blocked" | "open";

export interface StepView {
  readonly id: StepId;
  readonly title: string;
  readonly status: StepStatus;
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
}

function statusOf(step: Step, state: DisableState): StepStatus {
  if (step.id === "look") return "current";
  if (step.id === "drain") return drainStatus(state);
  if (step.changes(state).length > 0) return "current";
  if (step.id === "room") return roomStatus(state);
  return step.id === "manual" && isSwitching(state) ? "waiting" : "blocked";
}

/** Whether a node goes without anybody's help. */
function isMoving({ outlook }: DisableState): boolean {
  return outlook.rehearsal.nodes.some(({ outcome }) => outcome === "leaves");
}

/** Whether nodes of fixed pools are on their way. */
function isComing({ inventory }: DisableState): boolean {
  return growingPools(inventory).size > 0;
}

function drainStatus(state: DisableState): StepStatus {
  const isHeld = state.outlook.blockers.some(({ effect }) => effect === "blocks");
  return isHeld && !isMoving(state) && !isComing(state) ? "blocked" : "waiting";
}

function roomStatus(state: DisableState): StepStatus {
  const { inventory, outlook } = state;
  const isUnknown = isAzureUnknown(inventory) || outlook.forecast.unread.length > 0;
  const isBusy = busyPools(inventory).length > 0;
  return isUnknown || isBusy || isComing(state) || isMoving(state) ? "waiting" : "blocked";
}

/** All steps as they stand: the first that is not done is the current one, whatever anybody did before. */
export function viewPlan(state: DisableState): readonly StepView[] {
  const current = disableSteps.find((step) => !step.isDone(state));
  return disableSteps.map((step) => {
    const { id, title } = step;
    // Nodes drain from the taint on, whatever room is still to be made.
    const isNow = step === current || (id === "drain" && current?.id === "room");
    const status = step.isDone(state) ? "done" : isNow ? statusOf(step, state) : "open";
    return { id, title, status, changes: step.changes(state), notes: step.notes(state) };
  });
}
