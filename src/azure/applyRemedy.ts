import type { AgentPoolEdit } from "../nap/agentPoolBody.ts";
import { builtInRoleId } from "../nap/builtInRoles.ts";
import { planClusterChange } from "../nap/enable/modeChange.ts";
import { textAt, type Json, type JsonObject } from "../nap/json.ts";
import type { JsonPath } from "../nap/jsonEdit.ts";
import type { Action } from "../nap/preflight/check.ts";
import { parseResourceId } from "../nap/resourceId.ts";
import { clusterPrincipals } from "../nap/roles.ts";
import type { AzureAccess } from "./access.ts";
import { changeAgentPool } from "./agentPools.ts";
import { AzureError } from "./azureError.ts";
import { getCluster, putResource, startAction } from "./managedClusters.ts";
import { waitForOperation, type OperationEnd, type WaitOptions } from "./operation.ts";
import { registerFeature } from "./registrations.ts";
import { send } from "./send.ts";

const done: OperationEnd = { status: "Succeeded" };

/**
 * Does what the button of a preflight check offers, and waits until it is done. `cluster` is the raw GET.
 * Throws AzureError for refusals; an operation that fails comes back as its end.
 */
export async function applyRemedy(
  access: AzureAccess,
  { cluster, action }: { readonly cluster: JsonObject; readonly action: Action },
  options: WaitOptions = {},
): Promise<OperationEnd> {
  const work = { access, id: textAt(cluster, "id"), options };
  switch (action.do) {
    case "disableAutoscaler":
      return changePools(work, action.pools, { do: "stopAutoscaler" });
    case "startPools":
      return changePools(work, action.pools, { do: "start" });
    case "registerFeature":
      return register(work, action.feature);
    case "setIpFamilies":
      return set(work, ["properties", "networkProfile", "ipFamilies"], action.ipFamilies);
    case "setPublicNetworkAccess":
      return set(work, ["properties", "publicNetworkAccess"], action.value);
    case "startCluster":
      return start(work);
    case "assignRole":
      return assignRole(work, cluster, action);
  }
}

interface Work {
  readonly access: AzureAccess;
  readonly id: string;
  readonly options: WaitOptions;
}

async function changePools(
  { access, id, options }: Work,
  pools: readonly string[],
  edit: AgentPoolEdit,
): Promise<OperationEnd> {
  for (const pool of pools) {
    const name = { clusterId: id, pool };
    const operation = await changeAgentPool(access, name, edit, options.signal);
    const end = await waitForOperation(access, operation, options);
    if (end.status !== "Succeeded") return end;
  }
  return done;
}

async function set(
  { access, id, options }: Work,
  path: JsonPath,
  value: Json,
): Promise<OperationEnd> {
  const read = await getCluster(access, id, options.signal);
  const { body, isNothing } = planClusterChange(read.json, [{ path, value }]);
  if (isNothing) return done;
  const { operation } = await putResource(access, read, body, options.signal);
  return waitForOperation(access, operation, options);
}

async function start({ access, id, options }: Work): Promise<OperationEnd> {
  const action = { method: "POST", name: "start" } as const;
  return waitForOperation(access, await startAction(access, id, action, options.signal), options);
}

async function register(
  { access, id, options: { signal, onProgress } }: Work,
  feature: string,
): Promise<OperationEnd> {
  const { subscriptionId = "" } = parseResourceId(id) ?? {};
  const [namespace = "", name = ""] = feature.split("/");
  const state = await registerFeature(
    access,
    { subscriptionId, namespace, feature: name },
    {
      ...(signal && { signal }),
      onState: (status) => onProgress?.({ status, secondsRunning: 0 }),
    },
  );
  if (state === "Registered") return done;
  const message = `The feature ${feature} is ${state}: Azure has not registered it yet.`;
  return { status: "Failed", code: state, message, error: { code: state, message } };
}

async function assignRole(
  { access, options }: Work,
  cluster: JsonObject,
  { role, scopes }: { readonly role: string; readonly scopes: readonly string[] },
): Promise<OperationEnd> {
  const roleId = builtInRoleId(role);
  const [principalId] = clusterPrincipals(cluster);
  if (roleId === undefined || principalId === undefined)
    throw new Error(`The cluster names no identity that could get the role ${role}.`);
  for (const scope of scopes) {
    const { subscriptionId = "" } = parseResourceId(scope) ?? {};
    const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`;
    const failure = await send(access, {
      method: "PUT",
      path: `${scope}/providers/Microsoft.Authorization/roleAssignments/${crypto.randomUUID()}`,
      apiVersion: "2022-04-01",
      body: { properties: { roleDefinitionId, principalId, principalType: "ServicePrincipal" } },
      signal: options.signal,
    }).catch((error: unknown) => error);
    // The same role on the same scope cannot be given twice: then it is there.
    if (failure instanceof Error && !isThereAlready(failure)) throw failure;
  }
  return done;
}

function isThereAlready(error: Error): boolean {
  return error instanceof AzureError && error.failure.code === "RoleAssignmentExists";
}
