import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { budgetsOf } from "./access.ts";
import { nodePool } from "./examples.ts";

export const budgetEmptyReasons: Rule = {
  id: "budget-empty-reasons",
  kinds: ["NodePool"],
  severity: "error",
  summary: "A budget with `reasons: []` never applies.",
  why: "A budget without `reasons` counts for every reason of disruption; one with an empty list counts for none, so it limits nothing.",
  example: {
    bad: nodePool(
      'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "1"\n      reasons: []\n',
    ),
    good: nodePool('disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "1"\n'),
  },
  *check(manifest) {
    for (const budget of budgetsOf(manifest)) {
      if (budget.reasons?.length !== 0) continue;
      const path = [...budget.path, "reasons"];
      yield {
        at: path,
        message:
          "An empty list of reasons makes this budget count for none: remove it to limit every reason.",
        fixes: [{ title: "Remove reasons", edits: remove(manifest, path) }],
      };
    }
  },
};
