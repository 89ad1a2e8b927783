import { remove } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { taintsOf } from "./access.ts";
import { nodePool } from "./examples.ts";

const key = "karpenter.azure.com/disable";
const taint = '- key: karpenter.azure.com/disable\n    value: "false"\n    effect: NoSchedule\n';

export const disableTaint: Rule = {
  id: "disable-taint",
  kinds: ["NodePool"],
  severity: "info",
  summary: "The pool carries the taint with which node auto-provisioning is switched off.",
  why: "`karpenter.azure.com/disable` on a NodePool's template belongs to the procedure for switching node auto-provisioning off: its nodes drift and are drained, and new pods do not come. A manifest that keeps the taint keeps the pool out of use.",
  example: {
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
      // Whoever writes false says what is meant; without it the taint is there on purpose, and stays unless somebody decides.
      const isDenied = textAt(manifest, ...found.path, "value")?.toLowerCase() === "false";
      const reason = isDenied ? " whatever its value" : "";
      yield {
        at: found.path,
        severity: isDenied ? "warning" : "info",
        message: `This taint takes the pool out of use${reason}: it is how node auto-provisioning is switched off. Remove it to use the pool again.`,
        fixes: [
          { title: "Remove the taint", edits: remove(manifest, found.path), preferred: isDenied },
        ],
      };
    }
  },
};
