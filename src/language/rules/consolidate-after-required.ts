import { nearest } from "../../karpenter/nearest.ts";
import { setValue } from "../edit/edit.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { hasPolicyNever } from "../schema/explain/never.ts";
import { nodeAt } from "../yaml/node.ts";
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
      fixes: isMisspelt(manifest)
        ? []
        : [{ title: "Add consolidateAfter: 0s", edits: setValue(manifest, path, "0s") }],
    };
  },
};

/** It is there under a wrong name or as the policy, which has a fix of its own: a second one would lose its value. */
function isMisspelt({ root }: Manifest): boolean {
  const disruption = nodeAt(root, ["spec", "disruption"]);
  if (disruption?.kind !== "map") return false;
  return (
    hasPolicyNever(disruption) ||
    disruption.pairs.some(({ name }) => nearest(name, ["consolidateAfter"]).length > 0)
  );
}
