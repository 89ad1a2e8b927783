import { agentPoolLabels, instanceTypeLabel, zoneLabel } from "../snapshot/names.ts";
import type { Node } from "../snapshot/kubernetesObjects.ts";
import type { AgentPoolFacts } from "../snapshot/snapshot.ts";

/** What every Linux node of a size carries, whichever pool it is of. */
const ofSize = ["kubernetes.io/os", "kubernetes.io/arch", "topology.kubernetes.io/region"] as const;
const modeLabel = "kubernetes.azure.com/mode";

/**
 * Whether the node has no more room than one of the pool: AKS reserves memory for each pod that a node may run, so one
 * that may run as many pods or more tells no more room than there will be.
 */
function isAsSmall({ status }: Node, { maxPods }: AgentPoolFacts): boolean {
  const pods = Number(status?.allocatable?.pods ?? 0);
  return maxPods !== undefined && pods >= maxPods;
}

/**
 * The first node of a pool that has none, after a node of the same size elsewhere in the cluster; undefined where there
 * is none that tells. Its disk may be another, so that nothing is said of room on it.
 */
export function nodeOfEmptyPool(pool: AgentPoolFacts, nodes: readonly Node[]): Node | undefined {
  const size = pool.vmSize?.toLowerCase();
  const like = nodes.find(
    (node) =>
      node.metadata.labels?.[instanceTypeLabel]?.toLowerCase() === size && isAsSmall(node, pool),
  );
  if (like === undefined || size === undefined) return undefined;
  const { labels: given = {} } = like.metadata;
  const region =
    given["topology.kubernetes.io/region"] ?? /^(.+)-\d$/.exec(given[zoneLabel] ?? "")?.[1];
  const [zone] = pool.zones ?? [];
  const allocatable = Object.entries(like.status?.allocatable ?? {}).filter(
    ([name]) => name !== "ephemeral-storage",
  );
  return {
    metadata: {
      name: "",
      labels: {
        ...Object.fromEntries(ofSize.flatMap((key) => (given[key] ? [[key, given[key]]] : []))),
        ...Object.fromEntries(agentPoolLabels.map((key) => [key, pool.name])),
        [instanceTypeLabel]: pool.vmSize ?? "",
        [modeLabel]: (pool.mode ?? "User").toLowerCase(),
        [zoneLabel]: zone === undefined || region === undefined ? "0" : `${region}-${zone}`,
        ...pool.labels,
      },
    },
    spec: { taints: pool.taints ?? [] },
    status: { allocatable: { ...Object.fromEntries(allocatable), pods: String(pool.maxPods) } },
  };
}
