import { setValue } from "../edit/edit.ts";
import { at } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodePool } from "./examples.ts";

const path = ["spec", "disruption", "budgets"] as const;

export const budgetsEmpty: Rule = {
  id: "budgets-empty",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "`budgets: []` lifts every limit on disruption.",
  why: "Without the field, Karpenter disrupts at most 10 % of a pool's nodes at a time. With an empty list there is no budget at all, so all nodes may be disrupted at once. Whoever means that says so best with `nodes: 100%`.",
  example: {
    bad: nodePool("disruption:\n  consolidateAfter: 5m\n  budgets: []\n"),
    good: nodePool("disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: 100%\n"),
  },
  *check(manifest) {
    const budgets = at(manifest, ...path);
    if (budgets?.kind !== "seq" || budgets.items.length > 0) return;
    yield {
      at: path,
      message:
        "An empty list of budgets sets no limit: all nodes may be disrupted at once. Remove the field for the default of 10%, or say 100%.",
      fixes: [
        {
          title: "Say 100%, which means the same",
          edits: setValue(manifest, path, [{ nodes: "100%" }]),
        },
        { title: "Write the default of 10%", edits: setValue(manifest, path, [{ nodes: "10%" }]) },
      ],
    };
  },
};
