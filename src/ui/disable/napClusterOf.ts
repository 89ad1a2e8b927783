import type { Change } from "../../nap/disable/changes/change.ts";
import type {
  ApplyOptions,
  ChangeProblem,
  NapCluster,
} from "../../nap/disable/snapshot/napCluster.ts";
import type { AzureAccess, ClusterAccess, ClusterLibrary } from "../azure/session.ts";
import { readAzure } from "./readAzure.ts";
import type { AzurePlace } from "./readAzure.ts";

/** What reaches a cluster. Nothing of it needs VS Code. */
export interface ClusterReach {
  readonly library: ClusterLibrary;
  readonly kube: ClusterAccess;
  /**
   * Undefined for a cluster that is known from a kubeconfig alone: its agent pools and mode are out of reach. Throws
   * while no sign-in sees the cluster.
   */
  readonly azure: (() => AzurePlace) | undefined;
  /** Switches the mode to Manual and tells how it ends; undefined when it is so. */
  readonly setManual: (options: ApplyOptions) => Promise<ChangeProblem | undefined>;
}

/** The cluster as plans reach it: reads of both sides joined, failures in words. */
export function napClusterOf(reach: ClusterReach): NapCluster {
  const { library, kube } = reach;
  return {
    read: async (lists, signal) => {
      // A last look is at what the API server says; Azure is asked with the change itself.
      const asked = lists === undefined ? readAzure(reach, signal) : undefined;
      const [snapshot, azure] = await Promise.all([
        library.readSnapshot(kube, signal, lists),
        asked,
      ]);
      return { ...snapshot, ...azure };
    },
    apply: async (change, options) => {
      try {
        return await applyOne(reach, change, options);
      } catch (error) {
        return problemOf(library, error);
      }
    },
  };
}

/** So many changes are tried beforehand; the rights to the others are the same. */
const mostTried = 10;

/**
 * Why the API server would refuse one of the changes: a missing right, a rule, a webhook. Nothing is changed. What Azure
 * does cannot be tried, and an object that has changed meanwhile is no reason.
 */
export async function refusalOf(
  { library, kube }: Pick<ClusterReach, "library" | "kube">,
  changes: readonly Change[],
): Promise<ChangeProblem | undefined> {
  for (const change of changes.slice(0, mostTried)) {
    if (!library.isKubeChange(change)) continue;
    try {
      await library.applyChange(kube, change, { isDryRun: true });
    } catch (error) {
      const problem = problemOf(library, error);
      if (problem.kind === "forbidden" || problem.kind === "refused") return problem;
    }
  }
  return undefined;
}

async function applyOne(
  reach: ClusterReach,
  change: Change,
  options: ApplyOptions,
): Promise<ChangeProblem | undefined> {
  const { library, kube } = reach;
  const { signal } = options;
  if (library.isKubeChange(change)) {
    await library.applyChange(kube, change, { signal });
    return undefined;
  }
  switch (change.do) {
    case "setMode":
      return reach.setManual(options);
    case "scaleAgentPool":
      return changePool(reach, { pool: change.pool, options }, { do: "scale", count: change.to });
    case "raiseAutoscaler": {
      const bounds = { minCount: change.minCount.to, maxCount: change.maxCount.to };
      return changePool(reach, { pool: change.pool, options }, { do: "setBounds", ...bounds });
    }
    case "addAgentPool":
      return changePool(reach, { pool: change.pool.name, options }, change.pool);
    default:
      return undefined;
  }
}

type PoolEdit = Parameters<ClusterLibrary["changeAgentPool"]>[2];
type NewPool = Parameters<ClusterLibrary["addAgentPool"]>[2];

async function changePool(
  { library, azure }: ClusterReach,
  { pool, options }: { readonly pool: string; readonly options: ApplyOptions },
  edit: PoolEdit | NewPool,
): Promise<ChangeProblem | undefined> {
  if (azure === undefined)
    return { kind: "refused", words: "Agent pools are Azure's, which does not know this cluster." };
  const { access, id } = azure();
  const { signal, onProgress } = options;
  const name = { clusterId: id, pool };
  const operation =
    "do" in edit
      ? await library.changeAgentPool(access, name, edit, signal)
      : await library.addAgentPool(
          access,
          name,
          await inSubnet({ access, id, library }, edit),
          signal,
        );
  const end = await library.waitForOperation(access, operation, {
    signal,
    onProgress: ({ status, secondsRunning }) =>
      onProgress?.(`Azure is at agent pool ${pool}: ${status || "waiting"}, ${secondsRunning} s`),
  });
  if (end.status === "Succeeded") return undefined;
  if (end.status === "lost")
    return {
      kind: "refused",
      words: `Azure took it, but its end is not known: ${end.failure.message}`,
    };
  return { kind: "refused", words: `Azure says ${end.status}: ${end.message} (${end.code})` };
}

/** In a network of one's own a new pool has to name its subnet; it joins that of the others. */
async function inSubnet(
  { library, access, id }: { library: ClusterLibrary; access: AzureAccess; id: string },
  pool: NewPool,
): Promise<NewPool> {
  const pools = await library.listAgentPools(access, id);
  const subnet = pools
    .map(({ properties }) => (properties as { vnetSubnetID?: unknown } | undefined)?.vnetSubnetID)
    .find((one) => typeof one === "string");
  return typeof subnet === "string" ? { ...pool, vnetSubnetID: subnet } : pool;
}

/** Failures as the plan tells them apart; bugs of ours are thrown on. */
function problemOf(library: ClusterLibrary, error: unknown): ChangeProblem {
  if (library.isCancelled(error)) return { kind: "cancelled", words: "Cancelled." };
  if (error instanceof library.AzureError) {
    const { kind, changed } = error.failure;
    const words = error.message;
    if (kind === "permission") return { kind: "forbidden", words };
    return { kind: changed === "maybe" ? "unsure" : "refused", words };
  }
  const problem = library.problemOf(error);
  if (problem === undefined) throw error;
  return { kind: kinds[problem.kind] ?? "refused", words: problem.text };
}

const kinds: Readonly<Record<string, ChangeProblem["kind"]>> = {
  cancelled: "cancelled",
  conflict: "conflict",
  cut: "unsure",
  forbidden: "forbidden",
  "not-found": "conflict",
  server: "unsure",
  throttled: "unsure",
  timeout: "unsure",
  unauthorized: "forbidden",
};
