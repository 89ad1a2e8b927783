import type { QuotaVerdict } from "../../disable/room/quota.ts";

/** What quotas say about a change, for people: what is short or not known; one sentence when all is well. */
export function quotaText(verdicts: readonly QuotaVerdict[]): readonly string[] {
  if (verdicts.length === 0) return [];
  const told = verdicts.filter(({ verdict }) => verdict !== "enough");
  if (told.length === 0) return ["The vCPU quotas of the region allow it."];
  return told.map(({ verdict, words }) =>
    verdict === "short" ? `${words} Azure will refuse it: ask for more quota first.` : words,
  );
}
