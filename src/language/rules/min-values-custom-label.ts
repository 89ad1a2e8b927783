import { isWellKnown, normalizeKey } from "../../karpenter/labels.ts";
import { remove } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { nodePool } from "./examples.ts";

function example(minValues: string): string {
  return nodePool(
    "",
    `requirements:\n  - key: example.com/team\n    operator: In\n    values: [a, b]\n${minValues}`,
  );
}

export const minValuesCustomLabel: Rule = {
  id: "min-values-custom-label",
  kinds: ["NodePool", "NodeClaim"],
  severity: "error",
  summary: "`minValues` on a label of your own is never met.",
  why: "Karpenter counts the different values of the label among instance types. They carry only the labels that describe machines, so a label of your own counts zero and the pool launches nothing, unless Karpenter runs with the policy that only tries.",
  example: { bad: example("    minValues: 2\n"), good: example("") },
  *check(manifest) {
    for (const { key, minValues, path } of requirementsOf(manifest)) {
      if (key === undefined || minValues === undefined || isWellKnown(normalizeKey(key))) continue;
      yield {
        at: [...path, "minValues"],
        message: `No instance type has the label ${key}, so minValues counts zero values and the pool launches nothing.`,
        fixes: [{ title: "Remove minValues", edits: remove(manifest, [...path, "minValues"]) }],
      };
    }
  },
};
