import type { StartedOperation } from "../../cluster.ts";
import type { Action } from "../../nap/preflight/check.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { AzureAccess, ClusterLibrary } from "./session.ts";

/** A cluster to change, and the way to it. */
export interface Target {
  readonly library: ClusterLibrary;
  readonly access: AzureAccess;
  readonly row: ClusterRow;
  /** Says what is going on. */
  readonly report: (text: string) => void;
}

/** Does what a remedy of the preflight proposes and waits for its end. Throws AzureError or an error in words. */
export async function applyPreflightAction(action: Action, target: Target): Promise<void> {
  const { library, access, row, report } = target;
  switch (action.do) {
    case "disableAutoscaler":
      return changePools(action.pools, "stopAutoscaler", target);
    case "startPools":
      return changePools(action.pools, "start", target);
    case "startCluster":
      report("asking Azure to start it");
      return waitFor(
        await library.startAction(access, row.id, { method: "POST", name: "start" }),
        target,
      );
    case "setIpFamilies":
      return setMember(["networkProfile", "ipFamilies"], action.ipFamilies, target);
    case "setPublicNetworkAccess":
      return setMember(["publicNetworkAccess"], action.value, target);
    case "registerFeature":
      return register(action.feature, target);
    case "assignRole":
      throw new Error("a role is given by somebody who may: copy the command.");
  }
}

/** One pool after the other: a cluster takes one change at a time. */
async function changePools(
  pools: readonly string[],
  edit: "stopAutoscaler" | "start",
  target: Target,
): Promise<void> {
  const { library, access, row, report } = target;
  for (const pool of pools) {
    report(`pool ${pool}`);
    const name = { clusterId: row.id, pool };
    await waitFor(await library.changeAgentPool(access, name, { do: edit }), target);
  }
}

async function setMember(
  path: readonly string[],
  value: string | readonly string[],
  target: Target,
): Promise<void> {
  const { library, access, row, report } = target;
  report("reading the cluster");
  const read = await library.getCluster(access, row.id);
  const plan = library.planClusterChange(read.json, [{ path: ["properties", ...path], value }]);
  if (plan.isNothing) return;
  report("asking Azure for the change");
  const { operation } = await library.putResource(access, read, plan.body);
  await waitFor(operation, target);
}

async function register(name: string, { library, access, row, report }: Target): Promise<void> {
  const [namespace = "", feature = ""] = name.split("/");
  const { subscriptionId } = row;
  const state = await library.registerFeature(
    access,
    { subscriptionId, namespace, feature },
    {
      onState: (text) => {
        report(`feature ${text}`);
      },
    },
  );
  if (state !== "Registered")
    throw new Error(`the feature ${name} is ${state}: somebody at Azure decides about it.`);
}

async function waitFor(operation: StartedOperation, target: Target): Promise<void> {
  const { library, access, report } = target;
  const end = await library.waitForOperation(access, operation, {
    onProgress: ({ status, secondsRunning }) => {
      report(`${status}, ${secondsRunning} s`);
    },
  });
  if (end.status === "lost") throw new library.AzureError(end.failure);
  if (end.status !== "Succeeded")
    throw new Error(`Azure could not do it: ${end.message} (${end.code})`);
}
