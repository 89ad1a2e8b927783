import { allowedDisruptions } from "../../../karpenter/budgets.ts";
import type { Budget, DisruptionReason } from "../../../karpenter/budgets.ts";
import { defaultBudgets } from "../changes/budgetWidening.ts";
import { isTrue } from "../snapshot/conditions.ts";
import { isLeaving } from "../fitting/buildWorld.ts";
import type { Inventory, NapNode } from "../snapshot/inventory.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";

/** How many nodes of a pool may drift away now, counted as Karpenter counts (disruption/helpers.go). */
export interface Allowance {
  readonly allowed: number;
  /** Those that are on their way out or not Ready, which eat the budget. */
  readonly disrupting: number;
  readonly available: number;
}

/** The budgets as Karpenter reads them. */
export function driftBudgetsOf({ spec }: NodePool): readonly Budget[] {
  return (spec.disruption?.budgets ?? defaultBudgets).map(
    ({ nodes, schedule, duration, reasons }) => ({
      nodes,
      schedule,
      duration,
      // The schema admits no other reasons.
      reasons: reasons as readonly DisruptionReason[] | undefined,
    }),
  );
}

/** The nodes of a pool by which Karpenter reckons percentages. */
export function countedNodes(pool: NodePool, { napNodes }: Inventory): readonly NapNode[] {
  return napNodes.filter(
    (one) =>
      one.pool === pool.metadata.name &&
      isTrue(one.claim, "Initialized") &&
      !isTrue(one.claim, "InstanceTerminating"),
  );
}

/** What the budgets of the pool allow for reason Drifted at the time of the snapshot. */
export function allowanceOf(pool: NodePool, inventory: Inventory): Allowance {
  const counted = countedNodes(pool, inventory);
  const disrupting = counted.filter((one) => isLeaving(one) || !isTrue(one.node, "Ready")).length;
  const asked = { reason: "Drifted", numNodes: counted.length, nowMs: inventory.nowMs } as const;
  const allowed = allowedDisruptions(driftBudgetsOf(pool), asked);
  return { allowed, disrupting, available: Math.max(0, allowed - disrupting) };
}
