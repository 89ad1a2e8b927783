import { asObjects, asText, at, withAt, type JsonObject } from "./json.ts";
import type { Operation } from "./operations.ts";
import { guidOf, poolsOf, withNewETags, withPools } from "./pools.ts";
import { withEntry, type AzureState } from "./state.ts";

type EndStatus = Exclude<Operation["status"], "InProgress">;

/** Ends an operation: its status, and the states of the cluster and the pools that it moved. */
export function finish(state: AzureState, operation: Operation, now: Date): AzureState {
  const status = operation.plan?.status ?? "Succeeded";
  const ended: Operation = {
    ...operation,
    status,
    endTime: now.toISOString(),
    ...(operation.plan && { error: operation.plan.error }),
  };
  const operations = withEntry(state.operations, operation.id, ended);
  const cluster = state.clusters[operation.cluster];
  if (cluster === undefined || operation.kind === "run command") return { ...state, operations };
  const after = clusterAfter(cluster, ended, status);
  const tagged = after && withNewETags(after, operation.pool, `${operation.id}-end`);
  return { ...state, operations, clusters: withEntry(state.clusters, operation.cluster, tagged) };
}

function clusterAfter(
  cluster: JsonObject,
  operation: Operation,
  status: EndStatus,
): JsonObject | undefined {
  if (operation.pool !== undefined) return poolAfter(cluster, operation, status);
  if (operation.kind === "delete managed cluster" && status === "Succeeded") return undefined;
  const state = operation.kind === "abort managed cluster" ? "Canceled" : status;
  const settled = withPools(withAt(cluster, ["properties", "provisioningState"], state), (pools) =>
    pools.map((pool) => ({ ...pool, provisioningState: state })),
  );
  if (status !== "Succeeded" || operation.kind === "abort managed cluster") return settled;
  return powered(upgraded(completed(settled)), operation);
}

/** What a cluster has only when its creation is done: the kubelets' identity, addresses (recorded traffic). */
function completed(cluster: JsonObject): JsonObject {
  const [, , subscription = "", , group = "", , , , name = ""] = asText(cluster.id).split("/");
  const nodes = asText(at(cluster, "properties", "nodeResourceGroup"));
  const kubelet = {
    resourceId: `/subscriptions/${subscription}/resourcegroups/${nodes}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}-agentpool`,
    clientId: guidOf(`client${subscription}/${group}/${name}`),
    objectId: guidOf(`object${subscription}/${group}/${name}`),
  };
  const address = `/subscriptions/${subscription}/resourceGroups/${nodes}/providers/Microsoft.Network/publicIPAddresses/${guidOf(`address${name}`)}`;
  const balancer = ["properties", "networkProfile", "loadBalancerProfile"];
  const withIdentity =
    at(cluster, "properties", "identityProfile") === undefined && cluster.identity !== undefined
      ? withAt(cluster, ["properties", "identityProfile"], { kubeletidentity: kubelet })
      : cluster;
  return at(cluster, ...balancer) === undefined
    ? withIdentity
    : withAt(withIdentity, [...balancer, "effectiveOutboundIPs"], [{ id: address }]);
}

function upgraded(cluster: JsonObject): JsonObject {
  const wanted = at(cluster, "properties", "kubernetesVersion");
  const current = at(cluster, "properties", "currentKubernetesVersion");
  if (typeof wanted !== "string" || typeof current !== "string") return cluster;
  if (current === wanted || current.startsWith(`${wanted}.`)) return cluster;
  const full = wanted.split(".").length > 2 ? wanted : `${wanted}.0`;
  return withAt(cluster, ["properties", "currentKubernetesVersion"], full);
}

function powered(cluster: JsonObject, operation: Operation): JsonObject {
  const code =
    operation.kind === "stop managed cluster"
      ? "Stopped"
      : operation.kind === "start managed cluster"
        ? "Running"
        : undefined;
  if (code === undefined) return cluster;
  const pools = asObjects(at(cluster, "properties", "agentPoolProfiles"));
  const off = pools.map((pool) => ({ ...pool, powerState: { code } }));
  return withPools(withAt(cluster, ["properties", "powerState", "code"], code), () => off);
}

function poolAfter(cluster: JsonObject, operation: Operation, status: EndStatus): JsonObject {
  if (operation.kind === "delete node pool" && status === "Succeeded") {
    return withPools(cluster, (pools) => pools.filter(({ name }) => name !== operation.pool));
  }
  const pools = poolsOf(cluster).map((pool) =>
    pool.name === operation.pool ? { ...withinLimits(pool), provisioningState: status } : pool,
  );
  return withPools(cluster, () => pools);
}

/** The cluster autoscaler raises a pool to its smallest size (recorded traffic). */
function withinLimits(pool: JsonObject): JsonObject {
  const { enableAutoScaling, minCount, count } = pool;
  if (enableAutoScaling !== true || typeof minCount !== "number") return pool;
  return { ...pool, count: Math.max(minCount, typeof count === "number" ? count : 0) };
}
