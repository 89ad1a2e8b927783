import { remove, setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { nodePool } from "./examples.ts";

function example(minValues: number): string {
  return nodePool(
    "",
    `requirements:\n  - key: karpenter.azure.com/sku-family\n    operator: In\n    values: [D, E]\n    minValues: ${minValues}\n`,
  );
}

export const minValuesReachable: Rule = {
  id: "min-values-reachable",
  kinds: ["NodePool", "NodeClaim"],
  layer: "cel",
  severity: "error",
  summary: "`minValues` asks for more values than are listed.",
  why: "`minValues` wants so many different values of the label among the machines that fit. With `In` it cannot be more than the values listed, and the CRD refuses it.",
  example: { bad: example(3), good: example(2) },
  explain(finding, manifest) {
    if (finding.layer !== "cel" || !finding.server?.message.includes("'minValues'"))
      return undefined;
    const culprit = requirementsOf(manifest).find(
      ({ operator, values, minValues }) =>
        operator === "In" && minValues !== undefined && minValues > values.length,
    );
    if (culprit === undefined) return undefined;
    const path = [...culprit.path, "minValues"];
    const count = culprit.values.length;
    return {
      at: path,
      message: `minValues asks for ${culprit.minValues ?? 0} different values and only ${count} can occur.`,
      fixes:
        count > 0
          ? [{ title: `Write ${count}`, edits: setValue(manifest, path, count) }]
          : [{ title: "Remove minValues", edits: remove(manifest, path) }],
    };
  },
};
