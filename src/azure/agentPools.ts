import {
  agentPoolBody,
  newAgentPoolBody,
  type AgentPoolEdit,
  type NewAgentPoolBody,
} from "../nap/agentPoolBody.ts";
import type { JsonObject } from "../nap/json.ts";
import type { AzureAccess } from "./access.ts";
import { AzureError } from "./azureError.ts";
import { containerServiceVersion } from "./apiVersion.ts";
import { listAll } from "./list.ts";
import { createResource, putResource, readResource, startAction } from "./managedClusters.ts";
import type { StartedOperation } from "./operation.ts";

/** The fixed-size pools of a cluster, raw. */
export function listAgentPools(
  access: AzureAccess,
  clusterId: string,
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> {
  const request = { path: `${clusterId}/agentPools`, apiVersion: containerServiceVersion };
  return listAll(access, request, signal);
}

/** Where a pool is. */
export interface PoolName {
  readonly clusterId: string;
  readonly pool: string;
}

function idOf({ clusterId, pool }: PoolName): string {
  return `${clusterId}/agentPools/${pool}`;
}

/**
 * Changes one thing of a pool: GET, PUT under its eTag, once more on a new GET when somebody changed it in between.
 * Wait for the operation with `waitForOperation`. Throws AzureError for every refusal.
 */
export async function changeAgentPool(
  access: AzureAccess,
  name: PoolName,
  edit: AgentPoolEdit,
  signal?: AbortSignal,
): Promise<StartedOperation> {
  const read = await readResource(access, idOf(name), signal);
  try {
    return (await putResource(access, read, agentPoolBody(read.json, edit), signal)).operation;
  } catch (error) {
    if (!(error instanceof AzureError) || error.failure.kind !== "precondition") throw error;
    const again = await readResource(access, idOf(name), signal);
    return (await putResource(access, again, agentPoolBody(again.json, edit), signal)).operation;
  }
}

/** Adds a pool; a pool of that name is never overwritten (412). */
export async function addAgentPool(
  access: AzureAccess,
  name: PoolName,
  pool: NewAgentPoolBody,
  signal?: AbortSignal,
): Promise<StartedOperation> {
  return (await createResource(access, idOf(name), newAgentPoolBody(pool), signal)).operation;
}

/** Deletes a pool with its nodes. */
export function deleteAgentPool(
  access: AzureAccess,
  name: PoolName,
  signal?: AbortSignal,
): Promise<StartedOperation> {
  return startAction(access, idOf(name), { method: "DELETE" }, signal);
}
