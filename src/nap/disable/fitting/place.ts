import { amountsOf, podRequests, sum } from "../snapshot/podResources.ts";
import type { Amounts } from "../snapshot/podResources.ts";
import { isTerminal } from "../snapshot/inventory.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import { isDaemonPod } from "../snapshot/podFacts.ts";
import { repellingTaint } from "../snapshot/taints.ts";
import { hasLabels, matchesNode } from "../snapshot/selectors.ts";
import type { Node, Taint } from "../snapshot/kubernetesObjects.ts";
import type { DaemonSet, Pod, PodSpec } from "../snapshot/podObjects.ts";

/** A node that pods may go to, with the room that is left. */
export interface Place {
  /** Its position in the world. */
  readonly index: number;
  readonly name: string;
  /** Whether the node is Karpenter's, so that it goes too. */
  readonly isNap: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly allocatable: Amounts;
  /** Changes as pods come and go. */
  readonly free: Record<string, number>;
  readonly shares: Shares;
  /** `0.0.0.0/TCP/80` of the pods that run here; changes too. */
  readonly ports: Map<string, number>;
  /** False once the node is gone; `setThere` changes it. */
  isThere: boolean;
}

/** The free parts of CPU and memory, kept beside the amounts because every pod is held against every node. */
export interface Shares {
  /** What a unit is of the whole; 0 where the node has none of it. */
  readonly ofCpu: number;
  readonly ofMemory: number;
  /** The free part of the CPU and that of the memory together; changes with `free`. */
  free: number;
}

/** The shares of a node with this room. */
export function sharesOf(allocatable: Amounts, free: Readonly<Record<string, number>>): Shares {
  const part = (all = 0) => (all > 0 ? 1 / all : 0);
  const shares = { ofCpu: part(allocatable.cpu), ofMemory: part(allocatable.memory), free: 0 };
  shares.free = freeShare(shares, free);
  return shares;
}

/** The free part of the CPU and that of the memory together. */
export function freeShare(
  { ofCpu, ofMemory }: Shares,
  { cpu = 0, memory = 0 }: Readonly<Record<string, number>>,
): number {
  return cpu * ofCpu + memory * ofMemory;
}

/** The host ports of a pod, `address/protocol/port`. */
export function hostPortsOf({ containers = [], initContainers = [] }: PodSpec): readonly string[] {
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === "Always");
  return [...containers, ...sidecars].flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort, hostIP, protocol }) =>
      hostPort ? [`${hostIP ?? "0.0.0.0"}/${protocol ?? "TCP"}/${hostPort}`] : [],
    ),
  );
}

/** The taints that keep pods away, a cordon included even where its taint has not come yet. */
function taintsOf({ spec }: Node): readonly Taint[] {
  const taints = spec?.taints ?? [];
  const key = "node.kubernetes.io/unschedulable";
  if (spec?.unschedulable !== true || taints.some((taint) => taint.key === key)) return taints;
  return [...taints, { key, effect: "NoSchedule" }];
}

/** Whether a pod of this form may run on a node of these labels and taints, room and neighbours aside. */
export function isWelcome(
  { nodeSelector = {}, affinity, tolerations = [] }: PodSpec,
  node: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly taints: readonly Taint[];
  },
): boolean {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return (
    repellingTaint(tolerations, node.taints) === undefined &&
    hasLabels(nodeSelector, node.labels) &&
    (required === undefined || matchesNode(required, node))
  );
}

function daemonOwner(pod: Pod): string | undefined {
  const { namespace = "default", ownerReferences = [] } = pod.metadata;
  const owner = ownerReferences.find(({ kind }) => kind === "DaemonSet");
  return owner && `${namespace}/${owner.name}`;
}

/** What the DaemonSets will still put on a node of this kind: `running` names those that are there. */
export function daemonRequests(
  daemonSets: readonly DaemonSet[],
  node: Parameters<typeof isWelcome>[1],
  running: ReadonlySet<string> = new Set(),
): Amounts {
  const coming = daemonSets.filter(({ metadata, spec }) => {
    const template = spec?.template?.spec;
    if (running.has(`${metadata.namespace ?? "default"}/${metadata.name}`)) return false;
    return template !== undefined && isWelcome(withDaemonTolerations(template), node);
  });
  return sum(...coming.map(({ spec }) => podRequests(spec?.template?.spec ?? {})));
}

/** The DaemonSet controller lets its pods onto cordoned, unready and crowded nodes. */
function withDaemonTolerations(spec: PodSpec): PodSpec {
  const keys = ["unschedulable", "not-ready", "unreachable", "disk-pressure", "memory-pressure"];
  const added = keys.map((key) => ({ key: `node.kubernetes.io/${key}`, operator: "Exists" }));
  return { ...spec, tolerations: [...(spec.tolerations ?? []), ...added] };
}

/** A node with the room that its pods and the DaemonSets still to come leave. */
export function placeOf(
  node: Node,
  { index, isNap }: Pick<Place, "index" | "isNap">,
  inventory: Inventory,
): Place {
  const { name, labels = {} } = node.metadata;
  const pods = (inventory.podsByNode.get(name) ?? []).filter((pod) => !isTerminal(pod));
  const taints = taintsOf(node);
  const running = new Set(pods.filter(isDaemonPod).flatMap((pod) => daemonOwner(pod) ?? []));
  const allocatable = amountsOf(node.status?.allocatable);
  const coming = daemonRequests(inventory.snapshot.daemonSets, { name, labels, taints }, running);
  const free: Record<string, number> = { ...allocatable };
  for (const used of [coming, ...pods.map(({ spec }) => podRequests(spec))])
    for (const [resource, amount] of Object.entries(used))
      free[resource] = (free[resource] ?? 0) - amount;
  const ports = new Map<string, number>();
  for (const port of pods.flatMap(({ spec }) => hostPortsOf(spec)))
    ports.set(port, (ports.get(port) ?? 0) + 1);
  const shares = sharesOf(allocatable, free);
  return { index, name, isNap, labels, taints, allocatable, free, shares, ports, isThere: true };
}
