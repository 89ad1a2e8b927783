import type { FoundCluster } from "../model.ts";
import type { Pools } from "./pools.ts";
import type { Look, Surroundings } from "./surroundings.ts";

/**
 * `blocks`: Azure refuses it, or its documentation names it as unsupported; `likely-blocks`: the same as far as can be
 * told, but reports contradict each other or nobody has seen it; `warns`: NAP can be enabled, and something will not be as expected;
 * `unknown`: the document or our rights do not tell.
 */
export const results = ["blocks", "likely-blocks", "warns", "fine", "unknown"] as const;
export type Result = (typeof results)[number];

/** A public page and the day of the state that was read. */
export interface Source {
  readonly url: string;
  readonly date: string;
}

/** What a button can do about it. */
export type Action =
  | { readonly do: "disableAutoscaler"; readonly pools: readonly string[] }
  | { readonly do: "registerFeature"; readonly feature: string }
  | { readonly do: "setIpFamilies"; readonly ipFamilies: readonly ["IPv4"] }
  | { readonly do: "setPublicNetworkAccess"; readonly value: "Enabled" }
  | { readonly do: "startCluster" }
  | { readonly do: "startPools"; readonly pools: readonly string[] }
  | { readonly do: "assignRole"; readonly role: string; readonly scopes: readonly string[] };

export interface Remedy {
  /** What to do, in words. */
  readonly text: string;
  /** Azure CLI, one command each; none where a file is to be changed. */
  readonly commands: readonly string[];
  readonly action?: Action;
  /** Another way, where there is one that leads elsewhere. */
  readonly instead?: Remedy;
}

export interface Verdict {
  readonly result: Result;
  /** What was seen, in words with the values. */
  readonly seen: string;
  /** Only where it differs from what the check says anyway. */
  readonly why?: string;
  readonly remedy?: Remedy;
}

/** What a check looks at. */
export interface Subject {
  readonly cluster: FoundCluster;
  readonly pools: Pools;
  readonly around: Surroundings;
}

/** One condition of node auto-provisioning. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly source: Source;
  /** The first day on which a document or a release named the condition, `2024-02-19`. */
  readonly since: string;
  /** The day on which it was lifted; since then the check is never worse than `warns`. */
  readonly until?: string;
  /** Whether the answer stands around the cluster, so that its own model alone leaves it unknown. */
  readonly isOutside?: true;
  check(subject: Subject): Verdict;
}

/** The condition is met: `seen` says what was looked at. */
export function fine(seen: string, why?: string): Verdict {
  return { result: "fine", seen, ...(why !== undefined && { why }) };
}

/** The answer is not in what was read; `seen` says what is missing. */
export function unknown(seen: string, why?: string): Verdict {
  return { result: "unknown", seen, ...(why !== undefined && { why }) };
}

/** The verdict where a look around the cluster is missing, with the reason where somebody tried. */
export function notRead({ unread }: Surroundings, look: Look, seen: string): Verdict {
  return unknown(withReason(seen, unread?.[look]));
}

/** What was seen, and why not more: `the locks were not read: the right ... is missing`. */
export function withReason(seen: string, reason: string | undefined): string {
  return reason === undefined ? seen : `${seen}: ${reason}`;
}

/** NAP can be enabled, and something will not be as expected. */
export function warns(seen: string, more: Omit<Verdict, "result" | "seen"> = {}): Verdict {
  return { result: "warns", seen, ...more };
}

/** Azure refuses node auto-provisioning, or its documentation names this as unsupported. */
export function blocks(seen: string, more: Omit<Verdict, "result" | "seen"> = {}): Verdict {
  return { result: "blocks", seen, ...more };
}
