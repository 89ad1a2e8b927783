import type { FoundCluster } from "../model.ts";
import type { Check, Remedy, Result, Source } from "./check.ts";
import { checks } from "./checks.ts";
import { poolsOf } from "./pools.ts";
import type { Surroundings } from "./surroundings.ts";

/** The answer of one check for one cluster. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly result: Result;
  /** What was seen, in words with the values. */
  readonly seen: string;
  readonly why: string;
  readonly source: Source;
  /** The day on which the condition was lifted, where it was. */
  readonly until?: string;
  /** Whether the answer stands around the cluster, so that its own model alone leaves it unknown. */
  readonly isOutside?: true;
  readonly remedy?: Remedy;
}

/** What stands in the way of node auto-provisioning: the answers of all checks, in their order. */
export function preflight(
  cluster: FoundCluster,
  around: Surroundings = {},
): readonly CheckResult[] {
  const subject = { cluster, around, pools: poolsOf(cluster) };
  return checks.map((check) => answer(check, check.check(subject)));
}

function answer(
  check: Check,
  { result, seen, why, remedy }: ReturnType<Check["check"]>,
): CheckResult {
  const { id, title, source, until, isOutside } = check;
  return {
    id,
    title,
    result,
    seen,
    why: why ?? check.why,
    source,
    ...(until !== undefined && { until }),
    ...(isOutside && { isOutside }),
    ...(remedy && { remedy }),
  };
}

/** From the worst to the best, as reports show them. */
export const worstFirst: readonly Result[] = [
  "blocks",
  "likely-blocks",
  "warns",
  "unknown",
  "fine",
];

/** The worst result; for the icon of a cluster. `unknown` counts less than a warning. */
export function worstOf(answers: readonly CheckResult[]): Result {
  return worstFirst.find((result) => answers.some((one) => one.result === result)) ?? "fine";
}
