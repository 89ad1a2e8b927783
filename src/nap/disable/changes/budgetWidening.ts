import { timingOf } from "../../../karpenter/budgets.ts";
import type { DisruptionReason } from "../../../karpenter/budgets.ts";
import type { NodePoolBudget } from "../snapshot/karpenterObjects.ts";

const drifted: DisruptionReason = "Drifted";
const others = ["Underutilized", "Empty"] as const;

/** What Karpenter takes an absent list for: the default of its CRD. */
export const defaultBudgets: readonly NodePoolBudget[] = [{ nodes: "10%" }];

/** Whether Karpenter cannot read the budget's schedule; then it forbids every disruption of the pool. */
function isUnreadable(budget: NodePoolBudget): boolean {
  const { schedule, duration } = budget;
  return timingOf({ schedule, duration }).error !== undefined;
}

/** The budget without its say over drift; undefined when nothing else is left of it. */
function withoutDrift(budget: NodePoolBudget): NodePoolBudget | undefined {
  const { reasons } = budget;
  if (reasons !== undefined && !reasons.includes(drifted)) return budget;
  const kept = reasons === undefined ? [...others] : reasons.filter((one) => one !== drifted);
  return kept.length === 0 ? undefined : { ...budget, reasons: kept };
}

/**
 * The budgets with drift alone set free to `nodes` (a count or a percentage) at a time; the other reasons keep what
 * they had. Budgets whose schedule Karpenter cannot read are left out, because they would forbid drift too.
 */
export function widenBudgets(
  budgets: readonly NodePoolBudget[],
  nodes: string,
): readonly NodePoolBudget[] {
  const kept = budgets
    .filter((budget) => !isUnreadable(budget))
    .flatMap((budget) => withoutDrift(budget) ?? []);
  return [...kept, { nodes, reasons: [drifted] }];
}
