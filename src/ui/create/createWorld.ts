import type { ClusterDirectory } from "../azure/clusterDirectory.ts";
import type { AzureAccess, ClusterLibrary } from "../azure/session.ts";

/** What the questions about a new cluster are answered from. */
export interface CreateWorld {
  readonly directory: ClusterDirectory;
  readonly library: ClusterLibrary;
}

/** What Azure lists of a subscription. Throws a refusal in words: which right is missing, what to do. */
export async function listed<Item>(
  world: CreateWorld,
  subscriptionId: string,
  list: (access: AzureAccess) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const { AzureError, refusalInWords } = world.library;
  try {
    return await list(accessTo(world, subscriptionId));
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    throw new Error(refusalInWords(error.failure), { cause: error });
  }
}

/** The sign-in that sees a subscription. */
export function accessTo({ directory }: CreateWorld, subscriptionId: string): AzureAccess {
  return directory.accessOf({ subscriptionId });
}
