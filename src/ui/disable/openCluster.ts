import { placeOf } from "../../nap/view/placeOf.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { ClusterDirectory } from "../azure/clusterDirectory.ts";
import { openPlace } from "../azure/kubeAccess.ts";
import type { ClusterAccess, ClusterLibrary } from "../azure/session.ts";

/** A cluster that can be asked. */
export interface Opened {
  readonly library: ClusterLibrary;
  readonly kube: ClusterAccess;
}

/** Opens the way to a cluster's API server once the sign-ins are known. */
export async function openCluster(
  directory: ClusterDirectory,
  row: ClusterRow,
  signal: AbortSignal,
): Promise<Opened> {
  const library = await directory.library();
  await directory.settledClusters();
  const kube = await openPlace(directory, placeOf(row), signal);
  return { library, kube };
}
