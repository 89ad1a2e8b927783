import { allowedDisruptions, unlimited } from "../../../karpenter/budgets.ts";
import type { Budget, DisruptionReason } from "../../../karpenter/budgets.ts";
import { nextAllowedTime } from "../../../karpenter/budgetWindows.ts";
import { isRecord, numberOf, recordOf } from "../../../karpenter/plain.ts";
import { parseQuantity } from "../../../karpenter/quantity.ts";
import type { Condition } from "../../disable/snapshot/kubernetesObjects.ts";
import type { NodePool } from "../../disable/snapshot/karpenterObjects.ts";
import { disableTaint } from "../../disable/snapshot/names.ts";
import { conditionIn, truthIn } from "../../disable/snapshot/conditions.ts";
import { conditionWords, readinessProblems } from "./conditionWords.ts";
import { limitUses } from "./limitUse.ts";
import type { LimitUse } from "./limitUse.ts";
import type { NodeRow } from "./nodeRow.ts";

/** A NodePool with its nodes. */
export interface NodePoolRow {
  readonly name: string;
  readonly uid: string;
  /** Undefined while Karpenter has not said. */
  readonly isReady: boolean | undefined;
  /** `Ready`, or why not, in words. */
  readonly readiness: string;
  /** What is wrong although the pool counts as ready, in words: its newest nodes do not join. */
  readonly warnings: readonly string[];
  readonly nodes: readonly NodeRow[];
  readonly readyNodes: number;
  readonly limits: readonly LimitUse[];
  /** Keeps `replicas` nodes, whatever pods need. */
  readonly isStatic: boolean;
  readonly replicas: number | undefined;
  /** `limits.cpu` is 0: no new nodes. */
  readonly isFrozen: boolean;
  /** Its template carries the taint `karpenter.azure.com/disable`, the second step of switching NAP off. */
  readonly isBeingDisabled: boolean;
  readonly isDeleting: boolean;
  readonly weight: number;
  /** Name of its AKSNodeClass. */
  readonly nodeClass: string;
  readonly budgets: readonly BudgetNow[];
  /** RFC 3339. */
  readonly createdAt: string;
}

/** What the budgets of a pool allow at the moment, for one reason. */
export interface BudgetNow {
  readonly reason: DisruptionReason;
  /** How many of the pool's nodes may be disrupted at once; Infinity without a limit. */
  readonly allowed: number;
  /** Where it is 0 by a schedule: when that changes, RFC 3339; undefined when it never does within a year. */
  readonly opensAt: string | undefined;
}

const reasons: readonly DisruptionReason[] = ["Drifted", "Empty", "Underutilized"];
/** What the API server fills in for a pool without budgets (karpenter.sh_nodepools.yaml of karpenter v1.14.0). */
const defaultBudgets: readonly Budget[] = [{ nodes: "10%" }];

/** The row of a NodePool. */
export function nodePoolRow(pool: NodePool, nodes: readonly NodeRow[], nowMs: number): NodePoolRow {
  const { metadata, spec } = pool;
  const conditions = pool.status?.conditions;
  const isReady = truthIn(conditions, "Ready");
  const status: unknown = pool.status;
  const used = isRecord(status) ? recordOf(status.resources) : {};
  const replicas = numberOf(spec.replicas);
  return {
    name: metadata.name,
    uid: metadata.uid ?? "",
    isReady,
    readiness: readinessOf(pool, isReady),
    warnings: isReady === true ? readinessProblems(conditions?.filter(isRefused)) : [],
    nodes,
    readyNodes: nodes.filter(({ phase }) => phase === "ready").length,
    limits: limitUses(recordOf(spec.limits), used),
    isStatic: replicas !== undefined,
    replicas,
    isFrozen: isZero(spec.limits?.cpu),
    isBeingDisabled: (spec.template.spec.taints ?? []).some(({ key }) => key === disableTaint.key),
    isDeleting: metadata.deletionTimestamp !== undefined,
    weight: spec.weight ?? 0,
    nodeClass: spec.template.spec.nodeClassRef?.name ?? "",
    budgets: budgetsNow(pool, nodes, nowMs),
    createdAt: metadata.creationTimestamp ?? "",
  };
}

/** Of a pool that is ready, what is Unknown means only that it has had no node yet. */
function isRefused({ status }: Condition): boolean {
  return status === "False";
}

function readinessOf({ metadata, status }: NodePool, isReady: boolean | undefined): string {
  if (metadata.deletionTimestamp !== undefined) return "Being deleted";
  if (isReady === true) return "Ready";
  const ready = conditionIn(status?.conditions, "Ready");
  // NodeRegistrationHealthy does not feed Ready.
  const feeding = status?.conditions?.filter(({ type }) => type !== "NodeRegistrationHealthy");
  const problems = readinessProblems(feeding);
  const why = problems.length > 0 ? problems.join("; ") : ready && conditionWords(ready);
  if (isReady === false) return `Not ready: ${why ?? "no reason is given"}`;
  return why === undefined
    ? "Karpenter has not judged it: is it running?"
    : `Not judged yet: ${why}`;
}

function isZero(limit: string | number | undefined): boolean {
  if (limit === undefined) return false;
  return parseQuantity(String(limit)).value?.mantissa === 0n;
}

/** Karpenter counts initialized nodes that are not yet terminating (BuildDisruptionBudgetMapping of v1.14.0). */
function budgetsNow(
  { spec }: NodePool,
  nodes: readonly NodeRow[],
  nowMs: number,
): readonly BudgetNow[] {
  // The texts of reasons are an enum of the CRD.
  const budgets = (spec.disruption?.budgets ?? defaultBudgets) as readonly Budget[];
  const counted = nodes.filter(
    ({ phase, steps }) =>
      phase !== "terminating" &&
      steps.some(({ type, state }) => type === "Initialized" && state === "done"),
  );
  return reasons.map((reason) => {
    const numNodes = counted.length;
    const allowed = Math.max(0, allowedDisruptions(budgets, { reason, numNodes, nowMs }));
    const opens = allowed === 0 ? nextAllowedTime(budgets, reason, nowMs) : undefined;
    return {
      reason,
      allowed: allowed === unlimited ? Infinity : allowed,
      opensAt: opens === undefined ? undefined : new Date(opens).toISOString(),
    };
  });
}
