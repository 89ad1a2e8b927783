import { sizeExclusionText } from "../../karpenter/sizeDescription.ts";
import { mayBeAdded } from "../../karpenter/unlistedSizes.ts";
import { nearestSizeNames } from "../../karpenter/sizeSuggestions.ts";
import type { SizeTable } from "../../karpenter/sizes.ts";
import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { requirementsOf } from "./access.ts";
import { poolRequiring } from "./examples.ts";

const keys = [
  "karpenter.azure.com/sku-name",
  "node.kubernetes.io/instance-type",
  "beta.kubernetes.io/instance-type",
];

export const skuNameUsable: Rule = {
  id: "sku-name-usable",
  kinds: ["NodePool", "NodeClaim", "NodeOverlay"],
  severity: "error",
  summary: "A VM size that does not exist, or that Karpenter does not use.",
  why: "The label is the size's full name in Azure's spelling, `Standard_D4s_v5`. Karpenter on AKS leaves some sizes out whatever a pool says: those below 2 vCPUs or 3.5 GiB, constrained-vCPU and confidential ones, and GPUs that AKS does not support.",
  example: {
    bad: poolRequiring("karpenter.azure.com/sku-name In D4s_v5"),
    good: poolRequiring("karpenter.azure.com/sku-name In Standard_D4s_v5"),
  },
  *check(manifest, { sizes }) {
    if (sizes === undefined) return;
    for (const { key, operator, values } of requirementsOf(manifest)) {
      if (key === undefined || !keys.includes(key)) continue;
      if (operator === "Exists" || operator === "DoesNotExist") continue;
      const wrong = values.filter(({ text }) => reasonAgainst(text, sizes.table) !== undefined);
      for (const { text, path } of wrong) {
        const { reason, sure } = reasonAgainst(text, sizes.table) ?? { reason: "", sure: false };
        const all = wrong.length === values.length && operator === "In";
        const near = nearestSizeNames(sizes.table, text);
        const meant = nameMeant(text, near, sizes.table);
        yield {
          at: path,
          message: `${text} ${reason}${near.length > 0 ? `; near it: ${near.join(", ")}` : ""}.`,
          severity: all && sure ? "error" : "warning",
          fixes: near.map((name) => ({
            title: `Write ${name}`,
            edits: setValue(manifest, path, name),
            preferred: name === meant,
          })),
        };
      }
    }
  },
};

/**
 * The name that a misspelt one stands for: the same letters, or the only one near it. A size that Karpenter leaves out
 * and one that may be newer than the table are no misspellings, and one of several versions is for the user to choose.
 */
function nameMeant(text: string, near: readonly string[], table: SizeTable): string | undefined {
  const [only, ...more] = near;
  const same = near.filter((name) => bare(name) === bare(text));
  if (same.length === 1) return same[0];
  if (only === undefined || more.length > 0 || table.byName.has(text)) return undefined;
  return formed.test(text) && !bare(only).startsWith(bare(text)) ? undefined : only;
}

const formed = /^Standard_[A-Z]+\d+[a-z]*(_[A-Za-z0-9]+)*$/;

function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/^standard_?/, "")
    .replace(/[^a-z0-9]/g, "");
}

interface Reason {
  readonly reason: string;
  /** False: a size newer than our list could have this name. */
  readonly sure: boolean;
}

function reasonAgainst(name: string, table: SizeTable): Reason | undefined {
  const row = table.byName.get(name);
  if (row !== undefined)
    return row.excluded[0] === undefined
      ? undefined
      : {
          reason: `${sizeExclusionText[row.excluded[0]]}, and Karpenter does not use it`,
          sure: true,
        };
  const known = table.byLowerCaseName.get(name.toLowerCase());
  if (known !== undefined) return { reason: `is spelt ${known.name} by Azure`, sure: true };
  if (!formed.test(name))
    return { reason: "is no name of a VM size, which begins with Standard_", sure: true };
  return {
    reason: `is not a VM size known on ${table.date}`,
    sure: !mayBeAdded(name, table),
  };
}
