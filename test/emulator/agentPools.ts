import {
  bodyOf,
  ok,
  page,
  param,
  type Answer,
  type ArmRequest,
  type Handler,
  type Step,
} from "./answers.ts";
import { conflict, stoppedRefusal } from "./conflicts.ts";
import { aksError, refuse } from "./errors.ts";
import { asObject, asText, withAt, withoutAt, type JsonObject } from "./json.ts";
import { clusterKey, withCluster } from "./managedClusters.ts";
import { modeOf, napRefusal } from "./napRefusals.ts";
import { startOperation, type OperationKind } from "./operations.ts";
import { operationHeaders } from "./polling.ts";
import { poolForm } from "./poolForm.ts";
import { poolsOf, withNewETags, withPools } from "./pools.ts";
import { preconditionRefusal } from "./preconditions.ts";
import { withEntry, type AzureState } from "./state.ts";

function poolName(request: ArmRequest): string {
  return param(request, "pool").toLowerCase();
}

function poolOf(cluster: JsonObject, request: ArmRequest): JsonObject | undefined {
  return poolsOf(cluster).find(({ name }) => name === poolName(request));
}

function view(
  state: AzureState,
  cluster: JsonObject,
  pool: JsonObject,
  answerOf: "GET" | "PUT" = "GET",
): JsonObject {
  const { eTags } = state.settings;
  const { name, eTag, ...properties } = pool;
  const shows = eTags === "always" || (eTags === "get" && answerOf === "GET");
  return {
    id: `${asText(cluster.id)}/agentPools/${asText(name)}`,
    name: asText(name),
    type: "Microsoft.ContainerService/managedClusters/agentPools",
    properties: { ...(shows && eTag !== undefined && { eTag }), ...properties },
  };
}

function poolNotFound(request: ArmRequest): Answer {
  const message = `Could not find the agent pool: ${param(request, "pool")} of managed cluster ${param(request, "name")}.`;
  return aksError(404, "NotFound", message);
}

/** GET .../agentPools. */
export const listPools: Handler = withCluster((state, request, cluster) =>
  page(
    state,
    request,
    poolsOf(cluster).map((pool) => view(state, cluster, pool)),
  ),
);

/** GET .../agentPools/{pool}. */
export const getPool: Handler = withCluster((state, request, cluster) => {
  const pool = poolOf(cluster, request);
  return pool === undefined
    ? refuse(state, poolNotFound(request))
    : ok(state, view(state, cluster, pool));
});

function refusalOf(
  state: AzureState,
  request: ArmRequest,
  pool: JsonObject | undefined,
): Answer | undefined {
  const key = clusterKey(request);
  const where = { subscription: param(request, "subscription"), group: param(request, "group") };
  return (
    preconditionRefusal(request, pool) ??
    conflict(state, key, poolName(request)) ??
    stoppedRefusal(state, key, where)
  );
}

/** Recorded states: Scaling when the count changes, Updating for anything else. */
function stateWord(before: JsonObject | undefined, after: JsonObject): string {
  if (before === undefined) return "Creating";
  return before.count === after.count ? "Updating" : "Scaling";
}

/** PUT of a pool: 201 for a new one, 200 for a known one. */
export const putPool: Handler = withCluster((state, request, cluster) => {
  const before = poolOf(cluster, request);
  const early = refusalOf(state, request, before);
  if (early !== undefined) return refuse(state, early);
  const asked = { ...asObject(bodyOf(request).properties), name: poolName(request) };
  const pool = poolForm(cluster, before, asked);
  const word = stateWord(before, pool);
  const moved = { ...pool, provisioningState: word };
  const after = withPools(cluster, (pools) =>
    before === undefined
      ? [...pools, moved]
      : pools.map((known) => (known === before ? moved : known)),
  );
  const late =
    modeOf(after) === "Auto" ? napRefusal(state, request, { before: cluster, after }) : undefined;
  if (late !== undefined) return refuse(state, late);
  const kind = before === undefined ? "create node pool" : "update node pool";
  return accept(state, request, { kind, after, profile: moved });
});

function accept(
  state: AzureState,
  request: ArmRequest,
  change: { kind: OperationKind; after: JsonObject; profile: JsonObject },
): Step {
  const [key, pool] = [clusterKey(request), poolName(request)];
  const { kind, after, profile } = change;
  const { state: started, operation } = startOperation(state, request, {
    kind,
    cluster: key,
    pool,
    location: asText(after.location),
    waiting: true,
  });
  const stored = withNewETags(after, pool, operation.id);
  const shown = poolOf(stored, request) ?? profile;
  const headers = operationHeaders(state, request, operation);
  const isDelete = kind === "delete node pool";
  return {
    state: { ...started, clusters: withEntry(started.clusters, key, stored) },
    answer: isDelete
      ? { status: 202, headers }
      : {
          status: kind === "create node pool" ? 201 : 200,
          headers,
          body: view(state, stored, shown, "PUT"),
        },
    effects: [{ kind: "scalePool", operation: operation.id, cluster: key, pool, profile }],
  };
}

/** DELETE of a pool: 202 with an operation; 204 when there is none. */
export const deletePool: Handler = withCluster((state, request, cluster) => {
  const pool = poolOf(cluster, request);
  if (pool === undefined && request.headers["if-match"] === undefined)
    return { state, answer: { status: 204 } };
  const refusal = refusalOf(state, request, pool);
  if (refusal !== undefined || pool === undefined)
    return refuse(state, refusal ?? poolNotFound(request));
  const deleting = { ...pool, provisioningState: "Deleting" };
  const after = withPools(cluster, (pools) =>
    pools.map((known) => (known === pool ? deleting : known)),
  );
  const profile = withAt(withoutAt(pool, ["eTag"]), ["count"], 0);
  return accept(state, request, { kind: "delete node pool", after, profile });
});
