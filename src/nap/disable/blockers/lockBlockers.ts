import { lockedScope } from "../../lock.ts";
import type { Lock } from "../../lock.ts";
import type { Blocker } from "./blocker.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import type { ManagedClusterFacts } from "../snapshot/snapshot.ts";

/** Whether the scope is the other one, or within it. */
function isWithin(scope: string, other: string): boolean {
  return `${scope}/`.toLowerCase().startsWith(`${other}/`.toLowerCase());
}

/** What Karpenter makes and deletes for a node, one of each. */
const partOfMachine = /\/(virtualMachines|networkInterfaces|disks)\//i;

/**
 * What Azure refuses because of the lock; undefined for a lock that is not in the way: on something else in one of
 * the resource groups, or one that only keeps the cluster itself from being deleted.
 */
function refusedBy(lock: Lock, cluster: ManagedClusterFacts): string | undefined {
  const { subscriptionId, resourceGroup, nodeResourceGroup, name } = cluster;
  const scope = lockedScope(lock);
  const groupOf = (group: string) => `/subscriptions/${subscriptionId}/resourceGroups/${group}`;
  const machines = nodeResourceGroup === undefined ? undefined : groupOf(nodeResourceGroup);
  if (machines !== undefined && isWithin(machines, scope)) return "delete machines there";
  if (machines !== undefined && isWithin(scope, machines))
    return partOfMachine.test(scope) ? "delete it" : undefined;
  const id = `${groupOf(resourceGroup)}/providers/Microsoft.ContainerService/managedClusters/${name}`;
  const holdsCluster = isWithin(id, scope) || isWithin(scope, id);
  return lock.level === "ReadOnly" && holdsCluster ? "change agent pools and the mode" : undefined;
}

/** Locks that keep Azure from deleting the machines or from changing the cluster, also that they are not known. */
export function lockBlockers({ snapshot }: Inventory): readonly Blocker[] {
  const { managedCluster: cluster, azureProblem } = snapshot;
  const why = cluster?.locksProblem ?? azureProblem;
  if (why !== undefined && cluster?.locks === undefined) {
    const words = `Whether locks keep Azure from deleting machines is not known: ${why}`;
    return [{ kind: "lock", effect: "unknown", words, remedies: [] }];
  }
  return (cluster?.locks ?? []).flatMap((lock): readonly Blocker[] => {
    const refused = cluster && refusedBy(lock, cluster);
    if (refused === undefined) return [];
    const words = `Lock ${lock.name} (${lock.level}) on ${lockedScope(lock)}: Azure refuses to ${refused}.`;
    return [{ kind: "lock", effect: "blocks", words, remedies: [{ kind: "removeLock", lock }] }];
  });
}
