import { createApiClient, type ApiClient } from "../cluster/apiClient.ts";
import { listObjects } from "../cluster/clusterObjects.ts";
import { createControlClient, type AgentPool } from "../cluster/controlClient.ts";
import type { TestCluster } from "../cluster/start.ts";
import type { Hooks } from "./hooks.ts";
import { asObject, asText, at, type Json, type JsonObject } from "./json.ts";

interface NodePool {
  readonly metadata: { readonly name: string };
  readonly spec?: JsonObject;
}

interface LabelledNode {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
}

/** Nodes of Karpenter, and dynamic NodePools whose limits.cpu is not 0, as the AKS documentation asks before Manual. */
async function napInUse(client: ApiClient): Promise<readonly string[]> {
  const nodes = await listObjects<LabelledNode>(client, "Node");
  const provisioned = nodes.filter(({ metadata }) => metadata.labels?.["karpenter.sh/nodepool"]);
  const pools = await listObjects<NodePool>(client, "NodePool");
  const open = pools.filter(({ spec }) => {
    const cpu = at(spec, "limits", "cpu");
    return spec?.replicas === undefined && cpu !== "0" && cpu !== 0;
  });
  return [
    ...(provisioned.length > 0 ? [existing(provisioned.length)] : []),
    ...open.map(({ metadata }) => `limits.cpu of NodePool ${metadata.name} is not 0`),
  ];
}

function existing(count: number): string {
  return count === 1 ? "1 node exists" : `${count} nodes exist`;
}

/** `key=value:Effect` as AKS writes taints. */
function taintOf(text: Json): { key: string; value?: string; effect: string } {
  const [pair = "", effect = ""] = asText(text).split(":");
  const [key = "", value] = pair.split("=");
  return { key, effect, ...(value !== undefined && { value }) };
}

/** The test cluster's form of an agent pool. */
export function nodesOf(profile: JsonObject): AgentPool {
  const { count, vmSize, mode, maxPods, nodeLabels, nodeTaints, availabilityZones } = profile;
  const labels = Object.entries(asObject(nodeLabels)).map(([key, value]) => [key, asText(value)]);
  return {
    count: typeof count === "number" ? count : 0,
    mode: mode === "System" ? "System" : "User",
    labels: Object.fromEntries(labels) as Record<string, string>,
    ...(typeof vmSize === "string" && { vmSize }),
    ...(typeof maxPods === "number" && { maxPods }),
    ...(Array.isArray(nodeTaints) && { taints: nodeTaints.map((taint: Json) => taintOf(taint)) }),
    ...(Array.isArray(availabilityZones) && {
      zones: availabilityZones.map((zone: Json) => asText(zone)),
    }),
  };
}

/** Joins one cluster of a stand-in to a test cluster that was started with `parts: "all"`; others stay without nodes. */
export function testClusterHooks(cluster: TestCluster, id: string): Hooks & { close(): void } {
  const client = createApiClient(cluster);
  const control = createControlClient(cluster);
  const isOurs = (asked: string): boolean => asked === id.toLowerCase();
  return {
    napInUse: async (asked) => (isOurs(asked) ? napInUse(client) : []),
    scalePool: async (asked, pool, profile) => {
      if (isOurs(asked)) await control.scalePool(pool, nodesOf(profile));
    },
    setMode: async (asked, mode) => {
      if (isOurs(asked)) await control.setKarpenter(mode === "Auto");
    },
    close: () => client.close(),
  };
}
