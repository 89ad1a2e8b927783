import type { Lock } from "../lock.ts";
import type { ModelObject } from "../model.ts";

/** One look around a cluster, which may fail or not be allowed. */
export type Look =
  | "features"
  | "previewFeature"
  | "subnetRights"
  | "readsDiskEncryptionSet"
  | "locks"
  | "quotas"
  | "loadBalancers"
  | "nodeClasses"
  | "selfHostedKarpenter"
  | "azureCli";

/** What stands around a cluster and not in it. Every member may be missing: then nobody looked, or nobody may. */
export interface Surroundings {
  /** Why a member could not be read, in words: the right that is missing, by its action; else what was answered. */
  readonly unread?: Readonly<Partial<Record<Look, string>>>;
  /** States of features by name, `Microsoft.ContainerService/AllowClusterAutoscalerAndNAP` to `Registered`. */
  readonly features?: Readonly<Record<string, string>>;
  /** Whether the cluster's identity may read and join each custom subnet; a subnet that is not listed is unknown. */
  readonly subnetRights?: readonly { readonly subnetId: string; readonly isGranted: boolean }[];
  /** Whether the cluster's identity has Reader on the disk encryption set. */
  readonly readsDiskEncryptionSet?: boolean;
  /** Locks that apply to the node resource group, inherited ones too. */
  readonly locks?: readonly Lock[];
  /** vCPU quotas of the region as Azure lists them: `cores`, `standardDSv5Family`. */
  readonly quotas?: readonly {
    readonly name: string;
    readonly limit: number;
    readonly used: number;
  }[];
  /** AKSNodeClass objects of the cluster. */
  readonly nodeClasses?: readonly ModelObject[];
  /** The release of a self-hosted Karpenter, `karpenter in kube-system`; null where there is none. */
  readonly selfHostedKarpenter?: string | null;
  /** The commands of the documented way from it to NAP, in their order. */
  readonly selfHostedCommands?: readonly string[];
  /** Names of the outbound load balancers in the node resource group; each configuration of AKS has one of its name. */
  readonly loadBalancers?: readonly string[];
  /** Version of the Azure CLI, where it is to do the work. */
  readonly azureCli?: string;
  /** Version of its extension aks-preview; absent where it is not installed. */
  readonly aksPreview?: string;
}
