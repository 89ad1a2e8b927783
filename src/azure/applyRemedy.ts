import type { AgentPoolEdit } from "../nap/agentPoolBody.ts";
import type { AzureFailure } from "../nap/azureFailure.ts";
import { builtInRoleId } from "../nap/builtInRoles.ts";
import { clusterPrincipals } from "../nap/clusterPrincipals.ts";
import { planClusterChange } from "../nap/enable/modeChange.ts";
import { textAt, type Json, type JsonObject } from "../nap/json.ts";
import type { JsonPath } from "../nap/jsonEdit.ts";
import type { Action } from "../nap/preflight/check.ts";
import type { RemedyReport } from "../nap/preflight/remedyReport.ts";
import { refusalInWords } from "../nap/refusal/refusalInWords.ts";
import { parseResourceId } from "../nap/resourceId.ts";
import type { AzureAccess } from "./access.ts";
import { changeAgentPool } from "./agentPools.ts";
import { AzureError, failureOrThrow, isCancelled } from "./azureError.ts";
import { getCluster, putResource, startAction } from "./managedClusters.ts";
import { waitForOperation, type OperationEnd, type WaitOptions } from "./operation.ts";
import { send } from "./send.ts";

/**
 * Does what the button of a preflight check offers, one thing after the other, and waits until it is done; ends at the
 * first that fails and tells what is done, what is not, what was not begun. `cluster` is the raw GET. Throws what is no
 * answer of Azure.
 */
export async function applyRemedy(
  access: AzureAccess,
  { cluster, action }: { readonly cluster: JsonObject; readonly action: AppliedAction },
  options: WaitOptions = {},
): Promise<RemedyReport> {
  const work = { access, id: textAt(cluster, "id"), options };
  return inOrder(tasksOf(work, cluster, action));
}

/** A feature is registered by `endOfRegistration`, which may take longer than a window lives. */
type AppliedAction = Exclude<Action, { readonly do: "registerFeature" }>;

interface Work {
  readonly access: AzureAccess;
  readonly id: string;
  readonly options: WaitOptions;
}

interface Task {
  readonly what: string;
  readonly run: () => Promise<OperationEnd>;
}

const done: OperationEnd = { status: "Succeeded" };

function tasksOf(work: Work, cluster: JsonObject, action: AppliedAction): readonly Task[] {
  switch (action.do) {
    case "disableAutoscaler":
      return poolTasks(work, action.pools, { do: "stopAutoscaler" });
    case "startPools":
      return poolTasks(work, action.pools, { do: "start" });
    case "setIpFamilies":
      return [setTask(work, ["properties", "networkProfile", "ipFamilies"], action.ipFamilies)];
    case "setPublicNetworkAccess":
      return [setTask(work, ["properties", "publicNetworkAccess"], action.value)];
    case "startCluster":
      return [{ what: "the start of the cluster", run: () => start(work) }];
    case "assignRole":
      return action.scopes.map((scope) => ({
        what: `${action.role} on ${scope.split("/").slice(-3).join("/")}`,
        run: () => assignRole(work, cluster, { role: action.role, scope }),
      }));
  }
}

async function inOrder(tasks: readonly Task[]): Promise<RemedyReport> {
  const finished: string[] = [];
  for (const [index, { what, run }] of tasks.entries()) {
    const failed = failedEnd(what, await run().catch(failureOrCancel));
    const untouched = tasks.slice(index + 1).map((task) => task.what);
    if (failed !== undefined) return { done: finished, failed, untouched };
    finished.push(what);
  }
  return { done: finished, untouched: [] };
}

function failureOrCancel(error: unknown): AzureFailure | "cancelled" {
  return isCancelled(error) ? "cancelled" : failureOrThrow(error);
}

function failedEnd(
  what: string,
  end: OperationEnd | AzureFailure | "cancelled",
): RemedyReport["failed"] {
  if (end === "cancelled") return { what, how: "cancelled", why: "" };
  if ("kind" in end)
    return { what, how: end.changed === "no" ? "refused" : "lost", why: refusalInWords(end) };
  switch (end.status) {
    case "Succeeded":
      return undefined;
    case "lost":
      return { what, how: "lost", why: refusalInWords(end.failure) };
    case "Failed":
    case "Canceled":
      return { what, how: "failed", why: `${end.message} (${end.code})` };
  }
}

function poolTasks(
  { access, id, options }: Work,
  pools: readonly string[],
  edit: AgentPoolEdit,
): readonly Task[] {
  return pools.map((pool) => ({
    what: `pool ${pool}`,
    run: async () => {
      const name = { clusterId: id, pool };
      const operation = await changeAgentPool(access, name, edit, options.signal);
      return waitForOperation(access, operation, options);
    },
  }));
}

function setTask(work: Work, path: JsonPath, value: Json): Task {
  return { what: path.slice(1).join("."), run: () => set(work, path, value) };
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

async function assignRole(
  { access, options }: Work,
  cluster: JsonObject,
  { role, scope }: { readonly role: string; readonly scope: string },
): Promise<OperationEnd> {
  const roleId = builtInRoleId(role);
  const [principalId] = clusterPrincipals(cluster);
  if (roleId === undefined || principalId === undefined)
    throw new Error(`The cluster names no identity that could get the role ${role}.`);
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
  return done;
}

function isThereAlready(error: Error): boolean {
  return error instanceof AzureError && error.failure.code === "RoleAssignmentExists";
}
