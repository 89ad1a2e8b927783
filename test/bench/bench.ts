// npm run bench [-- --smoke]: measures against peers in the same run and prints docs/benchmarks.md's table.
import { existsSync, statSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cold, keystroke, memoryOfTyping, warm } from "./editor.ts";
import { activation } from "./activation.ts";
import { clusterList } from "./clusterList.ts";
import { drainOutlook } from "./drain.ts";
import { drainReading } from "./drainReading.ts";
import { drainView } from "./drainView.ts";
import { lintRun } from "./lintRun.ts";
import { isReached, table } from "./measure.ts";
import type { Measured } from "./measure.ts";

const root = join(import.meta.dirname, "../..");
const { smoke } = parseArgs({ options: { smoke: { type: "boolean", default: false } } }).values;

/** The size of files of dist/ together; nothing where they are not built. */
function bundles(names: readonly string[], atMost: number): Measured[] {
  const paths = names.map((name) => join(root, "dist", name));
  if (!paths.every((path) => existsSync(path))) return [];
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  return [{ what: `dist/${names.join(" and ")}`, ours: bytes / 1000, unit: "kB", atMost }];
}

const folder = join(root, ".nap-cache/bench");
const lines = [
  await warm(smoke ? 5 : 400),
  await cold(smoke ? 1 : 9),
  await keystroke(smoke ? 50 : 1000, smoke ? 3 : 40),
  await memoryOfTyping(smoke ? 50 : 10_000),
  ...bundles(["extension.js"], 250),
  ...bundles(["extension.js", "language.js"], 250),
  ...activation(smoke ? 1 : 9),
  ...(await drainOutlook(smoke ? 1 : 9, smoke ? 20 : 500)),
  ...(await drainReading(smoke ? 1 : 9, smoke ? 20 : 500)),
  ...(await drainView(smoke ? 1 : 5, smoke ? 20 : 500)),
  ...(await clusterList(
    smoke ? 1 : 9,
    smoke ? { clusters: 1500, subscriptions: 20 } : { clusters: 10_000, subscriptions: 300 },
  )),
  await lintRun(folder, smoke ? { files: 300, runs: 1 } : { files: 10_000, runs: 5 }),
].filter((line) => line !== undefined);

const model = cpus()[0]?.model ?? "";
console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores ${model}\n`,
);
console.log(table(lines));
if (!smoke && !lines.every(isReached)) process.exitCode = 1;
