import type { Blocker } from "./blocker.ts";
import type { Inventory } from "../snapshot/inventory.ts";

/**
 * AKS Automatic comes with node auto-provisioning and without fixed pools of one's own (AKS documentation,
 * intro-aks-automatic): the way would end in front of the switch, with every node drained.
 */
export function automaticBlockers({ snapshot }: Pick<Inventory, "snapshot">): readonly Blocker[] {
  if (snapshot.managedCluster?.sku?.toLowerCase() !== "automatic") return [];
  const words =
    "AKS Automatic: node auto-provisioning is always on in such a cluster and, as Azure documents, cannot be switched off. Freezing and undoing work; expect mode Manual to be refused.";
  return [{ kind: "alwaysOn", effect: "blocks", words, remedies: [] }];
}
