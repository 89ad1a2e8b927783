import { accessProblemText } from "../../nap/view/accessProblemText.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { ContextRow } from "../../nap/view/contextRow.ts";
import type { Place } from "../../nap/view/treeNode.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";
import type { AzureAccess, ClusterAccess, ClusterLibrary } from "./session.ts";

/** What is needed of the directory of clusters. */
export type WaysToClusters = Pick<
  ClusterDirectory,
  "library" | "accessOf" | "signInFor" | "marks" | "ways"
>;

/**
 * The way to the API server of a cluster of the tree; close it when it is no longer needed. Where Azure does not answer
 * it is one that is known from before.
 * @throws an error that says what is wrong and what to do
 */
export async function openPlace(
  directory: WaysToClusters,
  place: Place,
  signal: AbortSignal,
): Promise<ClusterAccess> {
  const library = await directory.library();
  if (place.kind !== "cluster") return openContext(library, directory, place.context);
  const { row } = place;
  let access: AzureAccess | undefined;
  try {
    access = directory.accessOf(row);
    return await openCluster(directory, library, { row, access, signal });
  } catch (error) {
    // Who chose to be the admin is not to be somebody else without noticing it.
    const isFinal = failureKind(library, error) === "not-found" || directory.marks.isAdmin(row);
    const isTried = !isFinal && !signal.aborted;
    const way = isTried ? directory.ways.open(library, row.id, access) : undefined;
    if (way === undefined) throw error;
    return way;
  }
}

/** Runs what the kubeconfig names to sign in, or takes the sign-in to Azure in place of kubelogin. Only for who asked for this context. */
function openContext(
  library: ClusterLibrary,
  directory: WaysToClusters,
  { name, signIn, tenantId }: ContextRow,
): ClusterAccess {
  if (signIn !== "entra") return library.accessFromContext(name);
  const access = directory.signInFor(tenantId);
  if (access === undefined) throw new Error(needsAzure);
  return library.accessFromContext(name, { tokenFor: library.entraTokens(access) });
}

/** What a context with Entra ID needs. */
export const needsAzure =
  "This context signs in with Microsoft Entra ID. Sign in to Azure, and it opens without kubelogin.";

interface Asked {
  readonly row: ClusterRow;
  readonly access: AzureAccess;
  readonly signal: AbortSignal;
}

/** With the rights of the signed-in user, those of the admin only by choice; Entra tokens come from the same sign-in. */
async function openCluster(
  directory: WaysToClusters,
  library: ClusterLibrary,
  { row, access, signal }: Asked,
): Promise<ClusterAccess> {
  const as = directory.marks.isAdmin(row) ? "admin" : "user";
  const kubeconfig = await readKubeconfig(library, access, { id: row.id, as, signal });
  const way = library.accessFromText(kubeconfig, { tokenFor: library.entraTokens(access) });
  if (as === "user") directory.ways.remember(row.id, way, { kubeconfig, access });
  return way;
}

function failureKind(library: ClusterLibrary, error: unknown) {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof library.AzureError ? cause.failure.kind : undefined;
}

/**
 * The kubeconfig of a cluster, the user's by default: a secret, never to be logged.
 * @throws an error that says what is wrong and what to do
 */
export async function readKubeconfig(
  library: ClusterLibrary,
  access: AzureAccess,
  {
    id,
    as = "user",
    signal,
  }: { readonly id: string; readonly as?: "user" | "admin"; readonly signal?: AbortSignal },
): Promise<string> {
  try {
    return await library.readKubeconfig(access, id, { as, ...(signal && { signal }) });
  } catch (error) {
    if (!(error instanceof library.AzureError)) throw error;
    throw new Error(accessProblemText(error.failure, as), { cause: error });
  }
}
