import { Unresolved, type FoundCluster, type ModelObject, type ModelValue } from "../model.ts";
import { UnresolvedItems } from "./expression/modelValue.ts";
import { areOtherNames } from "./mergePools.ts";
import type { TemplateContent } from "./readTemplate.ts";
import type { TemplatePool } from "./templatePool.ts";

const elsewhere = new Unresolved("that of the existing cluster");

/** What checks ask of a cluster beside its pools: a template that adds pools to a cluster shows none of it. */
const unseen: ModelObject = Object.fromEntries(
  `aadProfile apiServerAccessProfile autoUpgradeProfile diskEncryptionSetID enableRBAC hostedSystemProfile httpProxyConfig
  kubernetesVersion metricsProfile networkProfile podIdentityProfile publicNetworkAccess securityProfile servicePrincipalProfile`
    .split(/\s+/)
    .map((name) => [name, elsewhere]),
);

/**
 * The clusters to which a template adds pools without having them itself: what is known of them is these pools. Pools
 * whose cluster has no literal name are taken for pools of one cluster.
 */
export function clustersOfLoosePools({ clusters, pools }: TemplateContent): FoundCluster[] {
  const loose = pools.filter((pool) => clusters.every((cluster) => areOtherNames(pool, cluster)));
  const byCluster = new Map<string, TemplatePool[]>();
  for (const pool of loose) {
    const key = pool.cluster.startsWith("[") ? "[" : pool.cluster.toLowerCase();
    byCluster.set(key, [...(byCluster.get(key) ?? []), pool]);
  }
  return [...byCluster.values()].map(clusterWith);
}

function clusterWith(pools: readonly TemplatePool[]): FoundCluster {
  const [first] = pools;
  const profiles: ModelValue[] = pools.map(({ profile }) => profile);
  const others = new UnresolvedItems("the pools that the cluster has already");
  return {
    name: clusterNameIn(first?.cluster ?? ""),
    pointer: first?.pointer ?? "",
    origin: "body",
    apiVersion: undefined,
    model: {
      identity: elsewhere,
      sku: elsewhere,
      properties: { ...unseen, agentPoolProfiles: [...profiles, others] },
    },
  };
}

/** The cluster's expression in that of its pool: `[concat(X, '/np')]`, `[format('{0}/np', X)]`; else the pool's. */
function clusterNameIn(name: string): string {
  const argument = String.raw`((?:[^(),']|'[^']*'|\([^()]*\))+)`;
  const concat = new RegExp(String.raw`^\[\s*concat\(${argument},\s*'/`, "i");
  const format = new RegExp(String.raw`^\[\s*format\('\{0\}/[^']*',\s*${argument}[,)]`, "i");
  const found = (concat.exec(name) ?? format.exec(name))?.[1]?.trim();
  return found === undefined ? name : `[${found}]`;
}
