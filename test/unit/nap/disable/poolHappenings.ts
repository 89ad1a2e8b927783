import { isStatic } from "../../../../src/nap/disable/changes/remembered.ts";
import { patched } from "./patched.ts";
import type { NodePool } from "../../../../src/nap/disable/snapshot/karpenterObjects.ts";

const disableKey = "karpenter.azure.com/disable";

/** What is done to a NodePool; `pick` chooses it. */
export type PoolHappening =
  | { readonly is: "limit"; readonly pick: number; readonly cpu: string }
  | {
      readonly is:
        "memory" | "addTaint" | "dropOurTaint" | "budgets" | "revert" | "recreate" | "status";
      readonly pick: number;
    };

/** What of the model can be done to. */
interface Cluster {
  readonly pools: NodePool[];
  /** By name: the pools without our doing. */
  readonly expected: Map<string, NodePool>;
  next(): string;
}

type Change = (pool: NodePool) => NodePool;

/** Changes the pool, and what it would be like without us. */
function edit(cluster: Cluster, pick: number, change: Change): void {
  const name = cluster.pools[pick % Math.max(1, cluster.pools.length)]?.metadata.name ?? "";
  const expected = cluster.expected.get(name);
  if (expected) cluster.expected.set(name, change(expected));
  editAlone(cluster, pick, change);
}

/** Changes the pool alone. */
function editAlone(cluster: Cluster, pick: number, change: Change): void {
  const index = pick % Math.max(1, cluster.pools.length);
  const pool = cluster.pools[index];
  if (pool === undefined) return;
  const edited = change(pool);
  cluster.pools[index] = {
    ...edited,
    metadata: { ...edited.metadata, resourceVersion: cluster.next() },
  };
}

/** Does it. */
export function happenToPool(cluster: Cluster, happening: PoolHappening): void {
  const { pick } = happening;
  if (happening.is === "limit") {
    const { cpu } = happening;
    edit(cluster, pick, (pool) => limited(pool, { cpu }));
  } else doings[happening.is](cluster, pick);
}

/** A static pool takes no limits. */
function limited(pool: NodePool, limits: object): NodePool {
  return isStatic(pool) ? pool : patched(pool, { spec: { limits } });
}

function withTaints(pool: NodePool, taints: unknown): NodePool {
  return patched(pool, { spec: { template: { spec: { taints } } } });
}

type Doing = (cluster: Cluster, pick: number) => void;

const doings: Readonly<Record<Exclude<PoolHappening["is"], "limit">, Doing>> = {
  memory: (cluster, pick) => {
    edit(cluster, pick, (pool) => limited(pool, { memory: "9Gi" }));
  },
  addTaint: (cluster, pick) => {
    const added = { key: `t${pick}`, effect: "NoSchedule" };
    edit(cluster, pick, (pool) =>
      withTaints(pool, [...(pool.spec.template.spec.taints ?? []), added]),
    );
  },
  dropOurTaint: (cluster, pick) => {
    edit(cluster, pick, (pool) => {
      const { taints } = pool.spec.template.spec;
      const left = (taints ?? []).filter(
        ({ key, effect }) => key !== disableKey || effect !== "NoSchedule",
      );
      if (taints === undefined || left.length === taints.length) return pool;
      const expected = cluster.expected.get(pool.metadata.name);
      const had = expected?.spec.template.spec.taints !== undefined;
      return withTaints(pool, left.length > 0 || had ? left : null);
    });
  },
  budgets: (cluster, pick) => {
    const budgets = [{ nodes: String(pick) }];
    edit(cluster, pick, (pool) => patched(pool, { spec: { disruption: { budgets } } }));
  },
  revert: (cluster, pick) => {
    editAlone(cluster, pick, (pool) => {
      return { ...pool, spec: cluster.expected.get(pool.metadata.name)?.spec ?? pool.spec };
    });
  },
  recreate: (cluster, pick) => {
    edit(cluster, pick, ({ metadata, spec }) => ({
      metadata: { name: metadata.name, uid: `new${pick}` },
      spec: { disruption: {}, template: spec.template, limits: { cpu: "7" } },
    }));
    // A pool that is made anew has what its makers want, not our taint.
    editAlone(cluster, pick, (pool) => ({ ...(cluster.expected.get(pool.metadata.name) ?? pool) }));
  },
  status: (cluster, pick) => {
    edit(cluster, pick, (pool) => pool);
  },
};
