import type { AgentPoolEdit } from "../nap/agentPoolBody.ts";
import { builtInRoleId } from "../nap/builtInRoles.ts";
import { clusterPrincipals } from "../nap/clusterPrincipals.ts";
import { planClusterChange } from "../nap/enable/modeChange.ts";
import { jsonAt, textAt, type Json, type JsonObject } from "../nap/json.ts";
import type { JsonPath } from "../nap/jsonEdit.ts";
import type { Action } from "../nap/preflight/check.ts";
import { parseResourceId, shortResourceId } from "../nap/resourceId.ts";
import { isBusy } from "../nap/view/clusterRow.ts";
import type { AzureAccess } from "./access.ts";
import { changeAgentPool } from "./agentPools.ts";
import { AzureError } from "./azureError.ts";
import { unreadable } from "./failureOf.ts";
import {
  getCluster,
  putResource,
  readResource,
  startAction,
  type ReadResource,
} from "./managedClusters.ts";
import { waitForResource, type OperationEnd, type WaitOptions } from "./operation.ts";
import { send } from "./send.ts";

/** A feature is registered by `endOfRegistration`, which may take longer than a window lives. */
export type AppliedAction = Exclude<Action, { readonly do: "registerFeature" }>;

/** One thing that a remedy does. */
export interface RemedyStep {
  readonly what: string;
  /** Does it and waits for its end. Throws AzureError for what Azure does not take. */
  readonly run: () => Promise<OperationEnd>;
  /** What Azure shows of it now. Throws AzureError where it cannot be asked. */
  readonly look: () => Promise<RemedyLook>;
}

/** Whether a step's change is there, whoever made it. */
export interface RemedyLook {
  readonly isThere: boolean;
  /** Azure works at it, or at something else of the same resource. */
  readonly isBusy: boolean;
  /** What to wait for; absent for what is done at once. */
  readonly resource?: { readonly id: string; readonly apiVersion: string };
}

/** On what a remedy works. */
export interface RemedyWork {
  readonly access: AzureAccess;
  /** The raw GET. */
  readonly cluster: JsonObject;
  readonly options: WaitOptions;
}

const done: OperationEnd = { status: "Succeeded" };

/** What a button of the preflight does, one thing after the other. */
export function remedySteps(work: RemedyWork, action: AppliedAction): readonly RemedyStep[] {
  const { cluster } = work;
  switch (action.do) {
    case "disableAutoscaler":
      return action.pools.map((pool) => poolStep(work, pool, { do: "stopAutoscaler" }));
    case "startPools":
      return action.pools.map((pool) => poolStep(work, pool, { do: "start" }));
    case "setIpFamilies":
      return [setStep(work, ["properties", "networkProfile", "ipFamilies"], action.ipFamilies)];
    case "setPublicNetworkAccess":
      return [setStep(work, ["properties", "publicNetworkAccess"], action.value)];
    case "startCluster":
      return [startStep(work, textAt(cluster, "id"))];
    case "assignRole":
      return action.scopes.map((scope) => roleStep(work, { role: action.role, scope }));
  }
}

function looked({ id, apiVersion, json }: ReadResource, isThere: boolean): RemedyLook {
  const provisioningState = textAt(json, "properties", "provisioningState");
  return { isThere, isBusy: isBusy({ provisioningState }), resource: { id, apiVersion } };
}

function isRunning({ json }: ReadResource): boolean {
  return textAt(json, "properties", "powerState", "code").toLowerCase() === "running";
}

function poolStep(
  { access, cluster, options }: RemedyWork,
  pool: string,
  edit: Extract<AgentPoolEdit, { do: "stopAutoscaler" | "start" }>,
): RemedyStep {
  const name = { clusterId: textAt(cluster, "id"), pool };
  return {
    what: `pool ${pool}`,
    run: async () => {
      const operation = await changeAgentPool(access, name, edit, options.signal);
      return waitForResource(access, operation, options);
    },
    look: async () => {
      const id = `${name.clusterId}/agentPools/${pool}`;
      const read = await readResource(access, id, options.signal);
      const isAutoscaled = jsonAt(read.json, "properties", "enableAutoScaling") === true;
      return looked(read, edit.do === "start" ? isRunning(read) : !isAutoscaled);
    },
  };
}

function setStep({ access, cluster, options }: RemedyWork, path: JsonPath, value: Json) {
  const plan = async () => {
    const read = await getCluster(access, textAt(cluster, "id"), options.signal);
    return { read, ...planClusterChange(read.json, [{ path, value }]) };
  };
  return {
    what: path.slice(1).join("."),
    run: async () => {
      const { read, body, isNothing } = await plan();
      if (isNothing) return done;
      const { operation } = await putResource(access, read, body, options.signal);
      return waitForResource(access, operation, options);
    },
    look: async () => {
      const { read, isNothing } = await plan();
      return looked(read, isNothing);
    },
  };
}

function startStep({ access, options }: RemedyWork, id: string): RemedyStep {
  return {
    what: "the start of the cluster",
    run: async () => {
      const action = { method: "POST", name: "start" } as const;
      const operation = await startAction(access, id, action, options.signal);
      return waitForResource(access, operation, options);
    },
    look: async () => {
      const read = await getCluster(access, id, options.signal);
      const state = textAt(read.json, "properties", "provisioningState").toLowerCase();
      return looked(read, isRunning(read) || state === "starting");
    },
  };
}

function roleStep(
  { access, cluster, options: { signal } }: RemedyWork,
  { role, scope }: { readonly role: string; readonly scope: string },
): RemedyStep {
  const [principalId] = clusterPrincipals(cluster);
  const roleId = builtInRoleId(role);
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments/${crypto.randomUUID()}`;
  const assignment = { path, apiVersion: "2022-04-01", signal } as const;
  // Where Azure has answered so, no read is needed, which may lag behind.
  let isGiven = false;
  return {
    what: `${role} on ${shortResourceId(scope)}`,
    run: async () => {
      if (roleId === undefined || principalId === undefined)
        throw new Error(`The cluster names no identity that could get the role ${role}.`);
      const { subscriptionId = "" } = parseResourceId(scope) ?? {};
      const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`;
      const properties = { roleDefinitionId, principalId, principalType: "ServicePrincipal" };
      const request = { ...assignment, method: "PUT", body: { properties } } as const;
      const answer = await send(access, request).catch(unless("RoleAssignmentExists"));
      // The same role on the same scope cannot be given twice: then it is there, under another name.
      isGiven = answer === undefined || textAt(answer.body, "name") !== "";
      return done;
    },
    look: async () => {
      const request = { ...assignment, method: "GET" } as const;
      if (isGiven) return { isThere: true, isBusy: false };
      const read = await send(access, request).catch(unless("not-found"));
      if (read !== undefined && textAt(read.body, "name") === "")
        throw new AzureError(unreadable({ request: "GET roleAssignments", isRead: true }, read));
      return { isThere: read !== undefined, isBusy: false };
    },
  };
}

/** Undefined for failures of a code or kind; every other one is thrown on. */
function unless(...known: readonly string[]): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof AzureError)) throw error;
    const { code = "", kind } = error.failure;
    if (!known.includes(code) && !known.includes(kind)) throw error;
    return undefined;
  };
}
