import { countSizes } from "../../karpenter/sizeSet.ts";
import { setValue } from "../edit/edit.ts";
import { isWellKnown } from "../../karpenter/labels.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { nodePool } from "./examples.ts";
import { matchOf } from "./poolSizes.ts";

function example(minValues: number): string {
  return nodePool(
    "",
    `requirements:\n  - key: karpenter.azure.com/sku-family\n    operator: In\n    values: [D]\n  - key: kubernetes.io/arch\n    operator: Exists\n    minValues: ${minValues}\n`,
  );
}

export const minValuesSizes: Rule = {
  id: "min-values-sizes",
  kinds: ["NodePool", "NodeClaim"],
  severity: "error",
  summary: "The VM sizes that fit do not have as many different values as `minValues` asks for.",
  why: "Karpenter launches a node only when the sizes that fit all requirements have at least `minValues` different values of the label. When they never do, the pool launches nothing.",
  example: { bad: example(3), good: example(2) },
  crossFile: true,
  *check(manifest, context) {
    const match = matchOf(manifest, context);
    if (match === undefined || countSizes(match.possible) === 0) return;
    for (const { key, operator, values, path, minValues } of requirementsOf(manifest)) {
      if (key === undefined || !isWellKnown(key)) continue;
      const count = match.minValues.find((one) => one.key === key);
      if (minValues === undefined || count === undefined || count.atMost >= minValues) continue;
      if (operator === "In" && values.length < minValues) continue;
      yield {
        at: [...path, "minValues"],
        message: `The VM sizes that fit have at most ${count.atMost} different values of ${key}, and minValues asks for ${minValues}: nothing is launched.`,
        fixes:
          count.atMost > 0
            ? [
                {
                  title: `Write ${count.atMost}`,
                  edits: setValue(manifest, [...path, "minValues"], count.atMost),
                },
              ]
            : [],
      };
    }
  },
};
