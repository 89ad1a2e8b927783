import type { ClusterObjects, ClusterSnapshot, Unread } from "../nap/disable/snapshot/snapshot.ts";
import type { KubeProblem } from "../nap/view/contents/kubeProblem.ts";
import type { ClusterAccess } from "./access.ts";
import { problemOf } from "./kubeError.ts";
import { listAll } from "./list.ts";
import type { KubeObject } from "./trim.ts";

/** The lists that a snapshot is made of. */
export type SnapshotList = keyof ClusterObjects;

export const snapshotLists: readonly SnapshotList[] = [
  "pods",
  "nodes",
  "nodePools",
  "nodeClaims",
  "aksNodeClasses",
  "podDisruptionBudgets",
  "persistentVolumes",
  "persistentVolumeClaims",
  "storageClasses",
  "daemonSets",
  "namespaces",
  "events",
];

/** Nobody looks at the first page here, so fewer round trips count for more. */
const pageSize = 2000;

/** Problems of the way to the cluster, after which no list is worth a try. */
const total: ReadonlySet<KubeProblem["kind"]> = new Set([
  "cancelled",
  "credential",
  "timeout",
  "tls",
  "unauthorized",
  "unreachable",
]);

/**
 * Everything in the cluster that a plan for switching node auto-provisioning off looks at, page by page, all kinds at
 * the same time. A list that may not be read is empty and named in `unread`. With `lists` these alone are read.
 * @throws KubeError when the cluster cannot be reached or the signal aborts
 */
export async function readSnapshot(
  access: ClusterAccess,
  signal?: AbortSignal,
  lists: readonly SnapshotList[] = snapshotLists,
): Promise<ClusterSnapshot> {
  const takenAt = new Date().toISOString();
  const read = await Promise.all(lists.map((list) => readList(access, list, signal)));
  const items = new Map(read.map(({ list, items }) => [list, items]));
  const objects = Object.fromEntries(snapshotLists.map((list) => [list, items.get(list) ?? []]));
  return snapshotOf(objects, { takenAt, unread: read.flatMap(({ unread }) => unread ?? []) });
}

/** Gives lists of raw objects their types: the API server has validated them against these. */
export function snapshotOf(
  objects: Readonly<Record<string, readonly KubeObject[]>>,
  { takenAt, unread }: Pick<ClusterSnapshot, "takenAt" | "unread">,
): ClusterSnapshot {
  return {
    ...(objects as unknown as ClusterObjects),
    takenAt,
    unread,
    managedCluster: undefined,
  };
}

interface ReadList {
  readonly list: SnapshotList;
  readonly items: readonly KubeObject[];
  readonly unread?: Unread;
}

async function readList(
  access: ClusterAccess,
  list: SnapshotList,
  signal: AbortSignal | undefined,
): Promise<ReadList> {
  try {
    const { items } = await listAll(access, list, { signal, pageSize });
    return { list, items };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined || total.has(problem.kind)) throw error;
    return { list, items: [], unread: unreadOf(list, problem) };
  }
}

/** What a snapshot says of a list that could not be read. */
export function unreadOf(list: SnapshotList, { kind, text }: KubeProblem): Unread {
  const reason = kind === "forbidden" ? "forbidden" : kind === "not-found" ? "missing" : "failed";
  return { list, reason, message: text };
}
