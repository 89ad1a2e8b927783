import type { DisableReading } from "../../disable/reading.ts";
import type { StepId } from "../../disable/steps.ts";
import type { StepView } from "../../disable/viewPlan.ts";
import { countText } from "../../disable/countText.ts";
import type { ActionNode } from "./disableNodes.ts";

/** The step that a click goes on with: the look is gone on from by freezing. */
export function nextStep(steps: readonly StepView[]): StepView | undefined {
  const current = steps.find(({ status }) => status !== "done");
  return current?.id === "look" ? steps.find(({ id }) => id === "freeze") : current;
}

/** What the action of a step is called; undefined for a step that only waits. */
export function stepAction({ id, changes }: StepView): string | undefined {
  const count = changes.length;
  switch (id) {
    case "freeze":
      return count === 0 ? undefined : `Freeze ${countText(count, "NodePool")}...`;
    case "taint":
      return count === 0 ? undefined : `Taint ${countText(count, "NodePool")}...`;
    case "room":
      return count === 0 ? undefined : "Make Room...";
    case "drain":
      return "Widen Budgets...";
    case "manual":
      return count === 0 ? undefined : "Switch to Manual...";
    case "look":
    case "confirm":
      return undefined;
  }
}

const stepIcons: Partial<Record<StepId, string>> = {
  freeze: "lock",
  taint: "tag",
  room: "server-environment",
  drain: "expand-all",
  manual: "debug-disconnect",
};

/** What can be done at a step now; the first step goes on with the second one's action. */
export function actionsOf(
  step: StepView,
  { steps, canUndo, widening }: Pick<DisableReading, "steps" | "canUndo" | "widening">,
): readonly ActionNode[] {
  const next = nextStep(steps);
  const isNext = step.id === next?.id || (step.id === "look" && next?.id === "freeze");
  const drains = step.id === "drain" && step.status !== "done" && step.status !== "open";
  if (drains && widening.length === 0) return [];
  // Room can be made while the nodes drain, and before.
  const isRoom = step.id === "room" && step.changes.length > 0;
  if (step.id === "manual" && step.status === "done") return canUndo ? [undoing] : [];
  const target = step.id === "look" ? next : step;
  if (target === undefined || !(isNext || drains || isRoom)) return [];
  const label = stepAction(target);
  const own: readonly ActionNode[] =
    label === undefined
      ? []
      : [
          {
            kind: "action",
            id: `${step.id}:${target.id}`,
            label,
            icon: stepIcons[target.id] ?? "play",
            action: { command: "nap.takeDisablingStep", title: label, args: [target.id] },
          },
        ];
  return own;
}

/** What may be done at a step but is not advised; it stands last. */
export function lastResortsOf({ id, status }: StepView): readonly ActionNode[] {
  return id === "drain" && status !== "done" && status !== "open" ? [skipping] : [];
}

const skipping: ActionNode = {
  kind: "action",
  id: "drain:skip",
  label: "Skip the Migration: Delete NAP Nodes Now...",
  icon: "trash",
  action: { command: "nap.skipMigration", title: "Skip the Migration..." },
};

const undoing: ActionNode = {
  kind: "action",
  id: "manual:undo",
  label: "Undo Changes to NodePools...",
  icon: "discard",
  action: { command: "nap.undoDisabling", title: "Undo Changes to NodePools..." },
};
