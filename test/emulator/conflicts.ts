import type { Answer } from "./answers.ts";
import { aksError } from "./errors.ts";
import { at } from "./json.ts";
import { operationInProgress, type Operation } from "./operations.ts";
import type { AzureState } from "./state.ts";

const titles: Readonly<Record<string, string>> = {
  create: "Creating",
  update: "Updating",
  delete: "Deleting",
  stop: "Stopping",
  start: "Starting",
  abort: "Canceling",
};

function words2024(operation: Operation): string {
  const doing = titles[operation.kind.split(" ")[0] ?? ""] ?? "Updating";
  const what =
    operation.pool === undefined
      ? `Another operation (${doing})`
      : `Another agentpool operation (${operation.pool} - ${doing})`;
  return `Operation is not allowed: ${what} is in progress, please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details`;
}

function words2025(operation: Operation): string {
  const { kind, id, pool, startTime } = operation;
  const on = pool === undefined ? "managed cluster" : `agent pool ${pool}`;
  const command = pool === undefined ? "az aks operation-abort" : "az aks nodepool operation-abort";
  const since = `${startTime.slice(0, 19)}Z`;
  return `Operation is not allowed because there's an in progress ${kind} operation (operation ID: ${id}) on the ${on} started on UTC ${since}. Please wait for it to finish before starting a new operation. You can also use '${command} ...' to abort the ongoing operation.`;
}

const etagRace: Answer = aksError(
  409,
  "EtagMismatch",
  "Operation is not allowed: Another operation is in progress",
  {
    details: [
      {
        code: "Unspecified",
        message: "rpc error: code = FailedPrecondition desc = Etag mismatched",
      },
    ],
    subcode: "PutManagedClusterAndComponents_FailedPrecondition",
  },
);

/** The 409 of a change during another one, worded as the settings say; undefined when nothing is in progress. */
export function conflict(state: AzureState, cluster: string, pool?: string): Answer | undefined {
  const operation = operationInProgress(state, cluster, pool);
  if (operation === undefined) return undefined;
  if (state.settings.conflict === "etag") return etagRace;
  const words = state.settings.conflict === "2024" ? words2024 : words2025;
  return aksError(409, "OperationNotAllowed", words(operation));
}

/** The 400 of a change to a stopped cluster. */
export function stoppedRefusal(
  state: AzureState,
  cluster: string,
  request: { subscription: string; group: string },
): Answer | undefined {
  const power = at(state.clusters[cluster], "properties", "powerState", "code");
  if (power !== "Stopped") return undefined;
  const message = `An error has occurred in subscription ${request.subscription}, resourceGroup: ${request.group} request: Managed Cluster is in stopped state, no operations except for start are allowed.`;
  return aksError(400, "OperationNotAllowed", message);
}
