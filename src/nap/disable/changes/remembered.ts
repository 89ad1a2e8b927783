import { parseQuantity } from "../../../karpenter/quantity.ts";
import { isOurTaint, rememberedAnnotations } from "../snapshot/names.ts";
import type { Taint } from "../snapshot/kubernetesObjects.ts";
import type { NodePool, NodePoolBudget } from "../snapshot/karpenterObjects.ts";

/** What the annotations of a pool remember; a member is undefined where there is no annotation. */
export interface Remembered {
  readonly limits?: { readonly before: { readonly cpu?: string | number } | null };
  readonly taints?: { readonly before: readonly Taint[] | null };
  readonly budgets?: {
    readonly before: readonly NodePoolBudget[] | null;
    readonly after: readonly NodePoolBudget[];
  };
  readonly replicas?: { readonly before: number };
  /** Annotations of ours that cannot be read; nothing is restored from them, and they stay. */
  readonly unreadable: readonly string[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isLimits(value: unknown): value is { readonly cpu?: string | number } | null {
  if (value === null) return true;
  if (!isObject(value) || Object.keys(value).some((key) => key !== "cpu")) return false;
  return ["undefined", "string", "number"].includes(typeof value.cpu);
}

function isTaints(value: unknown): value is readonly Taint[] | null {
  if (value === null) return true;
  if (!Array.isArray(value)) return false;
  return value.every(
    (taint) => isObject(taint) && typeof taint.key === "string" && typeof taint.effect === "string",
  );
}

function isBudgetList(value: unknown): value is readonly NodePoolBudget[] {
  return (
    Array.isArray(value) &&
    value.every((budget) => isObject(budget) && typeof budget.nodes === "string")
  );
}

function isBudgets(value: unknown): value is NonNullable<Remembered["budgets"]> {
  if (!isObject(value) || !isBudgetList(value.after)) return false;
  return value.before === null || isBudgetList(value.before);
}

function isReplicas(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

/** Reads our annotations of a NodePool. */
export function rememberedOf({ metadata }: NodePool): Remembered {
  const unreadable: string[] = [];
  const read = <T>(key: string, isValid: (value: unknown) => value is T): T | undefined => {
    const text = metadata.annotations?.[key];
    if (text === undefined) return undefined;
    const value = parsed(text);
    if (isValid(value)) return value;
    unreadable.push(key);
    return undefined;
  };
  const limits = read(rememberedAnnotations.limits, isLimits);
  const taints = read(rememberedAnnotations.taints, isTaints);
  const budgets = read(rememberedAnnotations.budgets, isBudgets);
  const replicas = read(rememberedAnnotations.replicas, isReplicas);
  return {
    ...(limits !== undefined && { limits: { before: limits } }),
    ...(taints !== undefined && { taints: { before: taints } }),
    ...(budgets !== undefined && { budgets }),
    ...(replicas !== undefined && { replicas: { before: replicas } }),
    unreadable,
  };
}

/** Whether the pool keeps a number of nodes whatever the pods; such a pool takes no `limits.cpu`. */
export function isStatic({ spec }: NodePool): boolean {
  return spec.replicas !== undefined;
}

/** Whether `spec.limits.cpu` is zero, however it is written (`0`, `"0"`, `0m`). */
export function hasZeroCpu({ spec }: NodePool): boolean {
  const cpu = spec.limits?.cpu;
  if (cpu === undefined) return false;
  return parseQuantity(String(cpu)).value?.mantissa === 0n;
}

/** Whether the pool makes no more nodes: no CPU allowed, or a static pool of none. */
export function isFrozen(pool: NodePool): boolean {
  return isStatic(pool) ? pool.spec.replicas === 0 : hasZeroCpu(pool);
}

/** Whether the template of the pool carries the taint that makes its nodes drift. */
export function hasDisableTaint({ spec }: NodePool): boolean {
  return spec.template.spec.taints?.some(isOurTaint) ?? false;
}
