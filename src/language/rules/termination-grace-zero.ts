import { parseDuration } from "../../karpenter/duration.ts";
import { remove } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeSpecPath } from "./access.ts";
import { nodePool } from "./examples.ts";

export const terminationGraceZero: Rule = {
  id: "termination-grace-zero",
  kinds: ["NodePool", "NodeClaim"],
  severity: "warning",
  summary: "`terminationGracePeriod: 0s` kills pods at once.",
  why: "The period is the longest that a drain may take; after it pods are deleted whatever their PodDisruptionBudget, `karpenter.sh/do-not-disrupt` or own grace period says. Zero means that nothing is drained. Leave the field out to wait for pods without end.",
  example: {
    bad: nodePool("", "requirements: []\nterminationGracePeriod: 0s\n"),
    good: nodePool("", "requirements: []\n"),
  },
  *check(manifest) {
    const path = [...nodeSpecPath(manifest), "terminationGracePeriod"];
    const text = textAt(manifest, ...path);
    if (text === undefined || parseDuration(text).value !== 0n) return;
    yield {
      at: path,
      message:
        "Zero deletes all pods of a node at once, past PodDisruptionBudgets and their own grace periods; remove the field or give them time.",
      fixes: [{ title: "Remove terminationGracePeriod", edits: remove(manifest, path) }],
    };
  },
};
