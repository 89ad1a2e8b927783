import { knownSeries } from "../../karpenter/sizeSuggestions.ts";
import { onlyNearest } from "../../karpenter/nearest.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

const key = "karpenter.azure.com/sku-series";

export const skuSeriesKnown: Rule = {
  id: "sku-series-known",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "error",
  summary: "`sku-series` names no series of VM sizes.",
  why: "The label is the size's name without the number of vCPUs: family, features in small letters, `_` and the version, as `Ds_v5` or `NCads_v4`. Spelt otherwise it matches no size.",
  example: {
    bad: poolRequiring("karpenter.azure.com/sku-series In Dsv5"),
    good: poolRequiring("karpenter.azure.com/sku-series In Ds_v5"),
  },
  *check(manifest, { sizes }) {
    if (sizes === undefined) return;
    const { rows, date } = sizes.table;
    for (const { key: written, operator, values } of requirementsOf(manifest)) {
      if (written !== key || (operator !== "In" && operator !== "NotIn")) continue;
      const unknown = values.filter(
        ({ text }) => !rows.some(({ parts }) => parts?.series === text),
      );
      for (const { text, path } of unknown) {
        const right = onlyNearest(text.replace(/^standard_/i, ""), knownSeries(sizes.table));
        const formed = /^[A-Z]{1,3}[a-z]*(_v\d+)?$/.test(text);
        const all = unknown.length === values.length && operator === "In";
        yield {
          at: path,
          message: `No VM size known on ${date} is of the series ${text}${right ? `; ${right} is` : ": write it as Ds_v5"}.`,
          severity: all && !formed ? "error" : "warning",
          fixes: right ? [{ title: `Write ${right}`, edits: setValue(manifest, path, right) }] : [],
        };
      }
    }
  },
};
