import { truthOf, type Truth } from "../nap/enable/outcome.ts";
import type { AzureAccess } from "./access.ts";
import { failureOrThrow } from "./azureError.ts";
import { getCluster } from "./managedClusters.ts";

/** What Azure shows of a cluster now; a read that fails after its repeats is told, not thrown. Cannot be cancelled. */
export async function readTruth(access: AzureAccess, id: string): Promise<Truth> {
  const read = await getCluster(access, id).catch(failureOrThrow);
  return "kind" in read ? { isKnown: false, failure: read } : truthOf(read.json);
}
