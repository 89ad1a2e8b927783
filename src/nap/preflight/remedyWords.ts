import { shortResourceId } from "../resourceId.ts";
import type { Action } from "./check.ts";
import { poolsText } from "./pools.ts";

/** What a button would do, as a question with what it costs or opens. */
export function remedyQuestion(action: Action, cluster: string): string {
  switch (action.do) {
    case "disableAutoscaler":
      return `Switch the cluster autoscaler off for ${poolsText(action.pools)} of ${cluster}? The pools keep the nodes that they have now.`;
    case "registerFeature":
      return `Register the feature ${action.feature} for the subscription of ${cluster}? It takes some minutes and concerns every cluster of the subscription.`;
    case "setIpFamilies":
      return `Write ipFamilies ${action.ipFamilies.join(", ")} into the network profile of ${cluster}?`;
    case "setPublicNetworkAccess":
      return `Set public network access of ${cluster} to ${action.value}?`;
    case "startCluster":
      return `Start ${cluster}? Its nodes cost money from then on.`;
    case "startPools":
      return `Start ${poolsText(action.pools)} of ${cluster}? Their nodes cost money from then on.`;
    case "assignRole":
      return `Give the identity of ${cluster} the role ${action.role} on ${action.scopes.map(shortResourceId).join(", ")}? It then ${mayDo[action.role] ?? "has all rights of this role there"}, and keeps this when NAP is disabled again. You need the right Microsoft.Authorization/roleAssignments/write there.`;
  }
}

/** What the roles that we give open, in words. */
const mayDo: Readonly<Record<string, string>> = {
  Reader: "may read it",
  "Network Contributor": "may read and change it, and join it with new nodes",
};
