import type { Condition } from "./kubernetesObjects.ts";

type Conditioned =
  { readonly status?: { readonly conditions?: readonly Condition[] } | undefined } | undefined;

/** The condition of a type, if there is one. */
export function conditionIn(
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/** The same of an object. */
export function conditionOf(object: Conditioned, type: string): Condition | undefined {
  return conditionIn(object?.status?.conditions, type);
}

/** The status of a condition as an answer; a missing one is not known. */
export function truthIn(
  conditions: readonly Condition[] | undefined,
  type: string,
): boolean | undefined {
  const status = conditionIn(conditions, type)?.status;
  return status === "True" ? true : status === "False" ? false : undefined;
}

/** Whether the object's condition is there and True. */
export function isTrue(object: Conditioned, type: string): boolean {
  return truthIn(object?.status?.conditions, type) === true;
}
