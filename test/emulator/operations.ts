import type { ArmRequest } from "./answers.ts";
import { takeOperationFault } from "./faults.ts";
import type { JsonObject } from "./json.ts";
import { finish } from "./operationEffects.ts";
import { withEntry, type AzureState } from "./state.ts";

/** What an operation does; the words are those of the service's 409. */
export type OperationKind =
  | "create managed cluster"
  | "update managed cluster"
  | "delete managed cluster"
  | "stop managed cluster"
  | "start managed cluster"
  | "abort managed cluster"
  | "create node pool"
  | "update node pool"
  | "delete node pool"
  | "run command";

/** A long-running operation. */
export interface Operation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly subscription: string;
  readonly location: string;
  /** Id of the cluster in lower case. */
  readonly cluster: string;
  readonly pool?: string;
  /** ISO 8601. */
  readonly startTime: string;
  readonly endsAt: string;
  /** Something outside Azure is still being done for it. */
  readonly waiting: boolean;
  readonly status: "InProgress" | "Succeeded" | "Failed" | "Canceled";
  readonly endTime?: string;
  readonly error?: JsonObject;
  /** How it will end when not well. */
  readonly plan?: { readonly status: "Failed" | "Canceled"; readonly error: JsonObject };
  /** What runCommand gave. */
  readonly result?: JsonObject;
}

/** What to start. */
export interface OperationStart {
  readonly kind: OperationKind;
  readonly cluster: string;
  readonly pool?: string;
  readonly location: string;
  /** Whether the world outside Azure must do something first. */
  readonly waiting: boolean;
}

/** Enters a new operation into the state. */
export function startOperation(
  state: AzureState,
  request: ArmRequest,
  start: OperationStart,
): { state: AzureState; operation: Operation } {
  const { state: counted, fault } = takeOperationFault(state, request.method, request.path);
  const ends = request.now.getTime() + state.settings.operationSeconds * 1000;
  const operation: Operation = {
    ...start,
    id: request.newGuid(),
    subscription: request.params.subscription ?? "",
    startTime: request.now.toISOString(),
    endsAt: new Date(ends).toISOString(),
    status: "InProgress",
    ...(fault && { plan: { status: fault.status ?? "Failed", error: fault.error } }),
  };
  const operations = withEntry(counted.operations, operation.id, operation);
  return { state: { ...counted, operations }, operation };
}

/** The state at a time: operations whose time is up are ended. */
export function settle(state: AzureState, now: Date): AzureState {
  const due = Object.values(state.operations).filter(
    ({ status, waiting, endsAt }) =>
      status === "InProgress" && !waiting && Date.parse(endsAt) <= now.getTime(),
  );
  return due.reduce((current, operation) => finish(current, operation, now), state);
}

/** Tells the state that what an operation waited for outside is done, or failed with an error. */
export function outsideDone(
  state: AzureState,
  id: string,
  outcome: { error?: JsonObject; result?: JsonObject },
): AzureState {
  const operation = state.operations[id];
  if (operation === undefined) return state;
  const { error, result } = outcome;
  const changed: Operation = {
    ...operation,
    waiting: false,
    ...(result && { result }),
    ...(error && { plan: { status: "Failed", error } }),
  };
  return { ...state, operations: withEntry(state.operations, id, changed) };
}

/** The operation in progress on a cluster, or on one of its pools when the pool is named. */
export function operationInProgress(
  state: AzureState,
  cluster: string,
  pool?: string,
): Operation | undefined {
  return Object.values(state.operations).find(
    (operation) =>
      operation.status === "InProgress" &&
      operation.kind !== "run command" &&
      operation.cluster === cluster &&
      (pool === undefined || operation.pool === undefined || operation.pool === pool),
  );
}
