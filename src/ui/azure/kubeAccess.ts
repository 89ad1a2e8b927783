import { accessProblemText } from "../../nap/view/accessProblemText.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { ContextRow, Place } from "../../nap/view/treeNode.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";
import type { AzureAccess, ClusterAccess, ClusterLibrary } from "./session.ts";

/** The way to the API server of a cluster of the tree; close it when it is no longer needed. */
export async function openPlace(
  directory: ClusterDirectory,
  place: Place,
  signal: AbortSignal,
): Promise<ClusterAccess> {
  const library = await directory.library();
  return place.kind === "cluster"
    ? openCluster(library, directory.accessOf(place.row), place.row, signal)
    : openContext(library, place.context);
}

function openContext(library: ClusterLibrary, context: ContextRow): ClusterAccess {
  return library.accessFromContext(context.name);
}

/** With the rights of the signed-in user, never those of the admin; Entra tokens come from the same sign-in. */
async function openCluster(
  library: ClusterLibrary,
  access: AzureAccess,
  { id }: ClusterRow,
  signal: AbortSignal,
): Promise<ClusterAccess> {
  const kubeconfig = await readKubeconfig(library, access, { id, signal });
  return library.accessFromText(kubeconfig, { tokenFor: library.entraTokens(access) });
}

/**
 * The user kubeconfig of a cluster: a secret, never to be logged.
 * @throws an error that says what is wrong and what to do
 */
export async function readKubeconfig(
  library: ClusterLibrary,
  access: AzureAccess,
  { id, signal }: { readonly id: string; readonly signal?: AbortSignal },
): Promise<string> {
  try {
    return await library.readKubeconfig(access, id, { as: "user", ...(signal && { signal }) });
  } catch (error) {
    if (!(error instanceof library.AzureError)) throw error;
    throw new Error(accessProblemText(error.failure), { cause: error });
  }
}
