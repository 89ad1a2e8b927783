import type { ClusterDirectory } from "../azure/clusterDirectory.ts";
import type { AzureAccess, ClusterLibrary } from "../azure/session.ts";

/** What the questions about a new cluster are answered from. */
export interface CreateWorld {
  readonly directory: ClusterDirectory;
  readonly library: ClusterLibrary;
}

/** The sign-in that sees a subscription. */
export function accessTo({ directory }: CreateWorld, subscriptionId: string): AzureAccess {
  return directory.accessOf({ subscriptionId });
}
