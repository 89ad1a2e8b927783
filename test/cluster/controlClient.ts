import type { TestCluster } from "./start.ts";

/** A fixed-size agent pool of the test cluster, see testcluster/agentPools.go for defaults. */
export interface AgentPool {
  /** Number of nodes; 0 removes the pool. */
  readonly count: number;
  readonly vmSize?: string;
  readonly mode?: "System" | "User";
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { key: string; value?: string; effect: string }[];
  /** Physical zones over which the nodes spread. */
  readonly zones?: readonly string[];
  readonly maxPods?: number;
  /** Node image version of new nodes, `202512.18.0`. */
  readonly nodeImage?: string;
}

/** Why Azure refuses a VM; the names of `azureFailures` in testcluster/failures.go. */
export type VmFailureKind =
  | "allocation"
  | "familyQuota"
  | "noFamilyQuota"
  | "overconstrainedAllocation"
  | "overconstrainedZoneAllocation"
  | "regionalQuota"
  | "skuNotAvailable"
  | "spotQuota"
  | "subnetFull"
  | "zonalAllocation";

/** VMs that Azure refuses; an absent filter means all. */
export interface VmFailure {
  readonly kind: VmFailureKind;
  /** Glob patterns of size names, `Standard_D*`. */
  readonly vmSizes?: readonly string[];
  /** Physical zones, `1`. */
  readonly zones?: readonly string[];
  readonly capacityType?: "spot" | "on-demand";
}

/** Changes the world outside Kubernetes, as Azure and AKS would. Each call rejects with the endpoint's error. */
export interface ControlClient {
  /** Scales a fixed-size pool; answers the names of its nodes. */
  scalePool(name: string, pool: AgentPool): Promise<readonly string[]>;
  /** From now on these VM creations fail; an empty list ends that. */
  failVms(failures: readonly VmFailure[]): Promise<void>;
  /** Upgrades Kubernetes (`1.35.6`) or all node images (`202601.10.0`): drift follows. */
  setVersions(versions: { kubernetes?: string; nodeImage?: string }): Promise<void>;
  /** Lets a node's kubelet go silent or come back; the node is NotReady 40 s later. */
  setSilent(node: string, silent: boolean): Promise<void>;
  /** Stops and starts Karpenter, as AKS does with the provisioning modes Manual and Auto. */
  setKarpenter(running: boolean): Promise<void>;
}

/** The client of a cluster that was started with `parts: "all"`. */
export function createControlClient(
  cluster: Pick<TestCluster, "control" | "controlToken">,
): ControlClient {
  const put = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`${cluster.control ?? ""}${path}`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${cluster.controlToken ?? ""}` },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text);
  };
  const change = async (path: string, body: unknown): Promise<void> => {
    await put(path, body);
  };
  return {
    scalePool: async (name, pool) => {
      const answer = (await put(`/agentpools/${name}`, pool)) as { nodes: string[] };
      return answer.nodes;
    },
    failVms: (failures) => change("/failures", { failures }),
    setVersions: (versions) => change("/versions", versions),
    setSilent: (node, silent) => change(`/kubelets/${node}`, { silent }),
    setKarpenter: (running) => change("/karpenter", { running }),
  };
}
