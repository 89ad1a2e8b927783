import { allows, operatorOf } from "./requirement.ts";
import type { Requirement } from "./requirement.ts";

/** All values of one form. */
export interface ValueForm {
  readonly pattern: RegExp;
  /** Whether values of the form are integers, so that bounds can admit some. */
  readonly integers: boolean;
}

/** The values of one label that nodes of an instance type can have, as far as known. */
export interface LabelValues {
  /** Surely among the values. */
  readonly sure: readonly string[];
  /** Possibly among the values as well. */
  readonly maybe: readonly string[] | ValueForm;
  /** Whether the label can be missing. */
  readonly absent: boolean;
}

/** Whether the instance type passes the requirement on the label. */
export interface Verdict {
  readonly possible: boolean;
  readonly sure: boolean;
}

/** A label that surely has each of these values; one that is missing where there are none. */
export function just(...sure: string[]): LabelValues {
  return { sure, maybe: [], absent: sure.length === 0 };
}

export const absent: LabelValues = just();

/** A label that is there with one of these values, or one of this form; nobody knows which. */
export function someOf(maybe: LabelValues["maybe"]): LabelValues {
  return { sure: [], maybe, absent: false };
}

/** Whether a missing label satisfies the requirement. */
export function toleratesAbsence(requirement: Requirement): boolean {
  const operator = operatorOf(requirement);
  return operator === "NotIn" || operator === "DoesNotExist";
}

function isBounded({ gte, lte }: Requirement): boolean {
  return gte !== undefined || lte !== undefined;
}

function admitsForm(requirement: Requirement, { pattern, integers }: ValueForm): boolean {
  if (requirement.complement) return integers || !isBounded(requirement);
  return requirement.values.some((value) => pattern.test(value) && allows(requirement, value));
}

function admitsMaybe(requirement: Requirement, maybe: LabelValues["maybe"]): boolean {
  return "pattern" in maybe
    ? admitsForm(requirement, maybe)
    : maybe.some((value) => allows(requirement, value));
}

/** Whether nothing is known to be possible beyond the sure values. */
export function isCertain({ maybe }: LabelValues): boolean {
  return !("pattern" in maybe) && maybe.length === 0;
}

/**
 * Judges a requirement against the values of a label, as Requirements.Intersects does for a key that both know.
 * Source: karpenter v1.14.0 pkg/scheduling/{requirement,requirements}.go.
 */
export function judge(requirement: Requirement, label: LabelValues): Verdict {
  const { sure, maybe, absent: canMiss } = label;
  if (sure.some((value) => allows(requirement, value))) return { possible: true, sure: true };
  const missing = canMiss && sure.length === 0 && toleratesAbsence(requirement);
  const anything = operatorOf(requirement) === "Exists" && !isBounded(requirement);
  return {
    possible: missing || admitsMaybe(requirement, maybe),
    sure: isCertain(label) ? missing : sure.length === 0 && !canMiss && anything,
  };
}
