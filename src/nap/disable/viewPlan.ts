import { disableSteps, isSwitching } from "./steps.ts";
import { isAzureUnknown } from "./azureGaps.ts";
import { growingPools } from "./makeRoom.ts";
import type { Change } from "./change.ts";
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
  if (step.changes(state).length > 0 && step.id !== "drain") return "current";
  if (step.id === "room") {
    const waits = growingPools(state.inventory).size > 0 || isAzureUnknown(state.inventory);
    return waits ? "waiting" : "blocked";
  }
  if (step.id === "manual" && isSwitching(state)) return "waiting";
  if (step.id !== "drain") return "blocked";
  const { blockers, rehearsal } = state.outlook;
  const moves = rehearsal.nodes.some(({ outcome }) => outcome === "leaves");
  const isHeld = blockers.some(({ effect }) => effect === "blocks");
  return isHeld && !moves ? "blocked" : "waiting";
}

/** All steps as they stand: the first that is not done is the current one, whatever anybody did before. */
export function viewPlan(state: DisableState): readonly StepView[] {
  const current = disableSteps.find((step) => !step.isDone(state));
  return disableSteps.map((step) => {
    const { id, title } = step;
    const status = step === current ? statusOf(step, state) : step.isDone(state) ? "done" : "open";
    return { id, title, status, changes: step.changes(state), notes: step.notes(state) };
  });
}
