import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { taintsOf } from "./access.ts";
import { nodePool } from "./examples.ts";

const key = "karpenter.azure.com/disable";
const taint = "- key: karpenter.azure.com/disable\n    effect: NoSchedule\n";

export const disableTaint: Rule = {
  id: "disable-taint",
  kinds: ["NodePool"],
  severity: "info",
  summary: "The pool carries the taint with which node auto-provisioning is switched off.",
  why: "`karpenter.azure.com/disable` on a NodePool's template belongs to the procedure for switching node auto-provisioning off: its nodes drift and are drained, and new pods do not come. A manifest that keeps the taint keeps the pool out of use.",
  example: {
    fix: "offered",
    bad: nodePool(
      "",
      `requirements: []\ntaints:\n  ${taint}  - key: team\n    value: a\n    effect: NoSchedule\n`,
    ),
    good: nodePool(
      "",
      "requirements: []\ntaints:\n  - key: team\n    value: a\n    effect: NoSchedule\n",
    ),
  },
  *check(manifest) {
    for (const found of taintsOf(manifest)) {
      if (found.key !== key) continue;
      yield {
        at: found.path,
        message:
          "This taint takes the pool out of use: it is how node auto-provisioning is switched off. Remove it to use the pool again.",
        fixes: [
          { title: "Remove the taint", edits: remove(manifest, found.path), preferred: false },
        ],
      };
    }
  },
};
