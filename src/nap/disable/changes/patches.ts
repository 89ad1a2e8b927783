import { defaultBudgets, widenBudgets } from "./budgetWidening.ts";
import { joinMergePatches } from "./mergePatch.ts";
import { disableTaint, rememberedAnnotations } from "../snapshot/names.ts";
import { hasDisableTaint, hasZeroCpu, isStatic, rememberedOf } from "./remembered.ts";
import type { Change } from "./change.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";

export type NodePoolPatch = Extract<Change, { do: "patchNodePool" }>;

/** A change to the spec together with the annotation that remembers what was there. */
interface Memory {
  readonly annotation: string;
  readonly before: unknown;
  readonly spec: object;
  readonly summary: string;
}

function patchOf(pool: NodePool, { annotation, before, spec, summary }: Memory): NodePoolPatch {
  const { name, resourceVersion } = pool.metadata;
  const annotations = { [annotation]: JSON.stringify(before) };
  const metadata = { ...(resourceVersion !== undefined && { resourceVersion }), annotations };
  return { do: "patchNodePool", name, summary, patch: { metadata, spec } };
}

/** A limit as a person reads it. */
function written(limit: string | number | undefined): string {
  return limit === undefined ? "no limit" : String(limit);
}

/**
 * Lets the pool make no more nodes; the old limit goes into an annotation in the same patch. Undefined for a pool
 * that is frozen already and for a static one, whose `limits.cpu` the API server refuses.
 * An older annotation of a pool that somebody has thawed by hand is overwritten: the limit of now is the true one.
 */
export function freezePatch(pool: NodePool): NodePoolPatch | undefined {
  if (isStatic(pool) || hasZeroCpu(pool)) return undefined;
  const { limits } = pool.spec;
  const cpu = limits?.cpu;
  return patchOf(pool, {
    annotation: rememberedAnnotations.limits,
    before: limits === undefined ? null : { ...(cpu !== undefined && { cpu }) },
    spec: { limits: { cpu: "0" } },
    summary: `limits.cpu ${written(cpu)} -> 0`,
  });
}

/**
 * Adds the taint to the template, which makes every node of the pool drift. Undefined when it is there already, and for
 * a static pool, which replaces drifted nodes instead of giving them up.
 */
export function taintPatch(pool: NodePool): NodePoolPatch | undefined {
  if (isStatic(pool) || hasDisableTaint(pool)) return undefined;
  const { taints } = pool.spec.template.spec;
  return patchOf(pool, {
    annotation: rememberedAnnotations.taints,
    before: taints ?? null,
    spec: { template: { spec: { taints: [...(taints ?? []), disableTaint] } } },
    summary: `template taint + ${disableTaint.key}:${disableTaint.effect}`,
  });
}

/** Scales a static pool to no nodes, the only way to empty it; undefined for other pools and when it is so already. */
export function emptyStaticPatch(pool: NodePool): NodePoolPatch | undefined {
  const { replicas } = pool.spec;
  if (replicas === undefined || replicas === 0) return undefined;
  return patchOf(pool, {
    annotation: rememberedAnnotations.replicas,
    before: replicas,
    spec: { replicas: 0 },
    summary: `replicas ${replicas} -> 0`,
  });
}

/**
 * Sets drift free to `nodes` at a time, other reasons kept; what the budgets were before the first time stays remembered.
 * Undefined for static pools and when it changes nothing. Whether it is more than the pool allows is `wideningOf`'s.
 */
export function widenPatch(pool: NodePool, nodes: string): NodePoolPatch | undefined {
  if (isStatic(pool)) return undefined;
  const current = pool.spec.disruption?.budgets;
  const after = widenBudgets(current ?? defaultBudgets, nodes);
  if (isSame(after, current)) return undefined;
  const remembered = rememberedOf(pool).budgets;
  const isOurs = remembered !== undefined && isSame(remembered.after, current);
  const before = isOurs ? remembered.before : (current ?? null);
  return patchOf(pool, {
    annotation: rememberedAnnotations.budgets,
    before: { before, after },
    spec: { disruption: { budgets: after } },
    summary: `budget for reason Drifted -> ${nodes}`,
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]));
}

/** Whether two pieces of plain data are the same, whatever the order of their members. */
export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

/** Several patches of one pool as one, because the second would meet the version that the first has made. */
export function joinPatches(
  patches: readonly (NodePoolPatch | undefined)[],
): NodePoolPatch | undefined {
  const [first, ...others] = patches.flatMap((patch) => patch ?? []);
  if (first === undefined) return undefined;
  return others.reduce(
    (joined, { patch, summary }) => ({
      ...joined,
      patch: joinMergePatches(joined.patch, patch),
      summary: `${joined.summary}, ${summary}`,
    }),
    first,
  );
}
