import { zoneLabel } from "../snapshot/names.ts";
import { meetsAll } from "../snapshot/selectors.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";
import type { Amounts } from "../snapshot/podResources.ts";

/** The zones of the region that the NodePool may use; the one of the node is among them, whatever the pool says by now. */
export function zonesLike(
  zone: string | undefined,
  nodePool: NodePool | undefined,
): readonly (string | undefined)[] {
  const region = /^(.+)-[1-3]$/.exec(zone ?? "")?.[1];
  if (zone === undefined || region === undefined) return [undefined];
  const { requirements = [] } = nodePool?.spec.template.spec ?? {};
  const about = requirements.filter(({ key }) => key === zoneLabel);
  return [1, 2, 3]
    .map((number) => `${region}-${number}`)
    .filter((one) => one === zone || meetsAll(about, { [zoneLabel]: one }));
}

/** So many pods a node may run, where Azure would not choose that by itself: no other pool has as many. */
export function maxPodsLike(allocatable: Amounts, { snapshot }: Inventory): number | undefined {
  const known = (snapshot.managedCluster?.agentPools ?? []).flatMap(({ maxPods }) => maxPods ?? []);
  const own = allocatable.pods;
  return own === undefined || known.length === 0 || known.includes(own) ? undefined : own;
}
