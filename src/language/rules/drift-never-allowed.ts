import { isAlwaysBlocked } from "../../karpenter/budgetWindows.ts";
import { setValue } from "../edit/edit.ts";
import { parseSchedule } from "../../karpenter/cron.ts";
import type { Rule } from "../rule.ts";
import { budgetsOf } from "./access.ts";
import { asBudget } from "./budget-windows-closed.ts";
import { isZero } from "./zeroBudget.ts";
import { nodePool } from "./examples.ts";

function example(reasons: string): string {
  return nodePool(
    `disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "0"\n      schedule: "@daily"\n      duration: 24h\n      reasons: [${reasons}]\n`,
  );
}

export const driftNeverAllowed: Rule = {
  id: "drift-never-allowed",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "Budgets leave no moment in which drifted nodes may be replaced.",
  why: "New node images, Kubernetes versions and changes of the pool or its class reach nodes by drift. When budgets close every moment for the reason `Drifted`, nodes keep their old image and version until they expire.",
  example: { bad: example("Drifted, Underutilized"), good: example("Underutilized") },
  *check(manifest, { now }) {
    const budgets = budgetsOf(manifest);
    const named = budgets.filter(
      (budget) => isZero(budget) && budget.reasons?.includes("Drifted") === true,
    );
    const [budget] = named;
    const always = budgets.some((one) => one.nodes === "0" && one.schedule === undefined);
    if (budget?.reasons === undefined || always) return;
    if (
      budgets.some(
        ({ schedule }) => schedule !== undefined && parseSchedule(schedule).value === undefined,
      )
    )
      return;
    const closed = (reason: "Drifted" | "Empty" | "Underutilized") =>
      isAlwaysBlocked(budgets.map(asBudget), reason, now);
    if (!closed("Drifted") || (closed("Empty") && closed("Underutilized"))) return;
    const rest = budget.reasons.filter((reason) => reason !== "Drifted");
    yield {
      at: [...budget.path, "reasons"],
      message:
        "Drifted nodes may never be replaced: new node images and Kubernetes versions do not reach this pool. Leave a window for Drifted.",
      fixes:
        rest.length > 0
          ? [
              {
                title: "Take Drifted out of this budget",
                edits: setValue(manifest, [...budget.path, "reasons"], rest),
              },
            ]
          : [],
    };
  },
};
