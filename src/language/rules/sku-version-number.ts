import { setValue } from "../edit/edit.ts";
import type { SizeTable } from "../../karpenter/sizes.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import type { WrittenText } from "./access.ts";
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
  *check(manifest, { sizes }) {
    for (const { key, operator, values } of requirementsOf(manifest)) {
      if (key !== "karpenter.azure.com/sku-version") continue;
      if (sizes && operator === "In") yield* unknownVersions(values, sizes.table);
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

function* unknownVersions(values: readonly WrittenText[], table: SizeTable): Iterable<RuleFinding> {
  const known = new Set(table.rows.map(({ parts }) => parts?.version));
  for (const { path, text } of values)
    if (/^\d+$/.test(text) && !known.has(text))
      yield {
        at: path,
        severity: "warning",
        message: `No VM size known on ${table.date} has version ${text}.`,
      };
}
