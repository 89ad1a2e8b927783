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
  const kubeconfig = await library.readKubeconfig(access, id, { as: "user", signal });
  return library.accessFromText(kubeconfig, {
    tokenFor: async ({ serverId, tenantId }, abortSignal) => {
      const token = await access.credential.getToken(`${serverId}/.default`, {
        abortSignal,
        ...(tenantId === undefined ? {} : { tenantId }),
      });
      if (token === null) throw new Error("Azure gave no token for the API server.");
      return { token: token.token, expiresOnMs: token.expiresOnTimestamp };
    },
  });
}
