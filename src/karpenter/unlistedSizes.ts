import { ownValue } from "./ownValue.ts";
import type { SizeLabels } from "./instanceTypes.ts";
import { judge, just, someOf } from "./labelValues.ts";
import type { LabelValues } from "./labelValues.ts";
import { judgeOfferings, isOfferingKey } from "./offerings.ts";
import { allows } from "./requirement.ts";
import type { Requirements } from "./requirements.ts";
import { isConfidential } from "./sizeExclusions.ts";
import { parseSizeName } from "./sizeName.ts";
import type { SizeTable } from "./sizes.ts";

const nameKeys = ["karpenter.azure.com/sku-name", "node.kubernetes.io/instance-type"];

const integer: LabelValues = someOf({ pattern: /^[0-9]+$/, integers: true });
const flag = someOf(["true", "false"]);

function optional(pattern: RegExp): LabelValues {
  return {
    sure: [],
    maybe: { pattern, integers: pattern.source.startsWith("^[0-9]") },
    absent: true,
  };
}

/** Labels that some size of tomorrow can have. */
const openLabels: SizeLabels = {
  "kubernetes.io/arch": someOf(["amd64", "arm64"]),
  "kubernetes.io/os": just("linux"),
  "karpenter.azure.com/sku-family": someOf({ pattern: /^[A-Z]$/, integers: false }),
  "karpenter.azure.com/sku-series": someOf({
    pattern: /^[A-Z]{1,3}(?:[abcdefilmnoprstP]+|C+|NP)?(?:_[vV][1-9])?$/,
    integers: false,
  }),
  "karpenter.azure.com/sku-version": someOf(["1", "2", "3", "4", "5", "6", "7", "8", "9"]),
  "karpenter.azure.com/sku-cpu": integer,
  "kubernetes.azure.com/sku-cpu": integer,
  "karpenter.azure.com/sku-memory": integer,
  "kubernetes.azure.com/sku-memory": integer,
  "karpenter.azure.com/sku-gpu-count": integer,
  "karpenter.azure.com/sku-gpu-manufacturer": { sure: [], maybe: ["nvidia", "amd"], absent: true },
  "karpenter.azure.com/sku-gpu-name": optional(/^[A-Z]+[0-9]+[A-Z]*$/),
  "karpenter.azure.com/sku-storage-ephemeralos-maxsize": optional(/^[0-9]+$/),
  "karpenter.azure.com/sku-storage-premium-capable": flag,
  "karpenter.azure.com/sku-networking-accelerated": flag,
  "karpenter.azure.com/sku-hyperv-generation": someOf(["1", "2"]),
};

/** Whether Azure may have a size of this name that the table does not list and that the provider would keep. */
function mayExist(name: string, table: SizeTable): boolean {
  const parts = parseSizeName(name);
  const usable =
    parts !== undefined && parts.constrainedCpus === undefined && !isConfidential(name);
  return usable && name.startsWith("Standard_") && !table.byName.has(name);
}

function namedLabels(name: string): SizeLabels {
  const parts = parseSizeName(name);
  if (parts === undefined) return openLabels;
  return {
    ...openLabels,
    "karpenter.azure.com/sku-family": just(parts.family),
    "karpenter.azure.com/sku-series": just(parts.series),
    "karpenter.azure.com/sku-version": just(parts.version),
  };
}

function admitsLabels(requirements: Requirements, labels: SizeLabels): boolean {
  for (const [key, requirement] of requirements) {
    const label = ownValue(labels, key);
    if (label === undefined || isOfferingKey(key)) continue;
    if (!judge(requirement, label).possible) return false;
  }
  return true;
}

/** Names that the requirements list and that may exist; `undefined` = names are not limited to a list. */
function listedNames(requirements: Requirements, table: SizeTable): string[] | undefined {
  const named = nameKeys.flatMap((key) => requirements.get(key) ?? []);
  const list = named.find(({ complement }) => !complement);
  return list?.values.filter(
    (name) => mayExist(name, table) && named.every((requirement) => allows(requirement, name)),
  );
}

/** Bounds admit integers only, and no name is one. */
function admitsSomeName(requirements: Requirements): boolean {
  return nameKeys.every((key) => {
    const requirement = requirements.get(key);
    return (
      requirement === undefined || (requirement.gte === undefined && requirement.lte === undefined)
    );
  });
}

/**
 * Whether a size that the table does not list could match, as Azure adds sizes and the provider offers those it does
 * not know, too. The forms of values decide: `sku-version In [v5]` matches no size ever, `sku-version In [9]` may.
 * `common` are the labels of commonLabels.
 */
export function admitsUnlistedSize(
  requirements: Requirements,
  table: SizeTable,
  common: SizeLabels,
): boolean {
  const { placement, onDemand, spot } = judgeOfferings(requirements, common);
  if (!placement.possible || (!onDemand && !spot)) return false;
  if (!admitsLabels(requirements, common) || !admitsSomeName(requirements)) return false;
  const names = listedNames(requirements, table);
  if (names === undefined) return admitsLabels(requirements, openLabels);
  return names.some((name) => admitsLabels(requirements, namedLabels(name)));
}
