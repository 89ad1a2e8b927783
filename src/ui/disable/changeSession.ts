import type { Change } from "../../nap/disable/changes/change.ts";
import type { ChangeProblem, NapCluster } from "../../nap/disable/snapshot/napCluster.ts";
import type { ClusterSnapshot } from "../../nap/disable/snapshot/snapshot.ts";
import type { ContextRow } from "../../nap/view/contextRow.ts";
import type { ClusterDirectory } from "../azure/clusterDirectory.ts";
import { openPlace } from "../azure/kubeAccess.ts";
import type { ClusterAccess, ClusterLibrary } from "../azure/session.ts";
import type { ReadOnlyDocuments } from "../readOnlyDocuments.ts";
import { napClusterOf, refusalOf } from "./napClusterOf.ts";

/** A cluster whose changes are shown, agreed to and made. */
export interface ChangeSession {
  readonly row: { readonly name: string };
  readonly documents: ReadOnlyDocuments;
  library(): Promise<ClusterLibrary>;
  /** The cluster as it is now, read once. */
  look(): Promise<ClusterSnapshot>;
  cluster(): Promise<NapCluster>;
  /** Why the cluster would refuse one of these changes, as far as that can be known before. */
  refusal(changes: readonly Change[]): Promise<ChangeProblem | undefined>;
  /** Shows the cluster as a change left it. */
  show(after: ClusterSnapshot): Promise<void>;
  dispose(): void;
}

interface Parts {
  readonly directory: ClusterDirectory;
  readonly documents: ReadOnlyDocuments;
}

/** A cluster that is known from a kubeconfig alone: what its API server can change can be changed, Azure is out of reach. */
export async function openContextSession(
  { directory, documents }: Parts,
  context: ContextRow,
): Promise<ChangeSession> {
  const stop = new AbortController();
  const library = await directory.library();
  const kube: ClusterAccess = await openPlace(directory, { kind: "context", context }, stop.signal);
  const words = "Azure does not know this cluster: its mode cannot be changed.";
  const setManual = () => Promise.resolve<ChangeProblem>({ kind: "refused", words });
  const cluster = napClusterOf({ library, kube, azure: undefined, setManual });
  return {
    row: context,
    documents,
    library: () => Promise.resolve(library),
    look: () => cluster.read(undefined, stop.signal),
    cluster: () => Promise.resolve(cluster),
    refusal: (changes) => refusalOf({ library, kube }, changes),
    // The tree follows the cluster by itself.
    show: () => Promise.resolve(),
    dispose: () => {
      stop.abort();
      kube.close();
    },
  };
}
