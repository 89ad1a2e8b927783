import { clusterContents, type ClusterContents } from "../nap/view/contents/clusterContents.ts";
import type { ContentKind, ContentObjects } from "../nap/view/contents/clusterContents.ts";
import type { ClusterAccess } from "./access.ts";
import { watchKinds, type WatchedKinds } from "./watchKinds.ts";

const kinds: readonly ContentKind[] = [
  "nodePools",
  "nodeClaims",
  "aksNodeClasses",
  "nodes",
  "events",
];

/** Events about objects without a namespace are kept in this one. */
const filters = { events: { namespace: "default" } };

/**
 * Follows what the tree shows of one cluster, one watch per kind, and calls `onChange` with all of it after each
 * change, at most ten times a second. Resolves when the signal has aborted and nothing of it runs any more;
 * never rejects for a failure of the cluster: that is told per kind in `ClusterContents.kinds`.
 */
export async function watchCluster(
  access: ClusterAccess,
  signal: AbortSignal,
  onChange: (contents: ClusterContents) => void,
): Promise<void> {
  await watchKinds(access, {
    kinds,
    filters,
    signal,
    onChange: (known) => onChange(contentsOf(known)),
  });
}

function contentsOf(known: WatchedKinds<ContentKind>): ClusterContents {
  return clusterContents(objectsOf(known), statesOf(known), Date.now());
}

/** The API server has validated these objects against the types of their kinds. */
function objectsOf(known: WatchedKinds<ContentKind>): ContentObjects {
  return Object.fromEntries(
    kinds.map((kind) => [kind, known[kind].objects]),
  ) as unknown as ContentObjects;
}

function statesOf(known: WatchedKinds<ContentKind>): ClusterContents["kinds"] {
  return {
    nodePools: known.nodePools.state,
    nodeClaims: known.nodeClaims.state,
    aksNodeClasses: known.aksNodeClasses.state,
    nodes: known.nodes.state,
    events: known.events.state,
  };
}
