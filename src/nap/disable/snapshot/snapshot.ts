import type { Lock } from "../../lock.ts";
import type { ClusterEvent, Namespace, Node, Taint } from "./kubernetesObjects.ts";
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from "./storageObjects.ts";
import type { AksNodeClass, NodeClaim, NodePool } from "./karpenterObjects.ts";
import type { DaemonSet, Pod, PodDisruptionBudget } from "./podObjects.ts";

/** The lists of a snapshot, by the names of their members. */
export interface ClusterObjects {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly nodePools: readonly NodePool[];
  readonly nodeClaims: readonly NodeClaim[];
  readonly aksNodeClasses: readonly AksNodeClass[];
  readonly podDisruptionBudgets: readonly PodDisruptionBudget[];
  readonly persistentVolumes: readonly PersistentVolume[];
  readonly persistentVolumeClaims: readonly PersistentVolumeClaim[];
  readonly storageClasses: readonly StorageClass[];
  readonly daemonSets: readonly DaemonSet[];
  readonly namespaces: readonly Namespace[];
  /** Those about Node, NodeClaim, NodePool and Pod are read; others may be left out. */
  readonly events: readonly ClusterEvent[];
}

/** A list that could not be read: it is empty in the snapshot, and what depends on it is not known. */
export interface Unread {
  readonly list: keyof ClusterObjects;
  /** `forbidden` (401, 403), `missing` (404: no such kind in this cluster), `failed` (all else). */
  readonly reason: "forbidden" | "missing" | "failed";
  readonly message: string;
}

/**
 * A cluster at one moment: what its API server and Azure say, unchanged. All that is decided about switching node
 * auto-provisioning off is a function of it.
 */
export interface ClusterSnapshot extends ClusterObjects {
  /** When reading began, RFC 3339; taken for the present moment. */
  readonly takenAt: string;
  readonly unread: readonly Unread[];
  /** Undefined when Azure was not asked or has never answered. */
  readonly managedCluster: ManagedClusterFacts | undefined;
  /** Why Azure does not answer now: `managedCluster` is unknown, or what it said last. */
  readonly azureProblem?: string;
}

/** What Azure says about the cluster (`Microsoft.ContainerService/managedClusters`). */
export interface ManagedClusterFacts {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location?: string;
  /** `properties.nodeProvisioningProfile.mode`; absent counts as Manual, another value stays as it is. */
  readonly mode: string;
  readonly provisioningState?: string;
  /** `properties.powerState.code`: Running or Stopped. */
  readonly powerState?: string;
  readonly nodeResourceGroup?: string;
  /** `sku.name`: Base or Automatic. */
  readonly sku?: string;
  readonly agentPools: readonly AgentPoolFacts[];
  /** Subnet of the first pool that names one: a new pool joins it. Absent where AKS made the network. */
  readonly subnetId?: string;
  /**
   * Locks on the resource groups of the cluster and of its nodes, on what is in them and on their subscription;
   * undefined when not read.
   */
  readonly locks?: readonly Lock[];
  /** Why the locks could not be read. */
  readonly locksProblem?: string;
}

/** A fixed-size or autoscaled agent pool, as Azure describes it. */
export interface AgentPoolFacts {
  readonly name: string;
  readonly mode?: string;
  readonly vmSize?: string;
  readonly count: number;
  /** Present when `enableAutoScaling` is true. */
  readonly autoscaling?: { readonly minCount: number; readonly maxCount: number };
  readonly maxPods?: number;
  /** As Azure names them: `1`, `2`, `3`. */
  readonly zones?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly osType?: string;
  /** `Spot` or `Regular`. */
  readonly priority?: string;
  readonly provisioningState?: string;
  readonly powerState?: string;
  /** `VirtualMachineScaleSets`, `VirtualMachines`, ... */
  readonly type?: string;
}
