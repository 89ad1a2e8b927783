import { ownValue } from "./ownValue.ts";
import type { SizeLabels } from "./instanceTypes.ts";
import { judge, just } from "./labelValues.ts";
import { judgeOfferings, isOfferingKey } from "./offerings.ts";
import { allows } from "./requirement.ts";
import type { Requirements } from "./requirements.ts";
import { isConfidential } from "./sizeExclusions.ts";
import { parseSizeName } from "./sizeName.ts";
import type { SizeTable } from "./sizes.ts";
import { lettersOf, openLabels, sizeLines } from "./sizeLines.ts";
import type { Line } from "./sizeLines.ts";

const nameKeys = ["karpenter.azure.com/sku-name", "node.kubernetes.io/instance-type"];

function admitsShape(requirements: Requirements, { shapes }: Line): boolean {
  return shapes.some((shape) => admitsLabels(requirements, shape));
}

function admitsLine(requirements: Requirements, line: Line): boolean {
  return admitsLabels(requirements, openLabels(line)) && admitsShape(requirements, line);
}

/** Whether Azure may have a size of this name that the table does not list and that the provider would keep. */
export function mayBeAdded(name: string, table: SizeTable): boolean {
  const parts = parseSizeName(name);
  if (parts === undefined || parts.constrainedCpus !== undefined || isConfidential(name))
    return false;
  return name.startsWith("Standard_") && !table.byName.has(name);
}

function namedLabels(name: string): SizeLabels {
  const parts = parseSizeName(name);
  if (parts === undefined) return {};
  return {
    "kubernetes.io/os": just("linux"),
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
    (name) => mayBeAdded(name, table) && named.every((requirement) => allows(requirement, name)),
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

/** A size of tomorrow with this name has labels that the requirements admit. */
function admitsNamed(requirements: Requirements, name: string, table: SizeTable): boolean {
  if (!admitsLabels(requirements, namedLabels(name))) return false;
  const parts = parseSizeName(name);
  const line = sizeLines(table).find(({ letters }) => parts && letters === lettersOf(parts));
  return line === undefined || admitsShape(requirements, line);
}

/**
 * Whether a size that the table does not list could match, as Azure adds sizes and the provider offers those it does
 * not know, too. What is added continues a line of sizes: its letters, its newest version or a later one, its
 * architectures and its shapes of vCPUs and memory, or larger ones of the same shape. `sku-version In [v5]` matches no size ever,
 * `sku-version In [9]` may. `common` are the labels of commonLabels.
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
  if (names === undefined) return sizeLines(table).some((line) => admitsLine(requirements, line));
  return names.some((name) => admitsNamed(requirements, name, table));
}
