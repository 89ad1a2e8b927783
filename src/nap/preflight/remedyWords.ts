import type { Action } from "./check.ts";

/** What a button would do, as a question; undefined for what only a person can decide, such as who gets a role. */
export function remedyQuestion(action: Action, cluster: string): string | undefined {
  switch (action.do) {
    case "disableAutoscaler":
      return `Switch the cluster autoscaler off for ${listed(action.pools)} of ${cluster}? The pools keep the nodes that they have now.`;
    case "registerFeature":
      return `Register the feature ${action.feature} for the subscription of ${cluster}? It takes some minutes and concerns every cluster of the subscription.`;
    case "setIpFamilies":
      return `Write ipFamilies ${action.ipFamilies.join(", ")} into the network profile of ${cluster}?`;
    case "setPublicNetworkAccess":
      return `Set public network access of ${cluster} to ${action.value}?`;
    case "startCluster":
      return `Start ${cluster}? Its nodes cost money from then on.`;
    case "startPools":
      return `Start ${listed(action.pools)} of ${cluster}? Their nodes cost money from then on.`;
    case "assignRole":
      return undefined;
  }
}

function listed(pools: readonly string[]): string {
  return `${pools.length === 1 ? "pool" : "pools"} ${pools.join(", ")}`;
}
