/** Mode of node auto-provisioning; `unknown` until Azure has said it for this cluster. */
export type NapMode = "Auto" | "Manual" | "unknown";

/** A subscription that the signed-in accounts can see. */
export interface SubscriptionRow {
  /** GUID, lower case. */
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  /** Absent where Azure does not say it: a managed identity sees no names of tenants. */
  readonly tenantName?: string;
}

/** One managed cluster as a list shows it: what Resource Graph says, made exact by a GET of the cluster. */
export interface ClusterRow {
  /** Resource id as Azure wrote it; compare it without case. */
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly napMode: NapMode;
  /** False while only Resource Graph, which is minutes behind, has said the mode. */
  readonly isConfirmed: boolean;
  /** Empty where the answer has none. */
  readonly kubernetesVersion: string;
  /** `Succeeded`, `Updating`, ...: an open set; empty where unknown. */
  readonly provisioningState: string;
  /** `Running`, `Stopped` or empty. */
  readonly powerState: string;
  /** `Automatic` for AKS Automatic, else `Base` or empty. */
  readonly sku: string;
  readonly isPrivate: boolean;
  /** Names of its API server; absent in lists that were kept before they were read. */
  readonly hosts?: readonly string[];
  /** Known from an earlier list; the last reading did not reach it. */
  readonly isOld?: boolean;
}

/** The states of a cluster or pool in which no operation runs. */
const settledStates = ["succeeded", "failed", "canceled", ""];

/** Whether Azure works on the cluster at this moment. */
export function isBusy({ provisioningState }: Pick<ClusterRow, "provisioningState">): boolean {
  return !settledStates.includes(provisioningState.toLowerCase());
}
