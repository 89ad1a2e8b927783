import type { ClusterSnapshot, ManagedClusterFacts } from "../../nap/disable/snapshot/snapshot.ts";
import type { AzureAccess, ClusterLibrary } from "../azure/session.ts";

/** A cluster as Azure knows it, and the sign-in that sees it. */
export interface AzurePlace {
  readonly access: AzureAccess;
  readonly id: string;
}

/** What Azure says of a cluster, or why it does not. */
export type AzureReading = Pick<ClusterSnapshot, "managedCluster" | "azureProblem">;

interface Question {
  readonly library: ClusterLibrary;
  /** Throws where no sign-in sees the cluster; undefined for a cluster that is not known to Azure. */
  readonly azure: (() => AzurePlace) | undefined;
}

/** Asks Azure for the cluster and its locks. Never in the way of what the API server alone can do: throws only when cancelled. */
export async function readAzure(
  { library, azure }: Question,
  signal?: AbortSignal,
): Promise<AzureReading> {
  if (azure === undefined) return { managedCluster: undefined };
  try {
    const place = azure();
    const { json } = await library.getCluster(place.access, place.id, signal);
    const facts = library.managedClusterFacts(json);
    return { managedCluster: await withLocks({ library, place }, facts, signal) };
  } catch (error) {
    if (library.isCancelled(error)) throw error;
    return { managedCluster: undefined, azureProblem: wordsOf(error) };
  }
}

async function withLocks(
  { library, place }: { readonly library: ClusterLibrary; readonly place: AzurePlace },
  facts: ManagedClusterFacts,
  signal: AbortSignal | undefined,
): Promise<ManagedClusterFacts> {
  const { subscriptionId, nodeResourceGroup = "" } = facts;
  const groups = [facts.resourceGroup, nodeResourceGroup].filter(Boolean);
  const locksOf = (resourceGroup: string) =>
    library.listLocks(place.access, { subscriptionId, resourceGroup }, signal);
  try {
    const found = (await Promise.all(groups.map(locksOf))).flat();
    // Those of the subscription are on both groups.
    const byId = new Map(found.map((lock) => [lock.id.toLowerCase(), lock]));
    return { ...facts, locks: [...byId.values()] };
  } catch (error) {
    if (library.isCancelled(error)) throw error;
    return { ...facts, locksProblem: wordsOf(error) };
  }
}

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
