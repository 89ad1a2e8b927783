import { labelMeanings } from "../../karpenter/labelMeanings.ts";
import type { LabelMeaning } from "../../karpenter/labelMeanings.ts";

/** Most wanted first; the others follow in the order of their meanings. */
const first = [
  "karpenter.sh/capacity-type",
  "kubernetes.io/arch",
  "kubernetes.io/os",
  "karpenter.azure.com/sku-family",
  "karpenter.azure.com/sku-series",
  "karpenter.azure.com/sku-name",
  "topology.kubernetes.io/zone",
  "karpenter.azure.com/sku-cpu",
  "karpenter.azure.com/sku-memory",
];

/** Labels that no node of Karpenter on AKS has, or that merely repeat another one. */
const never = new Set(["node.kubernetes.io/windows-build"]);

/** The server refuses the name of the pool itself in a NodePool (CEL rules of karpenter.sh_nodepools.yaml). */
const refusedInPools = new Set(["karpenter.sh/nodepool"]);

/** Labels of nodes that a user may name in the requirements or in the template labels of a kind. */
export function offeredLabels(
  kind: string,
  where: "requirements" | "labels",
): readonly LabelMeaning[] {
  const allowed = labelMeanings.filter(({ key, wellKnown }) => {
    if (never.has(key) || (kind === "NodePool" && refusedInPools.has(key))) return false;
    return where === "requirements" || !wellKnown || settable.has(key);
  });
  const rank = ({ key }: LabelMeaning) => {
    const index = first.indexOf(key);
    return index < 0 ? first.length : index;
  };
  return [...allowed].sort((a, b) => rank(a) - rank(b));
}

/** Well-known labels that a template sets rather than describes. */
const settable = new Set(["kubernetes.azure.com/mode", "karpenter.sh/capacity-type"]);
