import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { nodePool } from "./examples.ts";

const path = ["spec", "disruption", "consolidateAfter"] as const;

export const consolidateAfterRequired: Rule = {
  id: "consolidate-after-required",
  kinds: ["NodePool"],
  layer: "schema",
  severity: "error",
  summary: "`disruption` needs `consolidateAfter`.",
  why: "Without `disruption` the API server fills in `consolidateAfter: 0s`. As soon as `disruption` is there, in whatever form, it must say `consolidateAfter` itself; the default counts only for the whole object.",
  example: {
    bad: nodePool("disruption:\n  consolidationPolicy: WhenEmpty\n"),
    good: nodePool("disruption:\n  consolidationPolicy: WhenEmpty\n  consolidateAfter: 0s\n"),
  },
  explain(finding, manifest) {
    if (finding.layer !== "schema" || finding.path.join("/") !== path.join("/")) return undefined;
    if (!finding.server?.message.includes("Required value")) return undefined;
    return {
      message:
        "disruption lacks consolidateAfter, which it must have; 0s is what a NodePool without disruption gets.",
      fixes: [{ title: "Add consolidateAfter: 0s", edits: setValue(manifest, path, "0s") }],
    };
  },
};
