import { goQuote, sortedByBytes } from "./goText.ts";
import { restrictedLabels } from "./labels.ts";
import {
  formatRequirement,
  hasIntersection,
  intersection,
  operatorOf,
  requirementFrom,
} from "./requirement.ts";
import type { NodeSelectorRequirement, Requirement } from "./requirement.ts";

/*
 * Sets of requirements, one for each label, as karpenter v1.14.0 pkg/scheduling/requirements.go computes with them.
 * Go walks its maps in random order; here everything is ordered by key.
 */

export type Requirements = ReadonlyMap<string, Requirement>;

/** Why two sets do not fit together. */
export interface Incompatibility {
  readonly key: string;
  /** Karpenter's words. */
  readonly message: string;
  /** What was asked for. */
  readonly incoming: Requirement;
  /** What there is; absent when the label has no known values. */
  readonly existing?: Requirement;
}

/** Joins requirements to a set; those with the same key are intersected, the later one first. */
export function requirementsOf(requirements: Iterable<Requirement>): Requirements {
  const joined = new Map<string, Requirement>();
  for (const requirement of requirements) {
    const existing = joined.get(requirement.key);
    joined.set(
      requirement.key,
      existing === undefined ? requirement : intersection(requirement, existing),
    );
  }
  return new Map(sortedByBytes([...joined.keys()]).flatMap((key) => entryOf(joined, key)));
}

function entryOf(requirements: Requirements, key: string): [string, Requirement][] {
  const requirement = requirements.get(key);
  return requirement === undefined ? [] : [[key, requirement]];
}

/** Reads the requirements of a manifest, with normalised keys and values. */
export function fromNodeSelectorRequirements(
  written: readonly NodeSelectorRequirement[],
): Requirements {
  return requirementsOf(written.map(requirementFrom));
}

/** Reads labels, or the nodeSelector of a pod: each must have exactly its value. */
export function fromLabels(labels: Readonly<Record<string, string>>): Requirements {
  const written = Object.entries(labels).map(([key, value]): NodeSelectorRequirement => ({
    key,
    operator: "In",
    values: [value],
  }));
  return fromNodeSelectorRequirements(written);
}

/** The set that holds when all the given ones hold. */
export function mergeRequirements(...sets: readonly Requirements[]): Requirements {
  return requirementsOf(sets.flatMap((set) => [...set.values()]));
}

function excludes(requirement: Requirement): boolean {
  const operator = operatorOf(requirement);
  return operator === "NotIn" || operator === "DoesNotExist";
}

/** The labels in both sets for which no value satisfies both (Intersects). Empty means that they intersect. */
export function conflicts(existing: Requirements, incoming: Requirements): Incompatibility[] {
  return [...incoming.values()].flatMap((wanted) => {
    const have = existing.get(wanted.key);
    if (have === undefined || hasIntersection(have, wanted)) return [];
    if (excludes(wanted) && excludes(have)) return [];
    const { key } = wanted;
    const message = `key ${key}, ${formatRequirement(wanted)} not in ${formatRequirement(have)}`;
    return [{ key, message, incoming: wanted, existing: have }];
  });
}

function looksLike(known: string, key: string): boolean {
  return known.includes(key) || known.endsWith(key.slice(key.indexOf("/") + 1));
}

function hint(key: string, existing: Requirements, allowUndefined: ReadonlySet<string>): string {
  const candidates = [...sortedByBytes([...allowUndefined]), ...existing.keys()];
  const similar = candidates.find((known) => looksLike(known, key));
  return similar === undefined ? "" : ` (typo of ${goQuote(similar)}?)`;
}

/**
 * Why nodes of `existing` cannot satisfy `incoming` (Compatible): a label that no node has, unless it is excluded or in
 * `allowUndefined` (the well-known labels when pods are scheduled; nothing for drift and NodeOverlays), else conflicts.
 * Karpenter reports only one label without values; so does this, the first by key.
 */
export function incompatibilities(
  existing: Requirements,
  incoming: Requirements,
  allowUndefined: ReadonlySet<string> = new Set(),
): Incompatibility[] {
  for (const [key, wanted] of incoming) {
    if (allowUndefined.has(key) || existing.has(key) || excludes(wanted)) continue;
    const similar = hint(key, existing, allowUndefined);
    const message = `label ${goQuote(key)} does not have known values${similar}`;
    return [{ key, message, incoming: wanted }];
  }
  return conflicts(existing, incoming);
}

/** The set as Karpenter's messages show it: sorted, joined with commas, without restricted labels. */
export function formatRequirements(requirements: Requirements): string {
  const shown = [...requirements.values()].filter(({ key }) => !restrictedLabels.includes(key));
  return sortedByBytes(shown.map(formatRequirement)).join(", ");
}
