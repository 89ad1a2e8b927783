// Runs test/e2e inside a VS Code that has an empty folder open. The tests must have been built: npm run build:tests.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { endAll, onEnd } from "./host/cleanup.ts";
import { runExtensionTests } from "./host.ts";

const root = resolve(import.meta.dirname, "..");
const workspace = await mkdtemp(join(tmpdir(), "nap-e2e-"));
onEnd(() => rm(workspace, { recursive: true, force: true }));

const report = process.env.NAP_TEST_REPORT;
try {
  process.exitCode = await runExtensionTests({
    extensionPath: root,
    besides: [join(root, "out/redHatYaml")],
    testsPath: join(root, "out/e2e/index.js"),
    workspace,
    env: report === undefined ? {} : { NAP_TEST_REPORT: report },
  });
} finally {
  await endAll();
}
