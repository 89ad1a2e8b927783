import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");
const suites = ["control plane", "karpenter", "differential", "demo", "dance"];
const reason =
  "Go is not installed (https://go.dev/dl/): the test control plane is built from Go modules";

/** Runs a program of Node on a machine that has no Go, in CI or elsewhere. */
function run(args: readonly string[], CI: string): { status: number | null; lines: string[] } {
  const env = { ...process.env, PATH: join(root, "no-such-folder"), CI };
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return { status, lines: stdout.split("\n") };
}

const ofSuites = (lines: readonly string[]) =>
  lines.filter((line) => suites.some((name) => line.startsWith(`${name} `)));

const fixture = ["test/cluster/fixtures/suiteOnCluster.ts"];
const mocha = ["node_modules/mocha/bin/mocha.js", "--no-config", ...fixture];

describe("without Go", function () {
  this.timeout(120_000);

  it("the suites on the control plane count as skipped, each by its name", () => {
    const { status, lines } = run(["scripts/test.ts", ...suites], "");
    assert.deepEqual(
      ofSuites(lines),
      suites.map(
        (name) => `${name.padEnd(14)}0 passed, 0 failed, 1 skipped: cannot run here: ${reason}`,
      ),
    );
    assert.equal(lines.at(-2), "0 passed, 0 failed, 5 skipped");
    assert.equal(status, 0);
  });

  it("they count as failed in CI, each by its name, and so does the run", () => {
    const { status, lines } = run(["scripts/test.ts", ...suites], "true");
    assert.deepEqual(
      ofSuites(lines),
      suites.map(
        (name) => `${name.padEnd(14)}0 passed, 1 failed, 0 skipped: cannot run here: ${reason}`,
      ),
    );
    assert.equal(lines.at(-2), "0 passed, 5 failed, 0 skipped");
    assert.equal(status, 1);
  });

  it("a file of tests that is run alone says which suite it skips, and fails in CI", () => {
    const skipped = run(mocha, "");
    assert.ok(skipped.lines.some((line) => line.includes(`a suite on a cluster (${reason})`)));
    assert.ok(skipped.lines.some((line) => line.includes("1 pending")));
    assert.equal(skipped.status, 0);
    const failed = run(mocha, "true");
    assert.ok(failed.lines.some((line) => line.includes(`Error: ${reason}`)));
    assert.equal(failed.status, 1);
  });
});
