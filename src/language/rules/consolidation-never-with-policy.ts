import { remove } from "../edit/edit.ts";
import { pair, textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodePool } from "./examples.ts";

const policy = ["spec", "disruption", "consolidationPolicy"] as const;

export const consolidationNeverWithPolicy: Rule = {
  id: "consolidation-never-with-policy",
  kinds: ["NodePool"],
  severity: "warning",
  summary: "With `consolidateAfter: Never` the consolidation policy has no effect.",
  why: "`Never` switches consolidation off altogether: under-used nodes stay, and empty ones too, whatever `consolidationPolicy` says. Drift and expiry go on.",
  example: {
    bad: nodePool("disruption:\n  consolidateAfter: Never\n  consolidationPolicy: WhenEmpty\n"),
    good: nodePool("disruption:\n  consolidateAfter: Never\n"),
  },
  *check(manifest) {
    if (textAt(manifest, "spec", "disruption", "consolidateAfter") !== "Never") return;
    if (pair(manifest, ...policy) === undefined) return;
    yield {
      at: policy,
      message:
        "consolidateAfter: Never switches consolidation off, so this policy has no effect and empty nodes stay too.",
      fixes: [{ title: "Remove consolidationPolicy", edits: remove(manifest, policy) }],
      tag: "unnecessary",
    };
  },
};
