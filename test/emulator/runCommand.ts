import { bodyOf, param, type Handler } from "./answers.ts";
import { aksError, gatewayError, refuse } from "./errors.ts";
import { asText, at } from "./json.ts";
import { clusterKey, withCluster } from "./managedClusters.ts";
import { startOperation } from "./operations.ts";
import { retryAfter } from "./polling.ts";

/** POST .../runCommand: 202 with a Location alone; the result is there after the operation's time. */
export const runCommand: Handler = withCluster((state, request, cluster) => {
  if (at(cluster, "properties", "apiServerAccessProfile", "disableRunCommand") === true) {
    const message = "Run command is disabled for this cluster.";
    return refuse(state, aksError(400, "OperationNotAllowed", message));
  }
  const command = asText(bodyOf(request).command);
  const key = clusterKey(request);
  const start = { kind: "run command", cluster: key, location: "", waiting: true } as const;
  const { state: started, operation } = startOperation(state, request, start);
  const path = request.path
    .replace(/\/runcommand$/i, "")
    .replace(/\/managedclusters\//i, "/managedclusters/");
  const version = request.query["api-version"] ?? "";
  const id = operation.id.replaceAll("-", "");
  const location = `${request.origin}${path}/commandResults/${id}?api-version=${version}`;
  const effect = { kind: "runCommand", operation: operation.id, cluster: key, command } as const;
  return {
    state: started,
    answer: { status: 202, headers: { location, ...retryAfter(state) } },
    effects: [effect],
  };
});

/** GET .../commandResults/{id}: 202 while it runs, then 200 with exit code and logs. */
export const getCommandResult: Handler = (state, request) => {
  const id = param(request, "command");
  const operation = Object.values(state.operations).find(
    (known) => known.kind === "run command" && known.id.replaceAll("-", "") === id,
  );
  if (operation === undefined)
    return refuse(state, gatewayError(404, "NotFound", `The command ${id} was not found.`));
  if (operation.status === "InProgress") {
    const headers = { location: `${request.origin}${request.url}`, ...retryAfter(state) };
    const body = { id, properties: { provisioningState: "Running" } };
    return { state, answer: { status: 202, headers, body } };
  }
  const { status, startTime, endTime, result } = operation;
  const properties = {
    provisioningState: status,
    exitCode: result?.exitCode ?? 0,
    startedAt: startTime,
    finishedAt: endTime ?? startTime,
    logs: result?.logs ?? "",
    ...(operation.error && { reason: asText(operation.error.message) }),
  };
  return { state, answer: { status: 200, body: { id, properties } } };
};
