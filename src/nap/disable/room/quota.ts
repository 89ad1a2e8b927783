import type { Change } from "../changes/change.ts";
import type { ClusterSnapshot } from "../snapshot/snapshot.ts";

/** A vCPU quota of a region, as Azure lists it: `cores` for all, `standardDSv5Family` for a family. */
export interface VcpuQuota {
  readonly name: string;
  readonly limit: number;
  readonly used: number;
}

/** What Azure says about a VM size: its quota and how many vCPUs a machine takes of it. */
export interface VcpuSize {
  readonly vmSize: string;
  /** The `family` of the size, the name of its quota. */
  readonly family: string;
  readonly vcpus: number;
}

/** Whether the quotas allow what the fixed pools are to grow by. */
export interface QuotaVerdict {
  readonly verdict: "enough" | "short" | "unknown";
  readonly words: string;
}

function growth(
  change: Change,
  { managedCluster }: ClusterSnapshot,
): readonly [string | undefined, number] {
  const sizeOf = (pool: string) =>
    managedCluster?.agentPools.find(({ name }) => name === pool)?.vmSize;
  switch (change.do) {
    case "addAgentPool":
      return [change.pool.vmSize, change.pool.count];
    case "scaleAgentPool":
      return [sizeOf(change.pool), Math.max(0, change.to - change.from)];
    case "raiseAutoscaler": {
      const count = managedCluster?.agentPools.find(({ name }) => name === change.pool)?.count ?? 0;
      return [sizeOf(change.pool), Math.max(0, change.minCount.to - count)];
    }
    default:
      return [undefined, 0];
  }
}

function judge(name: string, wanted: number, quotas: readonly VcpuQuota[]): QuotaVerdict {
  const quota = quotas.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (quota === undefined) return { verdict: "unknown", words: `Azure lists no quota ${name}.` };
  const free = quota.limit - quota.used;
  const words = `Quota ${name}: ${wanted} vCPUs wanted, ${Math.max(0, free)} of ${quota.limit} free.`;
  return { verdict: wanted <= free ? "enough" : "short", words };
}

/**
 * Holds what the changes add against the vCPU quotas, family by family and for the region (`cores`). NAP nodes still
 * use their part while the fixed pools grow, so nothing is counted as coming free.
 */
export function quotaVerdicts(
  changes: readonly Change[],
  snapshot: ClusterSnapshot,
  { quotas, sizes }: { readonly quotas: readonly VcpuQuota[]; readonly sizes: readonly VcpuSize[] },
): readonly QuotaVerdict[] {
  const wanted = new Map<string, number>();
  const unknown: QuotaVerdict[] = [];
  for (const change of changes) {
    const [vmSize, nodes] = growth(change, snapshot);
    if (nodes === 0) continue;
    const size = sizes.find((one) => one.vmSize.toLowerCase() === vmSize?.toLowerCase());
    if (size === undefined) {
      unknown.push({
        verdict: "unknown",
        words: `VM size ${vmSize ?? "of the pool"} is not known in the region.`,
      });
      continue;
    }
    for (const name of [size.family, "cores"])
      wanted.set(name, (wanted.get(name) ?? 0) + nodes * size.vcpus);
  }
  return [...[...wanted].map(([name, vcpus]) => judge(name, vcpus, quotas)), ...unknown];
}
