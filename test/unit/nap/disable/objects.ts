import type { Node } from "../../../../src/nap/disable/snapshot/kubernetesObjects.ts";
import type { NodeClaim, NodePool } from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import type { Pod, PodDisruptionBudget } from "../../../../src/nap/disable/snapshot/podObjects.ts";
import type { Choices } from "../../../../src/nap/disable/state.ts";
import type {
  AgentPoolFacts,
  ClusterSnapshot,
  ManagedClusterFacts,
} from "../../../../src/nap/disable/snapshot/snapshot.ts";

/** Objects of a small cluster for tests; everything can be overwritten. */
export const takenAt = "2026-11-22T09:00:00Z";

export function nodePool(name: string, spec: Partial<NodePool["spec"]> = {}): NodePool {
  return {
    metadata: { name, uid: `uid-${name}`, resourceVersion: "1", generation: 1 },
    spec: {
      disruption: { budgets: [{ nodes: "10%" }], consolidateAfter: "0s" },
      template: {
        spec: {
          nodeClassRef: { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "default" },
          requirements: [],
        },
      },
      ...spec,
    },
  };
}

export interface NodeOptions {
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: string;
  readonly zone?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly taints?: NonNullable<Node["spec"]>["taints"];
  readonly ready?: boolean;
  readonly deletionTimestamp?: string;
}

function nodeOf(name: string, labels: Record<string, string>, options: NodeOptions): Node {
  const { cpu = "4", memory = "16Gi", pods = "110", zone, annotations, taints } = options;
  return {
    metadata: {
      name,
      uid: `uid-${name}`,
      resourceVersion: "7",
      labels: {
        "kubernetes.io/hostname": name,
        ...(zone !== undefined && { "topology.kubernetes.io/zone": zone }),
        ...labels,
        ...options.labels,
      },
      ...(annotations && { annotations }),
      ...(options.deletionTimestamp && { deletionTimestamp: options.deletionTimestamp }),
    },
    spec: { providerID: `azure:///${name}`, ...(taints && { taints }) },
    status: {
      allocatable: { cpu, memory, pods },
      conditions: [{ type: "Ready", status: options.ready === false ? "False" : "True" }],
    },
  };
}

/** A node of Karpenter with its NodeClaim of the same name. */
export function napNode(name: string, pool = "default", options: NodeOptions = {}): Node {
  const labels = { "karpenter.sh/nodepool": pool, "karpenter.sh/initialized": "true" };
  return nodeOf(name, labels, options);
}

/** A node of an agent pool. */
export function fixedNode(name: string, pool = "fixed", options: NodeOptions = {}): Node {
  return nodeOf(name, { "kubernetes.azure.com/agentpool": pool }, options);
}

export function claim(
  name: string,
  pool = "default",
  status: Record<string, string> = { Initialized: "True" },
  spec: NonNullable<NodeClaim["spec"]> = {},
): NodeClaim {
  return {
    metadata: {
      name,
      uid: `uid-claim-${name}`,
      resourceVersion: "3",
      labels: { "karpenter.sh/nodepool": pool },
    },
    spec,
    status: {
      nodeName: name,
      providerID: `azure:///${name}`,
      conditions: Object.entries(status).map(([type, value]) => ({
        type,
        status: value,
        lastTransitionTime: "2026-11-22T08:00:00Z",
      })),
    },
  };
}

export interface PodOptions extends Partial<Pod["spec"]> {
  readonly cpu?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly owner?: string;
  readonly phase?: string;
  readonly ready?: boolean;
  readonly startTime?: string;
  readonly deletionTimestamp?: string;
}

/** A running pod of one tenth of a core; of a ReplicaSet unless `owner` is another kind or empty. */
export function pod(name: string, nodeName: string | undefined, options: PodOptions = {}): Pod {
  const { cpu = "100m", labels, annotations, owner = "ReplicaSet", ...others } = options;
  const { phase = "Running", ready = true, startTime, deletionTimestamp, ...spec } = others;
  const apiVersion = owner === "Node" ? "v1" : "apps/v1";
  return {
    metadata: {
      name,
      namespace: "default",
      uid: `uid-${name}`,
      resourceVersion: "5",
      ...(labels && { labels }),
      ...(annotations && { annotations }),
      ...(deletionTimestamp && { deletionTimestamp }),
      ...(owner !== "" && { ownerReferences: [{ apiVersion, kind: owner, name: "owner" }] }),
    },
    spec: {
      ...(nodeName !== undefined && { nodeName }),
      containers: [{ name: "main", resources: { requests: { cpu } } }],
      ...spec,
    },
    status: {
      phase,
      ...(startTime && { startTime }),
      conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
    },
  };
}

export function podDisruptionBudget(
  name: string,
  spec: NonNullable<PodDisruptionBudget["spec"]>,
  status: NonNullable<PodDisruptionBudget["status"]> = { disruptionsAllowed: 0 },
): PodDisruptionBudget {
  return { metadata: { name, namespace: "default" }, spec, status };
}

export function managedCluster(
  mode = "Auto",
  agentPools: readonly AgentPoolFacts[] = [],
): ManagedClusterFacts {
  const subscriptionId = "00000000-0000-0000-0000-000000000000";
  return { subscriptionId, resourceGroup: "group", name: "cluster", mode, agentPools };
}

/** A snapshot in which everything was read; what is not given is empty. */
export function snapshot(parts: Partial<ClusterSnapshot> = {}): ClusterSnapshot {
  return {
    takenAt,
    unread: [],
    managedCluster: managedCluster(),
    nodes: [],
    pods: [],
    nodePools: [],
    nodeClaims: [],
    aksNodeClasses: [{ metadata: { name: "default" } }],
    podDisruptionBudgets: [],
    persistentVolumes: [],
    persistentVolumeClaims: [],
    storageClasses: [],
    daemonSets: [],
    namespaces: [],
    events: [],
    ...parts,
  };
}

/** The choice to let all nodes of every NodePool drift at once. */
export function widenAll({ nodePools }: ClusterSnapshot): Choices {
  const pools = nodePools.map(({ metadata }) => metadata.name);
  return { widenBudgets: { nodes: "100%", pools } };
}
