import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

export const skuVersionNumber: Rule = {
  id: "sku-version-number",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "error",
  summary: "`sku-version` is a number without the v.",
  why: "The label `karpenter.azure.com/sku-version` of a size such as `Standard_D4s_v5` is `5`; `v5` matches no size.",
  example: {
    bad: poolRequiring("karpenter.azure.com/sku-version In v5"),
    good: poolRequiring('karpenter.azure.com/sku-version In "5"'),
  },
  *check(manifest) {
    for (const { key, values } of requirementsOf(manifest)) {
      if (key !== "karpenter.azure.com/sku-version") continue;
      for (const { path, text } of values) {
        const digits = /^_?v(\d+)$/i.exec(text)?.[1];
        if (digits === undefined) continue;
        yield {
          at: path,
          message: `The label has no v: write ${digits}.`,
          fixes: [{ title: `Write ${digits}`, edits: setValue(manifest, path, digits) }],
        };
      }
    }
  },
};
