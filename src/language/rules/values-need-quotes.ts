import { labelMeaning } from "../../karpenter/labelMeanings.ts";
import { normalizeKey } from "../../karpenter/labels.ts";
import type { Manifest } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { nodeAt, stringOf } from "../yaml/node.ts";
import type { Path } from "../yaml/node.ts";
import { setValue } from "../edit/edit.ts";
import { poolRequiring } from "./examples.ts";

export const valuesNeedQuotes: Rule = {
  id: "values-need-quotes",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  layer: "schema",
  severity: "error",
  summary: "Values of a requirement are text: numbers, `true` and `yes` need quotes.",
  why: "Label values are strings. YAML makes a number of `4` and a boolean of `true` or `yes`, and the API server refuses both in `values`.",
  example: {
    bad: poolRequiring("karpenter.azure.com/sku-cpu In 4 8"),
    good: poolRequiring('karpenter.azure.com/sku-cpu In "4" "8"'),
  },
  explain(finding, manifest) {
    const [list, index] = finding.path.slice(-2);
    if (finding.layer !== "schema" || list !== "values" || typeof index !== "number")
      return undefined;
    const node = nodeAt(manifest.root, finding.path);
    if (node?.kind !== "scalar" || typeof node.value === "string" || node.value === null)
      return undefined;
    const text =
      /^0x/i.test(node.raw) && isNumeric(manifest, finding.path) ? String(node.value) : node.raw;
    return {
      message: `${node.raw} is ${typeof node.value === "boolean" ? "a boolean" : "a number"} to YAML and a label value is text: quote it.`,
      fixes: [{ title: `Quote ${text}`, edits: setValue(manifest, finding.path, text) }],
    };
  },
};

/** The label holds a decimal number, so that a hexadecimal one matches nothing as it stands. */
function isNumeric({ root }: Manifest, path: Path): boolean {
  const key = stringOf(nodeAt(root, [...path.slice(0, -2), "key"])) ?? "";
  return labelMeaning(normalizeKey(key))?.numeric === true;
}
