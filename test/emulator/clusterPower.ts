import { param, type ArmRequest, type Handler, type Step } from "./answers.ts";
import { clusterView } from "./clusterView.ts";
import { conflict } from "./conflicts.ts";
import { aksError, refuse } from "./errors.ts";
import { asText, at, withAt, type JsonObject } from "./json.ts";
import { clusterKey, withCluster } from "./managedClusters.ts";
import { stopRefusal } from "./napRefusals.ts";
import { operationInProgress, startOperation, type OperationKind } from "./operations.ts";
import { operationHeaders } from "./polling.ts";
import { withNewETags, withPools } from "./pools.ts";
import { withEntry, type AzureState } from "./state.ts";

function accept(
  state: AzureState,
  request: ArmRequest,
  change: { kind: OperationKind; cluster: JsonObject; word?: string },
): Step {
  const key = clusterKey(request);
  const { kind, cluster, word } = change;
  const { state: started, operation } = startOperation(state, request, {
    kind,
    cluster: key,
    location: asText(cluster.location),
    waiting: false,
  });
  const moved =
    word === undefined
      ? cluster
      : withPools(withAt(cluster, ["properties", "provisioningState"], word), (pools) =>
          pools.map((pool) => ({ ...pool, provisioningState: word })),
        );
  const stored = withNewETags(moved, undefined, operation.id);
  const headers = operationHeaders(state, request, operation);
  const body =
    kind === "abort managed cluster"
      ? clusterView({ ...state.settings, eTags: "none" }, cluster, "GET")
      : undefined;
  return {
    state: { ...started, clusters: withEntry(started.clusters, key, stored) },
    answer: { status: 202, headers, ...(body && { body }) },
  };
}

/** POST .../stop: refused with mode Auto. */
export const stopCluster: Handler = withCluster((state, request, cluster) => {
  const refusal = conflict(state, clusterKey(request)) ?? stopRefusal(cluster);
  if (refusal !== undefined) return refuse(state, refusal);
  return accept(state, request, { kind: "stop managed cluster", cluster, word: "Stopping" });
});

/** POST .../start. */
export const startCluster: Handler = withCluster((state, request, cluster) => {
  const refusal = conflict(state, clusterKey(request));
  if (refusal !== undefined) return refuse(state, refusal);
  if (at(cluster, "properties", "powerState", "code") !== "Stopped") {
    const word = asText(at(cluster, "properties", "provisioningState"));
    const message = `managed cluster is in Provisioning State(${word}) and Power State(Running), starting cannot be performed`;
    return refuse(state, aksError(400, "OperationNotAllowed", message));
  }
  return accept(state, request, { kind: "start managed cluster", cluster, word: "Starting" });
});

/** POST .../abort: ends what is in progress as Canceled; the answer holds the cluster in its old state. */
export const abortOperation: Handler = withCluster((state, request, cluster) => {
  const running = operationInProgress(state, clusterKey(request));
  if (running === undefined) {
    const message = `There is no operation in progress on ${param(request, "name")}.`;
    return refuse(state, aksError(400, "OperationNotAllowed", message));
  }
  const canceled = {
    ...running,
    status: "Canceled" as const,
    endTime: request.now.toISOString(),
    error: { code: "Canceled", message: "The operation was canceled." },
  };
  const operations = withEntry(state.operations, running.id, canceled);
  return accept({ ...state, operations }, request, { kind: "abort managed cluster", cluster });
});
