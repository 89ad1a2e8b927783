import type { ClusterObjects, ClusterSnapshot, Unread } from "../nap/disable/snapshot.ts";
import type { KubeProblem } from "../nap/view/kubeProblem.ts";
import type { ClusterAccess } from "./access.ts";
import { problemOf } from "./kubeError.ts";
import { listAll } from "./list.ts";
import type { KubeObject } from "./trim.ts";

type ListName = keyof ClusterObjects;

const lists: readonly ListName[] = [
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
 * the same time. A list that may not be read is empty and named in `unread`.
 * @throws KubeError when the cluster cannot be reached or the signal aborts
 */
export async function readSnapshot(
  access: ClusterAccess,
  signal?: AbortSignal,
): Promise<ClusterSnapshot> {
  const takenAt = new Date().toISOString();
  const read = await Promise.all(lists.map((list) => readList(access, list, signal)));
  const objects = Object.fromEntries(read.map(({ list, items }) => [list, items]));
  return {
    // The API server has validated the objects against the types of their kinds.
    ...(objects as unknown as ClusterObjects),
    takenAt,
    unread: read.flatMap(({ unread }) => unread ?? []),
    managedCluster: undefined,
  };
}

interface ReadList {
  readonly list: ListName;
  readonly items: readonly KubeObject[];
  readonly unread?: Unread;
}

async function readList(
  access: ClusterAccess,
  list: ListName,
  signal: AbortSignal | undefined,
): Promise<ReadList> {
  try {
    const { items } = await listAll(access, list, { signal });
    return { list, items };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined || total.has(problem.kind)) throw error;
    return { list, items: [], unread: { list, ...reasonOf(problem) } };
  }
}

function reasonOf({ kind, text }: KubeProblem): Pick<Unread, "reason" | "message"> {
  const reason = kind === "forbidden" ? "forbidden" : kind === "not-found" ? "missing" : "failed";
  return { reason, message: text };
}
