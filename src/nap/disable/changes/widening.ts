import { allowedDisruptions } from "../../../karpenter/budgets.ts";
import type { Budget } from "../../../karpenter/budgets.ts";
import { countedNodes, driftBudgetsOf } from "../blockers/allowance.ts";
import { widenPatch } from "./patches.ts";
import type { NodePoolPatch } from "./patches.ts";
import { applyMergePatch } from "./mergePatch.ts";
import type { Inventory } from "../snapshot/inventory.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";

/** What a wider budget comes to for one NodePool, in nodes at a time. */
export interface PoolWidening {
  readonly pool: string;
  /** How many nodes may drift now, and how many then. */
  readonly from: number;
  readonly to: number;
  readonly nodes: number;
  readonly patch: NodePoolPatch;
}

/** A choice of how many nodes may drift at a time, with the NodePools that it makes faster. */
export interface WideningOption {
  /** A count or a percentage. */
  readonly nodes: string;
  readonly pools: readonly PoolWidening[];
}

/**
 * What widening to `nodes` comes to for a pool; undefined when it lets no more nodes drift now, or fewer than the
 * pool's own budgets let drift at other times.
 */
export function wideningOf(
  pool: NodePool,
  nodes: string,
  inventory: Inventory,
): PoolWidening | undefined {
  const patch = widenPatch(pool, nodes);
  if (patch === undefined) return undefined;
  const numNodes = countedNodes(pool, inventory).length;
  const allowed = (budgets: readonly Budget[]) => {
    const asked = { reason: "Drifted", numNodes, nowMs: inventory.nowMs } as const;
    return Math.min(numNodes, Math.max(0, allowedDisruptions(budgets, asked)));
  };
  // A patch of the plan keeps the form of a NodePool.
  const after = applyMergePatch(pool, patch.patch) as NodePool;
  const budgets = driftBudgetsOf(pool);
  const [from, to] = [allowed(budgets), allowed(driftBudgetsOf(after))];
  const atBest = allowed(budgets.filter(({ schedule }) => schedule === undefined));
  if (to <= from || to < atBest) return undefined;
  return { pool: pool.metadata.name, from, to, nodes: numNodes, patch };
}

const candidates = ["100%", "50%", "25%", "1"];

/** The choices that let more nodes drift than now; of several that come to the same the first. */
export function wideningOptions(inventory: Inventory): readonly WideningOption[] {
  const options = new Map<string, WideningOption>();
  for (const nodes of candidates) {
    const pools = inventory.snapshot.nodePools.flatMap(
      (pool) => wideningOf(pool, nodes, inventory) ?? [],
    );
    const key = pools.map(({ pool, to }) => `${pool} ${to}`).join();
    if (pools.length > 0 && !options.has(key)) options.set(key, { nodes, pools });
  }
  return [...options.values()];
}
