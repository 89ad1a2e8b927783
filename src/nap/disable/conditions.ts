import type { Condition } from "./kubernetesObjects.ts";

/** The condition of that type, if there is one. */
export function conditionOf(
  object: { readonly status?: { readonly conditions?: readonly Condition[] } } | undefined,
  type: string,
): Condition | undefined {
  return object?.status?.conditions?.find((condition) => condition.type === type);
}

/** Whether the condition is there and True. */
export function isTrue(object: Parameters<typeof conditionOf>[0], type: string): boolean {
  return conditionOf(object, type)?.status === "True";
}
