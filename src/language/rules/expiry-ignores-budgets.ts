import { parseNillableDuration } from "../../karpenter/duration.ts";
import { setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { budgetsOf } from "./access.ts";
import { isZero } from "./zeroBudget.ts";
import { nodePool } from "./examples.ts";

const path = ["spec", "template", "spec", "expireAfter"] as const;
/** What a NodePool gets that does not say: 720h. */
const defaultLifetime = 720n * 3_600_000_000_000n;
const budget =
  'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "0"\n      schedule: 0 9 * * 1-5\n      duration: 8h\n';

/** Nodes that nothing may disrupt, by an annotation of their own. */
function undisrupted(lifetime: string): string {
  return nodePool(budget, `expireAfter: ${lifetime}\nrequirements: []\n`).replace(
    "  template:\n",
    '  template:\n    metadata:\n      annotations:\n        karpenter.sh/do-not-disrupt: "true"\n',
  );
}

const doNotDisrupt = [
  "spec",
  "template",
  "metadata",
  "annotations",
  "karpenter.sh/do-not-disrupt",
] as const;

export const expiryIgnoresBudgets: Rule = {
  id: "expiry-ignores-budgets",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "Nodes that expire go whatever the budgets say.",
  why: "`expireAfter` deletes a node at its deadline: no budget holds it back, and no replacement is started first. Who closes windows with `nodes: 0` and lets nodes expire gets disruptions inside these windows.",
  example: {
    bad: undisrupted("168h"),
    good: undisrupted("Never"),
  },
  *check(manifest) {
    const text = textAt(manifest, ...path);
    if (text === undefined || !budgetsOf(manifest).some(isZero)) return;
    const { value } = parseNillableDuration(text);
    if (value === undefined || value === "Never" || value < 0n) return;
    yield {
      at: path,
      // Whoever writes the default or more has thought of the budgets as a matter of hours, not of weeks.
      severity: value < defaultLifetime ? "warning" : "info",
      message: `Nodes are deleted after ${text} also while a budget allows none: expiry knows no budgets and waits for no replacement.`,
      fixes: [
        {
          title: "Let nodes live until something else replaces them",
          edits: setValue(manifest, path, "Never"),
          // Old nodes are a risk of their own: only who says that nodes are not to be disrupted has decided.
          preferred: textAt(manifest, ...doNotDisrupt) === "true",
        },
      ],
    };
  },
};
