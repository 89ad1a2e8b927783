import {
  bodyOf,
  ok,
  page,
  param,
  type Answer,
  type ArmRequest,
  type Effect,
  type Handler,
  type Step,
} from "./answers.ts";
import { clusterForm } from "./clusterForm.ts";
import { clusterView } from "./clusterView.ts";
import { conflict, stoppedRefusal } from "./conflicts.ts";
import { aksError, gatewayError, notFound, refuse } from "./errors.ts";
import { asObject, asObjects, asText, at, withAt, type JsonObject } from "./json.ts";
import { modeOf, napRefusal } from "./napRefusals.ts";
import { startOperation } from "./operations.ts";
import { operationHeaders } from "./polling.ts";
import { poolsOf, withNewETags, withPools } from "./pools.ts";
import { preconditionRefusal } from "./preconditions.ts";
import { unregisteredRefusal } from "./registrations.ts";
import { withEntry, type AzureState } from "./state.ts";

const type = "Microsoft.ContainerService/managedClusters";

/** The key of the cluster that a request's path names. */
export function clusterKey(request: ArmRequest): string {
  const [subscription, group, name] = ["subscription", "group", "name"].map((part) =>
    param(request, part).toLowerCase(),
  );
  return `/subscriptions/${subscription ?? ""}/resourcegroups/${group ?? ""}/providers/${type.toLowerCase()}/${name ?? ""}`;
}

/** Runs a handler with the cluster of the path, or answers 404. */
export function withCluster(
  handle: (state: AzureState, request: ArmRequest, cluster: JsonObject) => Step,
): Handler {
  return (state, request) => {
    const cluster = state.clusters[clusterKey(request)];
    if (cluster !== undefined) return handle(state, request, cluster);
    return refuse(state, notFound(type, param(request, "group"), param(request, "name")));
  };
}

/** GET .../managedClusters of a subscription or of a resource group. */
export const listClusters: Handler = (state, request) => {
  const group = request.params.group;
  const within = `/subscriptions/${param(request, "subscription")}/`;
  const prefix = group === undefined ? within : `${within}resourcegroups/${group}/`;
  const found = Object.entries(state.clusters)
    .filter(([key]) => key.startsWith(prefix.toLowerCase()))
    .map(([, cluster]) => clusterView(state.settings, cluster, "GET"));
  return page(state, request, found);
};

/** GET of one cluster. */
export const getCluster: Handler = withCluster((state, _request, cluster) =>
  ok(state, clusterView(state.settings, cluster, "GET")),
);

function formRefusal(before: JsonObject | undefined, body: JsonObject): Answer | undefined {
  if (before === undefined) {
    if (asText(body.location) !== "") return undefined;
    return gatewayError(
      400,
      "LocationRequired",
      "The location property is required for this definition.",
    );
  }
  const known = poolsOf(before).map(({ name }) => name);
  const asked = asObjects(at(body, "properties", "agentPoolProfiles"));
  if (asked.every(({ name }) => known.includes(name))) return undefined;
  const message =
    "A new agent pool was introduced. Adding agent pools to an existing cluster is not allowed through managed cluster operations. For agent pool specific change, please use per agent pool operations: https://aka.ms/agent-pool-rest-api";
  return aksError(400, "BadRequest", message);
}

function moving(cluster: JsonObject, word: string): JsonObject {
  const moved = withAt(cluster, ["properties", "provisioningState"], word);
  return withPools(moved, (pools) => pools.map((pool) => ({ ...pool, provisioningState: word })));
}

/** PUT of a whole cluster: 201 for a new one, 200 for a known one, the work goes on as an operation. */
export const putCluster: Handler = (state, request) => {
  const key = clusterKey(request);
  const before = state.clusters[key];
  const body = bodyOf(request);
  const subscription = param(request, "subscription");
  const early =
    unregisteredRefusal(state, request) ??
    preconditionRefusal(request, before) ??
    conflict(state, key) ??
    stoppedRefusal(state, key, { subscription, group: param(request, "group") }) ??
    formRefusal(before, body);
  if (early !== undefined) return refuse(state, early);
  const after = clusterForm(request, before, body);
  const late = napRefusal(state, request, { before, after });
  return late === undefined ? accept(state, request, { before, after }) : refuse(state, late);
};

/** Pools whose nodes are others than before. */
function changedPools(before: JsonObject | undefined, after: JsonObject): readonly JsonObject[] {
  const shape = (pool: JsonObject | undefined): string => {
    const { count, vmSize, nodeLabels, nodeTaints, availabilityZones } = pool ?? {};
    return JSON.stringify([count, vmSize, nodeLabels, nodeTaints, availabilityZones]);
  };
  const known = before === undefined ? [] : poolsOf(before);
  return poolsOf(after).filter(
    (pool) => shape(pool) !== shape(known.find(({ name }) => name === pool.name)),
  );
}

function accept(
  state: AzureState,
  request: ArmRequest,
  change: { before: JsonObject | undefined; after: JsonObject },
): Step {
  const key = clusterKey(request);
  const { before, after } = change;
  const mode = modeOf(after);
  const isModeNew = mode !== modeOf(before);
  const pools = changedPools(before, after);
  const { state: started, operation } = startOperation(state, request, {
    kind: before === undefined ? "create managed cluster" : "update managed cluster",
    cluster: key,
    location: asText(after.location),
    waiting: isModeNew || pools.length > 0,
  });
  const word = before === undefined ? "Creating" : "Updating";
  const stored = withNewETags(moving(after, word), undefined, operation.id);
  const own = { operation: operation.id, cluster: key };
  const effects: Effect[] = [
    ...pools.map((profile) => {
      const pool = asText(profile.name);
      return { kind: "scalePool", ...own, pool, profile } as const;
    }),
    ...(isModeNew ? [{ kind: "setMode", ...own, mode } as const] : []),
  ];
  return {
    state: { ...started, clusters: withEntry(started.clusters, key, stored) },
    answer: {
      status: before === undefined ? 201 : 200,
      headers: operationHeaders(state, request, operation),
      body: clusterView(state.settings, stored, "PUT"),
    },
    effects,
  };
}

/** PATCH: tags alone. */
export const patchCluster: Handler = withCluster((state, request, cluster) => {
  const key = clusterKey(request);
  const refusal = preconditionRefusal(request, cluster) ?? conflict(state, key);
  if (refusal !== undefined) return refuse(state, refusal);
  const tags = asObject(bodyOf(request).tags);
  return accept(state, request, { before: cluster, after: { ...cluster, tags } });
});

/** DELETE: 202 for a known cluster, 204 for none. */
export const deleteCluster: Handler = (state, request) => {
  const key = clusterKey(request);
  const cluster = state.clusters[key];
  if (cluster === undefined && request.headers["if-match"] === undefined)
    return { state, answer: { status: 204 } };
  const refusal = preconditionRefusal(request, cluster);
  if (refusal !== undefined || cluster === undefined)
    return { state, answer: refusal ?? { status: 204 } };
  const { state: started, operation } = startOperation(state, request, {
    kind: "delete managed cluster",
    cluster: key,
    location: asText(cluster.location),
    waiting: false,
  });
  const stored = withNewETags(moving(cluster, "Deleting"), undefined, operation.id);
  return {
    state: { ...started, clusters: withEntry(started.clusters, key, stored) },
    answer: { status: 202, headers: operationHeaders(state, request, operation) },
  };
};
