import { isAlwaysActive } from "../../karpenter/budgetWindows.ts";
import { timingOf } from "../../karpenter/budgets.ts";
import { neverMatches } from "../../karpenter/cronTimes.ts";
import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { budgetsOf } from "./access.ts";
import type { WrittenBudget } from "./access.ts";
import { isZero } from "./zeroBudget.ts";
import { nodePool } from "./examples.ts";

export const budgetAlwaysActive: Rule = {
  id: "budget-always-active",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "A budget whose schedule fires again before its duration ends is always in force.",
  why: "A budget counts from each time its schedule fires until its duration has passed. When the next time comes earlier, there is no gap, and schedule and duration say nothing.",
  example: {
    bad: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "1"\n      schedule: "@hourly"\n      duration: 2h\n',
    ),
    good: nodePool('disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "1"\n'),
  },
  *check(manifest) {
    for (const budget of budgetsOf(manifest)) {
      if (budget.schedule === undefined || isZero(budget) || !hasNoGap(budget)) continue;
      yield {
        at: [...budget.path, "schedule"],
        message: `This schedule fires again before ${budget.duration ?? "the duration"} has passed, so the budget is always in force; remove schedule and duration, or shorten the duration.`,
        fixes: [
          {
            title: "Remove schedule and duration, which means the same",
            edits: [
              ...remove(manifest, [...budget.path, "schedule"]),
              ...remove(manifest, [...budget.path, "duration"]),
            ],
          },
        ],
      };
    }
  },
};

/** A schedule that never fires is another rule's business. */
function hasNoGap(budget: WrittenBudget): boolean {
  const timing = timingOf(budget).value;
  return timing?.kind === "scheduled" && !neverMatches(timing.schedule) && isAlwaysActive(timing);
}
