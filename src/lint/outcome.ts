import type { FileFinding } from "../language/index.ts";
import { reasonOf } from "./readInput.ts";
import { fails } from "./report.ts";
import type { Outcome, Task } from "./task.ts";

const none = { error: 0, warning: 0, info: 0 };

/** Of a file that nothing is to be said about. */
export function passed(index: number): Outcome {
  return { index, part: "", counts: none, fixable: 0, failing: false, rules: [] };
}

/** Of a file that could not be read, judged or written. */
export function failed(index: number, error: unknown): Outcome {
  return { ...passed(index), failure: reasonOf(error) };
}

/** What is counted of the findings of a file. */
export function summaryOf(findings: readonly FileFinding[], { options }: Task) {
  const counts = { ...none };
  for (const { severity } of findings) counts[severity] += 1;
  return {
    counts,
    fixable: findings.filter(({ fixes }) => fixes.some(({ preferred }) => preferred)).length,
    failing: findings.some(({ severity }) => fails(severity, options.maxSeverity)),
    rules: [...new Set(findings.map(({ rule }) => rule))],
  };
}
