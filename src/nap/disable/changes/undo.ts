import { isOurTaint, rememberedAnnotations } from "../snapshot/names.ts";
import { isSame } from "./patches.ts";
import type { NodePoolPatch } from "./patches.ts";
import { hasZeroCpu, rememberedOf } from "./remembered.ts";
import type { Remembered } from "./remembered.ts";
import type { NodePool } from "../snapshot/karpenterObjects.ts";

/** Which of our changes to take back; unfreezing takes back the limits only. */
export type Restorable = keyof typeof rememberedAnnotations;

const everything: readonly Restorable[] = ["limits", "taints", "budgets", "replicas"];

/** One of our changes, taken back or not. */
interface Restored {
  /** Merged into the patch; undefined when the field stays as it is. */
  readonly spec: Readonly<Record<string, unknown>> | undefined;
  readonly summary?: string;
  /** Why the field stays. */
  readonly kept?: string;
}

/** How a pool gets back what it had. */
export interface PoolUndo {
  readonly pool: string;
  /** Undefined when the pool carries nothing of ours. */
  readonly change: NodePoolPatch | undefined;
  /** What is not restored, in words. */
  readonly notes: readonly string[];
}

function restoreLimits(pool: NodePool, before: { cpu?: string | number } | null): Restored {
  const { limits } = pool.spec;
  if (!hasZeroCpu(pool))
    return { spec: undefined, kept: "limits.cpu was changed since the freeze and stays as it is" };
  const cpu = before?.cpu ?? null;
  const onlyOurs = before === null && Object.keys(limits ?? {}).length === 1;
  const summary = `limits.cpu 0 -> ${cpu ?? "no limit"}`;
  return { spec: { limits: onlyOurs ? null : { cpu } }, summary };
}

function restoreTaints(
  pool: NodePool,
  before: NonNullable<Remembered["taints"]>["before"],
): Restored {
  const current = pool.spec.template.spec.taints ?? [];
  if (!current.some(isOurTaint))
    return { spec: undefined, kept: "the taint was removed by somebody else already" };
  const left = current.filter((taint) => !isOurTaint(taint));
  const restored = isSame(left, before ?? []) ? before : left;
  const summary = "template taint removed";
  return { spec: { template: { spec: { taints: restored } } }, summary };
}

function restoreBudgets(
  pool: NodePool,
  { before, after }: NonNullable<Remembered["budgets"]>,
): Restored {
  if (!isSame(pool.spec.disruption?.budgets, after))
    return { spec: undefined, kept: "the budgets were changed since and stay as they are" };
  return { spec: { disruption: { budgets: before } }, summary: "budgets as before" };
}

function restoreReplicas(pool: NodePool, before: number): Restored {
  if (pool.spec.replicas !== 0)
    return { spec: undefined, kept: "replicas was changed since and stays as it is" };
  return { spec: { replicas: before }, summary: `replicas 0 -> ${before}` };
}

function restore(pool: NodePool, remembered: Remembered, part: Restorable): Restored | undefined {
  const { limits, taints, budgets, replicas } = remembered;
  switch (part) {
    case "limits":
      return limits && restoreLimits(pool, limits.before);
    case "taints":
      return taints && restoreTaints(pool, taints.before);
    case "budgets":
      return budgets && restoreBudgets(pool, budgets);
    case "replicas":
      return replicas && restoreReplicas(pool, replicas.before);
  }
}

/**
 * Takes our changes to a NodePool back in one patch: fields that are still as we left them get exactly what they had
 * (absent stays apart from empty), fields that somebody changed since stay, and the annotations go. What the
 * annotations do not remember is not touched.
 */
export function undoPool(pool: NodePool, parts: readonly Restorable[] = everything): PoolUndo {
  const { name, resourceVersion } = pool.metadata;
  const remembered = rememberedOf(pool);
  const done = parts.flatMap((part) => {
    const restored = restore(pool, remembered, part);
    return restored === undefined ? [] : [{ part, ...restored }];
  });
  const notes = [
    ...done.flatMap(({ kept }) => kept ?? []),
    ...remembered.unreadable.map((key) => `the annotation ${key} cannot be read and stays`),
  ];
  if (done.length === 0) return { pool: name, change: undefined, notes };
  const spec: Record<string, unknown> = {};
  for (const restored of done) Object.assign(spec, restored.spec);
  const annotations = Object.fromEntries(
    done.map(({ part }) => [rememberedAnnotations[part], null]),
  );
  const metadata = { ...(resourceVersion !== undefined && { resourceVersion }), annotations };
  const patch = { metadata, ...(Object.keys(spec).length > 0 && { spec }) };
  const words = done.flatMap(({ summary }) => summary ?? []);
  const summary = words.length > 0 ? words.join(", ") : "notes of this extension removed";
  return { pool: name, change: { do: "patchNodePool", name, patch, summary }, notes };
}
