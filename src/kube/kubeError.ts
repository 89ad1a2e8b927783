import type { KubeProblem } from "../nap/view/contents/kubeProblem.ts";

/** What every function of this folder throws; the problem is plain data, the message its text. */
export class KubeError extends Error {
  readonly problem: KubeProblem;

  constructor(problem: KubeProblem) {
    super(problem.text);
    this.name = "KubeError";
    this.problem = problem;
  }
}

/** The problem behind anything thrown, or undefined for a bug of our own. */
export function problemOf(error: unknown): KubeProblem | undefined {
  return error instanceof KubeError ? error.problem : undefined;
}
