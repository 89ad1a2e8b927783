import { objectsAt, textAt, type JsonObject } from "../nap/json.ts";
import type { Look, Surroundings } from "../nap/preflight/surroundings.ts";
import { unreadReason } from "../nap/preflight/unreadReason.ts";
import { parseResourceId } from "../nap/resourceId.ts";
import { clusterPrincipals } from "../nap/clusterPrincipals.ts";
import type { AzureAccess } from "./access.ts";
import { AzureError } from "./azureError.ts";
import { listQuotas } from "./compute.ts";
import { listOutboundLoadBalancers } from "./loadBalancers.ts";
import { listLocks } from "./locks.ts";
import { readFeature } from "./registrations.ts";
import { mayDo } from "./roleAssignments.ts";

const namespace = "Microsoft.ContainerService";
const sideBySide = "AllowClusterAutoscalerAndNAP";
/** Of the preview, until July 2025. */
const preview = "NodeAutoProvisioningPreview";

/**
 * Reads from Azure what a preflight needs besides the raw model of the cluster, all at once. Whatever is not allowed or
 * does not answer stays unknown and is named in `unread`; only a cancelled call throws.
 */
export async function readSurroundings(
  access: AzureAccess,
  cluster: JsonObject,
  signal?: AbortSignal,
): Promise<Surroundings> {
  const { subscriptionId = "" } = parseResourceId(textAt(cluster, "id")) ?? {};
  const location = textAt(cluster, "location");
  const group = textAt(cluster, "properties", "nodeResourceGroup");
  const unread: Partial<Record<Look, string>> = {};
  const reading = <T>(look: Look, read: Promise<T>) =>
    read.catch((error: unknown): undefined => {
      if (!(error instanceof AzureError)) throw error;
      unread[look] = unreadReason(look, error.failure);
      return undefined;
    });
  const stateOf = (feature: string) =>
    readFeature(access, { subscriptionId, namespace, feature }, signal);
  const place = { subscriptionId, resourceGroup: group };
  const [state, past, locks, quotas, balancers, subnetRights, mayRead] = await Promise.all([
    reading("features", stateOf(sideBySide)),
    reading("previewFeature", stateOf(preview)),
    reading("locks", listLocks(access, place, signal)),
    reading("quotas", listQuotas(access, { subscriptionId, location }, signal)),
    reading("loadBalancers", listOutboundLoadBalancers(access, place, signal)),
    reading("subnetRights", readSubnetRights(access, cluster, signal)),
    reading("readsDiskEncryptionSet", readDiskRight(access, cluster, signal)),
  ]);
  return {
    ...featuresOf({ [sideBySide]: state, [preview]: past }),
    ...(locks && { locks }),
    ...(quotas && { quotas }),
    ...(balancers && { loadBalancers: balancers }),
    ...(subnetRights && { subnetRights }),
    ...(mayRead !== undefined && { readsDiskEncryptionSet: mayRead }),
    ...(Object.keys(unread).length > 0 && { unread }),
  };
}

/** Those that could be read; no member at all where none could. */
function featuresOf(
  states: Readonly<Record<string, string | undefined>>,
): Pick<Surroundings, "features"> {
  const known = Object.entries(states).flatMap(([name, state]) =>
    state === undefined ? [] : [[`${namespace}/${name}`, state] as const],
  );
  return known.length === 0 ? {} : { features: Object.fromEntries(known) };
}

/** What an identity needs of a subnet whose nodes it makes. */
export const subnetActions = [
  "Microsoft.Network/virtualNetworks/subnets/read",
  "Microsoft.Network/virtualNetworks/subnets/join/action",
];

async function readSubnetRights(
  access: AzureAccess,
  cluster: JsonObject,
  signal: AbortSignal | undefined,
): Promise<Surroundings["subnetRights"]> {
  const pools = objectsAt(cluster, "properties", "agentPoolProfiles");
  const subnets = new Map(
    pools
      .map((pool) => textAt(pool, "vnetSubnetID"))
      .filter((id) => id !== "")
      .map((id) => [id.toLowerCase(), id]),
  );
  const principals = clusterPrincipals(cluster);
  if (principals.length === 0) return undefined;
  return Promise.all(
    [...subnets.values()].map(async (subnetId) => ({
      subnetId,
      isGranted: await anyMay(access, principals, {
        scope: subnetId,
        actions: subnetActions,
        signal,
      }),
    })),
  );
}

async function readDiskRight(
  access: AzureAccess,
  cluster: JsonObject,
  signal: AbortSignal | undefined,
): Promise<boolean | undefined> {
  const scope = textAt(cluster, "properties", "diskEncryptionSetID");
  const principals = clusterPrincipals(cluster);
  if (scope === "" || principals.length === 0) return undefined;
  const actions = ["Microsoft.Compute/diskEncryptionSets/read"];
  return anyMay(access, principals, { scope, actions, signal });
}

async function anyMay(
  access: AzureAccess,
  principals: readonly string[],
  ask: { scope: string; actions: readonly string[]; signal: AbortSignal | undefined },
): Promise<boolean> {
  const { scope, actions, signal } = ask;
  const answers = await Promise.all(
    principals.map((principalId) => mayDo(access, { scope, principalId, actions }, signal)),
  );
  return answers.includes(true);
}
