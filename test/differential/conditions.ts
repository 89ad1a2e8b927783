import type { ClusterObject } from "../cluster/clusterObjects.ts";

/** A condition of an object's status, as far as it is compared. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** What a condition is while it is True. */
export function satisfied(type: string): Condition {
  return { type, status: "True", reason: type, message: "" };
}

/** Ready as all conditions together make it (operatorpkg status/condition_set.go). */
export function readyOf(conditions: readonly Condition[]): Condition {
  const failed = conditions.filter(({ status }) => status === "False");
  if (failed.length === 0) return satisfied("Ready");
  const message = failed.map(({ type, status }) => `${type}=${status}`).join(", ");
  return { type: "Ready", status: "False", reason: "UnhealthyDependents", message };
}

/** The conditions of an object that the controllers have settled on; undefined while they have not. */
export function settledConditions(
  object: ClusterObject,
  wanted: readonly string[],
): readonly Condition[] | undefined {
  const { conditions = [] } = (object.status ?? {}) as { conditions?: readonly Condition[] };
  const isSettled = wanted.every((type) =>
    conditions.some((one) => one.type === type && one.status !== "Unknown"),
  );
  return isSettled ? conditions : undefined;
}

/** A message with the known values of labels in one order: Go walks sets at random. */
export function inOrder(message: string): string {
  return message.replace(/(?<=\bfrom: \[)[^\]]*/g, (list) => sorted(list, " "));
}

/**
 * A condition as a line that can be compared. The problems of several labels, and the conditions that Ready counts,
 * have no fixed order either.
 */
export function conditionLine({ type, status, reason, message }: Condition): string {
  const separator = reason === "UnhealthyDependents" ? ", " : "; ";
  return `${type}=${status} ${reason}: ${sorted(inOrder(message), separator)}`;
}

function sorted(text: string, separator: string): string {
  return text.split(separator).sort().join(separator);
}
