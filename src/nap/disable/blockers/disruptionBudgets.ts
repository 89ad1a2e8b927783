import { isEvictable } from "../snapshot/podFacts.ts";
import { selects } from "../snapshot/selectors.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import type { Pod, PodDisruptionBudget } from "../snapshot/podObjects.ts";

/** The PodDisruptionBudgets of each namespace. */
export type BudgetIndex = ReadonlyMap<string, readonly PodDisruptionBudget[]>;

/** Sorts the PodDisruptionBudgets by namespace. */
export function indexBudgets({ snapshot }: Inventory): BudgetIndex {
  const index = new Map<string, PodDisruptionBudget[]>();
  for (const budget of snapshot.podDisruptionBudgets) {
    const { namespace = "default" } = budget.metadata;
    index.set(namespace, [...(index.get(namespace) ?? []), budget]);
  }
  return index;
}

/** The budgets that count for the pod. */
function budgetsOf(pod: Pod, index: BudgetIndex): readonly PodDisruptionBudget[] {
  const { namespace = "default", labels } = pod.metadata;
  const all = index.get(namespace) ?? [];
  return all.filter(({ spec }) => selects(spec?.selector, labels));
}

/** Whether the budget can never let a pod go while it is as it is, by what Karpenter looks at (pkg/utils/pdb/pdb.go). */
export function isFullyBlocking({ spec }: PodDisruptionBudget): boolean {
  const { maxUnavailable, minAvailable } = spec ?? {};
  return maxUnavailable === 0 || maxUnavailable === "0%" || minAvailable === "100%";
}

function isUnhealthy({ status }: Pod): boolean {
  return (status?.conditions ?? []).some(
    ({ type, status }) => type === "Ready" && status === "False",
  );
}

/** What a budget may say about one pod's eviction. */
export interface EvictionRefusal {
  /** One budget that lets none go, or several over one pod, which the eviction API cannot handle. */
  readonly kind: "noneAllowed" | "several";
  readonly budgets: readonly PodDisruptionBudget[];
  /**
   * `never` while the budget is as it is; `later` when pods of it are unhealthy, so that one may be allowed once they
   * have recovered.
   */
  readonly opens: "never" | "later";
}

function mayOpen(budget: PodDisruptionBudget): boolean {
  if (isFullyBlocking(budget)) return false;
  const { currentHealthy = 0, expectedPods = 0, desiredHealthy = 0 } = budget.status ?? {};
  return currentHealthy < expectedPods && expectedPods > desiredHealthy;
}

/** Why the pod could not be evicted now; undefined when it could, or when nobody would ask. */
export function refusalOf(
  pod: Pod,
  { index, nowMs }: { index: BudgetIndex; nowMs: number },
): EvictionRefusal | undefined {
  if (!isEvictable(pod, nowMs)) return undefined;
  const budgets = budgetsOf(pod, index);
  if (budgets.length > 1) return { kind: "several", budgets, opens: "never" };
  const [budget] = budgets;
  if (budget === undefined) return undefined;
  const passes = budget.spec?.unhealthyPodEvictionPolicy === "AlwaysAllow" && isUnhealthy(pod);
  if (passes || (budget.status?.disruptionsAllowed ?? 0) > 0) return undefined;
  return { kind: "noneAllowed", budgets, opens: mayOpen(budget) ? "later" : "never" };
}
