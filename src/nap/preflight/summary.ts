import type { Result } from "./check.ts";
import { worstFirst } from "./preflight.ts";
import type { CheckResult } from "./preflight.ts";

const words: Readonly<Record<Result, string>> = {
  blocks: "blocking",
  "likely-blocks": "likely blocking",
  warns: "warning",
  unknown: "unknown",
  fine: "fine",
};

/** The word for a result, the same wherever one is shown: `likely blocking`. */
export function resultWord(result: Result): string {
  return words[result];
}

/** `2 blocking, 1 warning, 6 unknown, 28 fine`. */
export function summaryOf(results: readonly CheckResult[]): string {
  return worstFirst
    .map((result) => ({ result, count: results.filter((one) => one.result === result).length }))
    .filter(({ count }) => count > 0)
    .map(({ result, count }) => `${count} ${plural(result, count)}`)
    .join(", ");
}

function plural(result: Result, count: number): string {
  return result === "warns" && count !== 1 ? "warnings" : words[result];
}
