import { asObjects, at, withAt, type JsonObject } from "./json.ts";
import type { Operation } from "./operations.ts";
import { poolsOf, withNewETags, withPools } from "./pools.ts";
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
  return status === "Succeeded" ? powered(upgraded(settled), operation) : settled;
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
    pool.name === operation.pool ? { ...pool, provisioningState: status } : pool,
  );
  return withPools(cluster, () => pools);
}
