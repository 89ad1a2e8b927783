import type { Answer, ArmRequest, Handler } from "./answers.ts";
import { gatewayError } from "./errors.ts";
import type { Operation } from "./operations.ts";
import type { AzureState } from "./state.ts";

function signature(operation: Operation, place: string): string {
  const part = (text: string, times: number): string =>
    Buffer.from(text.repeat(times)).toString("base64url");
  const seed = `${operation.id}/${place}`;
  return `t=${Date.parse(operation.startTime)}&c=${part(seed, 40)}&s=${part(`s${seed}`, 8)}&h=${part(`h${seed}`, 1)}`;
}

function pollingUrl(
  state: AzureState,
  operation: Operation,
  place: "operations" | "operationresults",
): string {
  const { subscription, location, id, pool } = operation;
  const version = pool === undefined ? state.settings.pollingVersion : "2016-03-30";
  const path = `/subscriptions/${subscription}/providers/Microsoft.ContainerService/locations/${location}/${place}/${id}`;
  const signed = state.settings.signedUrls ? `&${signature(operation, place)}` : "";
  return `${path}?api-version=${version}${signed}`;
}

/** Retry-After as the settings want it. */
export function retryAfter(state: AzureState): Readonly<Record<string, string>> {
  const { retryAfterSeconds } = state.settings;
  return retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
}

/** Who asked, where it was answered, and for what: the service names it on all that belongs to an operation. */
function identifier(request: ArmRequest, operation: Operation): Readonly<Record<string, string>> {
  const { tenantId, objectId } = request.caller;
  const value = `tenantId=${tenantId},objectId=${objectId}/${operation.location}/${request.newGuid()}`;
  return { "x-ms-operation-identifier": value };
}

/** The headers that lead a client to an operation: PUT has no Location, DELETE and POST have (recorded traffic). */
export function operationHeaders(
  state: AzureState,
  request: ArmRequest,
  operation: Operation,
): Readonly<Record<string, string>> {
  const url = (place: "operations" | "operationresults"): string =>
    `${request.origin}${pollingUrl(state, operation, place)}`;
  return {
    "azure-asyncoperation": url("operations"),
    ...(request.method !== "PUT" && { location: url("operationresults") }),
    ...identifier(request, operation),
    ...retryAfter(state),
  };
}

const unknownOperation: Answer = gatewayError(404, "NotFound", "The operation was not found.");

function polled(
  state: AzureState,
  request: ArmRequest,
  place: "operations" | "operationresults",
): Operation | undefined {
  const operation = state.operations[request.params.operation ?? ""];
  if (operation === undefined) return undefined;
  const { url } = request;
  return url.toLowerCase() === pollingUrl(state, operation, place).toLowerCase()
    ? operation
    : undefined;
}

/** GET .../operations/{id}: always 200 with the status, also of a failed operation. */
export const getOperation: Handler = (state, request) => {
  const operation = polled(state, request, "operations");
  if (operation === undefined) return { state, answer: unknownOperation };
  const { id, status, startTime, endTime, error } = operation;
  const body = {
    name: id,
    status: status === "InProgress" ? state.settings.inProgressStatus : status,
    startTime,
    ...(endTime !== undefined && { endTime }),
    ...(error !== undefined && { error }),
  };
  const more = status === "InProgress" ? retryAfter(state) : {};
  const headers = { ...identifier(request, operation), ...more };
  return { state, answer: { status: 200, headers, body } };
};

/** GET .../operationresults/{id}: 202 while it runs, then 204. */
export const getOperationResult: Handler = (state, request) => {
  const operation = polled(state, request, "operationresults");
  if (operation === undefined) return { state, answer: unknownOperation };
  const location = `${request.origin}${request.url}`;
  const running = operation.status === "InProgress";
  return {
    state,
    answer: {
      status: running ? 202 : 204,
      headers: {
        location,
        ...identifier(request, operation),
        ...(running ? retryAfter(state) : { "content-type": "application/json" }),
      },
    },
  };
};
