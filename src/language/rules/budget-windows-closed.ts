import { isAlwaysBlocked } from "../../karpenter/budgetWindows.ts";
import type { DisruptionReason } from "../../karpenter/budgets.ts";
import { timingOf } from "../../karpenter/budgets.ts";
import { parseSchedule } from "../../karpenter/cron.ts";
import { longestGap } from "../../karpenter/cronTimes.ts";
import { parseDuration, toMilliseconds } from "../../karpenter/duration.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { budgetsOf } from "./access.ts";
import type { WrittenBudget } from "./access.ts";
import { isZero } from "./zeroBudget.ts";
import { nodePool } from "./examples.ts";

const reasons: readonly DisruptionReason[] = ["Underutilized", "Empty", "Drifted"];

export const budgetWindowsClosed: Rule = {
  id: "budget-windows-closed",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "Budgets of zero nodes leave no moment of the week open.",
  why: "Budgets are joined by the smallest. When the windows in which zero nodes are allowed follow each other without a gap, or a budget says `0%`, no node is ever disrupted: nothing is consolidated and no upgrade rolls out.",
  example: {
    bad: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "0"\n      schedule: "@daily"\n      duration: 24h\n',
    ),
    good: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "0"\n      schedule: "@daily"\n      duration: 16h\n',
    ),
  },
  *check(manifest, { now }) {
    const budgets = budgetsOf(manifest);
    const zero = budgets.filter(isZero);
    const plain = zero.filter((budget) => budget.nodes === "0" && budget.schedule === undefined);
    if (zero.length === 0 || plain.length > 0 || !budgets.every(isReadable)) return;
    // A budget that cannot be read blocks as well, and is another finding.
    const closed = reasons.filter((reason) => isAlwaysBlocked(zero.map(asBudget), reason, now));
    if (closed.length < reasons.length) return;
    const [budget] = zero;
    if (budget === undefined) return;
    const path =
      budget.schedule === undefined ? [...budget.path, "nodes"] : [...budget.path, "duration"];
    yield {
      at: path,
      message:
        "These budgets allow no disruption at any moment of the week: nothing is consolidated and no upgrade rolls out. Leave a gap.",
      fixes:
        budget.schedule === undefined
          ? [{ title: "Allow 10%", edits: setValue(manifest, path, "10%"), preferred: false }]
          : shortened(zero, now).map((duration) => ({
              title: `End the block after ${duration}`,
              edits: setValue(manifest, path, duration),
              preferred: zero.length === 1,
            })),
    };
  },
};

function isReadable(budget: WrittenBudget): boolean {
  return timingOf(budget).error === undefined;
}

/** The duration for the first budget that opens a gap: a night of eight hours where it can be, at most one. */
function shortened(zero: readonly WrittenBudget[], now: number): readonly string[] {
  const [first, ...rest] = zero;
  if (first?.schedule === undefined) return [];
  const schedule = parseSchedule(first.schedule).value;
  const gap = schedule === undefined ? Infinity : longestGap(schedule);
  const present = toMilliseconds(parseDuration(first.duration ?? "0s").value ?? 0n);
  return ["16h", ...written((gap * 2) / 3), ...written(present / 2)]
    .filter((duration) => {
      const budgets = [{ ...first, duration }, ...rest].map(asBudget);
      return reasons.some((reason) => !isAlwaysBlocked(budgets, reason, now));
    })
    .slice(0, 1);
}

/** Milliseconds in whole hours, or whole minutes below one. */
function written(ms: number): readonly string[] {
  const minutes = Math.floor(ms / 60_000);
  if (!Number.isFinite(minutes) || minutes < 1) return [];
  return [minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h`];
}

/**
 * A budget as the calculation of windows takes it: 10% where `nodes` is missing (default of karpenter.sh_nodepools.yaml),
 * without reasons that Karpenter does not know.
 */
export function asBudget(budget: WrittenBudget) {
  return {
    nodes: budget.nodes ?? "10%",
    schedule: budget.schedule,
    duration: budget.duration,
    reasons: budget.reasons?.filter((reason) => reasons.some((known) => known === reason)) as
      DisruptionReason[] | undefined,
  };
}
