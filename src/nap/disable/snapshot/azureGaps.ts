import type { Inventory } from "./inventory.ts";
import type { ClusterSnapshot } from "./snapshot.ts";

/** Something that only Azure knows and that is not known now. */
export interface AzureGap {
  /** A sentence without its full stop. */
  readonly what: string;
  readonly why: string;
}

/** Whether Azure should have been heard of the cluster and was not. */
export function isAzureUnknown({ snapshot }: Pick<Inventory, "snapshot">): boolean {
  return snapshot.managedCluster === undefined && snapshot.azureProblem !== undefined;
}

/** What of Azure is not known, or was known earlier, and why; changes to NodePools do not need it. */
export function azureGaps({ managedCluster, azureProblem }: ClusterSnapshot): readonly AzureGap[] {
  if (azureProblem !== undefined)
    return [
      {
        what:
          managedCluster === undefined
            ? "Mode, agent pools and locks are not known: Azure does not answer"
            : "Mode, agent pools and locks are those of Azure's last answer",
        why: azureProblem,
      },
    ];
  const why = managedCluster?.locksProblem;
  if (why === undefined) return [];
  return [{ what: "Whether locks keep Azure from deleting machines is not known", why }];
}
