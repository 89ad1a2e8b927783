import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { budgetsOf } from "./access.ts";
import { nodePool } from "./examples.ts";

const maxInt32 = 2147483647;

export const budgetNodesOverflow: Rule = {
  id: "budget-nodes-overflow",
  kinds: ["NodePool"],
  severity: "error",
  summary: "A budget's `nodes` above 2147483647 overflows and may block everything.",
  why: "Karpenter casts the number to 32 bits: 4294967296 becomes 0 and 3000000000 becomes negative, and both stop all disruption. `100%` is how to say that there is no limit.",
  example: {
    bad: nodePool('disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "4294967296"\n'),
    good: nodePool('disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "100%"\n'),
  },
  *check(manifest) {
    for (const budget of budgetsOf(manifest)) {
      if (!budget.nodes || !/^\d+$/.test(budget.nodes) || Number(budget.nodes) <= maxInt32)
        continue;
      const path = [...budget.path, "nodes"];
      yield {
        at: path,
        message: `${budget.nodes} does not fit into 32 bits and turns into a number that blocks disruption; write 100% for no limit.`,
        fixes: [{ title: "Write 100%", edits: setValue(manifest, path, "100%") }],
      };
    }
  },
};
