import { remove, setValue } from "../edit/edit.ts";
import type { Severity } from "../finding.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule, RuleFix } from "../rule.ts";
import { budgetsOf } from "./access.ts";
import type { WrittenBudget } from "./access.ts";
import { invertedWindows } from "./budgetInversion.ts";
import { nodePool } from "./examples.ts";

export const budgetAlwaysZero: Rule = {
  id: "budget-always-zero",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "A budget of `nodes: 0` without a schedule blocks disruption for ever.",
  why: "The smallest of all budgets in force counts. One with zero nodes and no schedule is always in force, so the others, whatever their windows, never open anything. To allow disruption at certain times, put the schedule on the zero: block the time in which nothing may happen, and leave the rest free.",
  example: {
    bad: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "0"\n    - nodes: 50%\n      schedule: "0 0 * * 6"\n      duration: 48h\n',
    ),
    good: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "0"\n      schedule: 0 0 * * 1\n      duration: 120h\n    - nodes: 50%\n      schedule: "0 0 * * 6"\n      duration: 48h\n',
    ),
  },
  *check(manifest) {
    const budgets = budgetsOf(manifest);
    for (const budget of budgets) {
      if (budget.nodes !== "0" || budget.schedule !== undefined || budget.duration !== undefined)
        continue;
      if (budget.reasons?.length === 0) continue;
      const reasons = budget.reasons?.join(" and ") ?? "every reason";
      const others = budgets.filter((other) => other !== budget && other.nodes !== "0");
      const drift = budget.reasons === undefined || budget.reasons.includes("Drifted");
      yield {
        at: budget.path,
        severity: severityOf(budget, { drift, others }),
        message: `Without a schedule this blocks disruption for ${reasons} for ever${others.length > 0 ? ", and the other budgets cannot open it: the smallest counts" : ""}${drift ? "; node images and Kubernetes versions are never rolled out" : ""}.`,
        fixes: fixes(manifest, budget, others),
      };
    }
  },
};

interface Surroundings {
  readonly drift: boolean;
  readonly others: readonly WrittenBudget[];
}

/**
 * Other budgets with a window are there to open it, and never do; alone, or beside budgets that limit further reasons,
 * the block may be meant.
 */
function severityOf({ reasons }: WrittenBudget, { drift, others }: Surroundings): Severity {
  const isWithin = (other: WrittenBudget): boolean =>
    reasons === undefined || other.reasons?.every((reason) => reasons.includes(reason)) === true;
  if (others.some((other) => other.schedule !== undefined && isWithin(other))) return "error";
  return drift ? "warning" : "info";
}

function fixes(
  manifest: Manifest,
  budget: WrittenBudget,
  others: readonly WrittenBudget[],
): RuleFix[] {
  const closed = invertedWindows(others);
  const inverted: RuleFix[] = closed
    ? [
        {
          title: `Block only the time outside the windows: ${closed.schedule} for ${closed.duration}`,
          edits: [
            ...setValue(manifest, [...budget.path, "schedule"], closed.schedule),
            ...setValue(manifest, [...budget.path, "duration"], closed.duration),
          ],
        },
      ]
    : [];
  return [
    ...inverted,
    { title: "Remove this budget", edits: remove(manifest, budget.path), preferred: false },
    {
      title: "Allow one node at a time",
      edits: setValue(manifest, [...budget.path, "nodes"], "1"),
      preferred: false,
    },
  ];
}
