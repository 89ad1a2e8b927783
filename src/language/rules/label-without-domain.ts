import { labelDomain, normalizedKeys } from "../../karpenter/labels.ts";
import { labelMeaning, labelMeanings } from "../../karpenter/labelMeanings.ts";
import { ownValue } from "../../karpenter/ownValue.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import type { WrittenRequirement } from "./access.ts";
import { poolRequiring } from "./examples.ts";

export const labelWithoutDomain: Rule = {
  id: "label-without-domain",
  kinds: ["NodePool", "NodeClaim"],
  severity: "error",
  summary: "A requirement names one of Karpenter's labels without its domain, or with another.",
  why: "Labels are their whole key. `sku-cpu` is a label of your own to Karpenter: it is written on nodes of whatever size, and restricts nothing. `karpenter.azure.com/sku-cpu` is what machines have.",
  example: {
    bad: poolRequiring("sku-family In D"),
    good: poolRequiring("karpenter.azure.com/sku-family In D"),
  },
  *check(manifest) {
    for (const requirement of requirementsOf(manifest)) {
      const right = labelMeant(requirement);
      if (right === undefined) continue;
      const path = [...requirement.path, "key"];
      const isCertain = right.includes("/sku-");
      yield {
        at: path,
        // Nobody else names a label so; `arch` may be chosen by pods.
        severity: isCertain ? "error" : "warning",
        message: `${requirement.key ?? ""} is a label of your own to Karpenter and restricts nothing; machines have ${right}.`,
        fixes: [
          { title: `Write ${right}`, edits: setValue(manifest, path, right), preferred: isCertain },
        ],
      };
    }
  },
};

/** Domains that the CRD and Karpenter refuse for other labels than their own, which is another finding. */
const refused = ["karpenter.sh", "karpenter.azure.com", "kubernetes.azure.com"];

/** The label that all values are values of, where the key is its name behind no domain or one that is not its own. */
function labelMeant({ key, values }: WrittenRequirement): string | undefined {
  if (key === undefined || labelMeaning(key) || ownValue(normalizedKeys, key)) return undefined;
  const domain = labelDomain(key);
  // example.com/sku-cpu may well be somebody's own.
  if (domain !== "" && !/karpenter|azure|(^|\.)k(ubernetes|8s)\.io$/.test(domain)) return undefined;
  if (refused.some((one) => domain.endsWith(one)) || domain.endsWith(".aws")) return undefined;
  const name = key.slice(key.indexOf("/") + 1);
  const right = labelMeanings.find((one) => one.key.endsWith(`/${name}`));
  if (right === undefined || name === "nodepool") return undefined;
  if (name.startsWith("sku-")) return right.key;
  const known = right.values;
  const isKnown = values.length > 0 && values.every(({ text }) => known?.includes(text) === true);
  return isKnown ? right.key : undefined;
}
