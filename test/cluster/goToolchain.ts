import { spawnSync } from "node:child_process";
import { endWithRunner } from "./endWithRunner.ts";

/**
 * Why the suites on the real control plane cannot run here, or undefined when they can.
 * In CI that is a failure and not a skip: a build that silently lost its main test is worse than a red one.
 */
export function reasonWithoutGo(): string | undefined {
  const found = spawnSync("go", ["version"], { encoding: "utf8" });
  if (found.status === 0) return undefined;
  return "Go is not installed (https://go.dev/dl/): the test control plane is built from Go modules";
}

/** The suite is counted as skipped, by name, where Go is missing; in CI (`CI` set) it fails. */
export function describeWithGo(title: string, suite: (this: Mocha.Suite) => void): void {
  const reason = reasonWithoutGo();
  if (reason === undefined) {
    endWithRunner();
    describe(title, suite);
    return;
  }
  describe(`${title} (${reason})`, () => {
    it("needs Go", function () {
      if (process.env.CI) throw new Error(reason);
      this.skip();
    });
  });
}
