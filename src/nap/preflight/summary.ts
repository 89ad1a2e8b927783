import type { Result } from "./check.ts";
import { worstFirst } from "./preflight.ts";
import type { CheckResult } from "./preflight.ts";

const words: Readonly<Record<Result, string>> = {
  blocks: "blocking",
  "likely-blocks": "likely blocking",
  warns: "to know",
  unknown: "not known",
  fine: "fine",
};

/** `2 blocking, 1 to know, 6 not known, 28 fine`. */
export function summaryOf(results: readonly CheckResult[]): string {
  return worstFirst
    .map((result) => ({ result, count: results.filter((one) => one.result === result).length }))
    .filter(({ count }) => count > 0)
    .map(({ result, count }) => `${count} ${words[result]}`)
    .join(", ");
}
