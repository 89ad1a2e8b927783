import { ownValue } from "../../karpenter/ownValue.ts";
import { labelMeaning } from "../../karpenter/labelMeanings.ts";
import { normalizeKey } from "../../karpenter/labels.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

const comparing = ["Gt", "Lt", "Gte", "Lte"];

/** The numeric label that a comparison on another label probably means. */
const numeric: Readonly<Record<string, string>> = {
  "karpenter.azure.com/sku-series": "karpenter.azure.com/sku-version",
  "karpenter.azure.com/sku-family": "karpenter.azure.com/sku-version",
};

export const numberOperatorOnText: Rule = {
  id: "number-operator-on-text",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "error",
  summary: "`Gt`, `Lt`, `Gte` and `Lte` on a label that is no number match nothing.",
  why: "Comparisons look at whole numbers only. The values of labels such as `sku-name`, `sku-series` or the zone are text, so no VM size passes; list the values with `In`, or compare a numeric label.",
  example: {
    bad: poolRequiring('karpenter.azure.com/sku-series Gt "4"'),
    good: poolRequiring('karpenter.azure.com/sku-version Gt "4"'),
  },
  *check(manifest) {
    for (const { key, operator, path } of requirementsOf(manifest)) {
      const meaning = labelMeaning(normalizeKey(key ?? ""));
      if (key === undefined || operator === undefined || !comparing.includes(operator)) continue;
      if (meaning === undefined || meaning.numeric) continue;
      const right = ownValue(numeric, key);
      yield {
        at: [...path, "operator"],
        message: `${key} is text (for example ${meaning.example}), so ${operator} matches no VM size; use In with a list of values.`,
        fixes: right
          ? [{ title: `Compare ${right}`, edits: setValue(manifest, [...path, "key"], right) }]
          : [],
      };
    }
  },
};
