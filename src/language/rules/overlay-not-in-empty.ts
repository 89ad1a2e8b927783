import { remove, setValue } from "../edit/edit.ts";
import { textAt } from "../manifest.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { overlay, requiring } from "./overlayExample.ts";

const price = 'priceAdjustment: "-10%"\n';

export const overlayNotInEmpty: Rule = {
  id: "overlay-not-in-empty",
  kinds: ["NodeOverlay"],
  layer: "cel",
  severity: "error",
  summary: "In a NodeOverlay `NotIn` needs values.",
  why: "A NodePool may say `NotIn` without values, which means `Exists`. A NodeOverlay may not: the API server refuses it.",
  example: {
    bad: overlay(requiring("karpenter.azure.com/sku-gpu-name NotIn") + price),
    good: overlay(requiring("karpenter.azure.com/sku-gpu-name Exists") + price),
  },
  explain(finding, manifest) {
    if (finding.server?.message.includes("operator 'NotIn' must have a value") !== true)
      return undefined;
    const index = finding.path.find((step) => typeof step === "number");
    const empty = requirementsOf(manifest).find(
      ({ operator, valuesNode, path }) =>
        operator === "NotIn" &&
        (valuesNode?.items.length ?? 0) === 0 &&
        (index === undefined || path.at(-1) === index),
    );
    if (empty === undefined) return undefined;
    const { path } = empty;
    return {
      at: [...path, "operator"],
      message: `NotIn without values excludes nothing: write Exists, or the values of ${textAt(manifest, ...path, "key") ?? "the label"} to leave out.`,
      fixes: [
        {
          title: "Write Exists",
          edits: [
            ...setValue(manifest, [...path, "operator"], "Exists"),
            ...remove(manifest, [...path, "values"]),
          ],
        },
      ],
    };
  },
};
