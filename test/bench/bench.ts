// npm run bench [-- --smoke] [--without-window] [--write]: measures against peers in the same run and prints docs/benchmarks.md's table,
// or writes it there. What is being measured is told on standard error.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { cold, keystroke, memoryOfTyping, warm } from "./editor.ts";
import { activation } from "./activation.ts";
import { clusterList } from "./clusterList.ts";
import { drainOutlook } from "./drain.ts";
import { drainReading } from "./drainReading.ts";
import { drainView } from "./drainView.ts";
import { lintMemory } from "./lintMemory.ts";
import { lintRun } from "./lintRun.ts";
import { memoryOfOpening } from "./openedFiles.ts";
import { isReached, table } from "./measure.ts";
import { snapshotReading } from "./snapshotReading.ts";
import { treeScale } from "./treeScale.ts";
import type { Measured } from "./measure.ts";

const root = join(import.meta.dirname, "../..");
const {
  smoke,
  write,
  "without-window": withoutWindow,
} = parseArgs({
  options: {
    "without-window": { type: "boolean", default: false },
    smoke: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
}).values;

/** The size of files of dist/ together; nothing where they are not built. */
function bundles(names: readonly string[], atMost: number): Measured[] {
  const paths = names.map((name) => join(root, "dist", name));
  if (!paths.every((path) => existsSync(path))) return [];
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  return [{ what: `dist/${names.join(" and ")}`, ours: bytes / 1000, unit: "kB", atMost }];
}

type Lines = Measured | undefined | readonly Measured[];

const folder = join(root, ".nap-cache/bench");
const clusters = smoke
  ? { clusters: 1500, subscriptions: 20 }
  : { clusters: 10_000, subscriptions: 300 };
const files = smoke ? { files: 300, runs: 1 } : { files: 10_000, runs: 5 };
const steps: readonly (readonly [string, () => Lines | Promise<Lines>])[] = [
  ["one NodePool, warm", () => warm(smoke ? 5 : 400)],
  ["first verdict, cold", () => cold(folder, smoke ? 1 : 9)],
  ["a keystroke", () => keystroke(smoke ? 50 : 1000, smoke ? 3 : 40)],
  ["memory of typing", () => memoryOfTyping(smoke ? 50 : 10_000)],
  ["memory of opening", () => memoryOfOpening(smoke ? 50 : 1000)],
  [
    "bundles",
    () => [...bundles(["extension.js"], 250), ...bundles(["extension.js", "language.js"], 250)],
  ],
  ["activation", () => activation(smoke ? 1 : 9)],
  ["the outlook of a cluster", () => drainOutlook(smoke ? 1 : 9, smoke ? 20 : 500)],
  ["the state of a cluster", () => snapshotReading(smoke ? 1 : 5, smoke ? 20 : 500)],
  ["readings of a drain", () => drainReading(smoke ? 1 : 9, smoke ? 20 : 500)],
  ["the view of a drain", () => (withoutWindow ? [] : drainView(smoke ? 1 : 5, smoke ? 20 : 500))],
  ["lists of clusters", () => clusterList(smoke ? 1 : 9, clusters)],
  ["the tree", () => treeScale(smoke ? 1 : 9, { ...clusters, claims: smoke ? 500 : 5000 })],
  ["the command line", () => lintRun(folder, files)],
  ["memory of the command line", () => lintMemory(folder, files.files)],
];

async function measured(): Promise<readonly Measured[]> {
  const lines: Measured[] = [];
  for (const [index, [name, measure]] of steps.entries()) {
    process.stderr.write(`${index + 1}/${steps.length} ${name}`);
    const start = performance.now();
    lines.push(...[(await measure()) ?? []].flat());
    process.stderr.write(`: ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  }
  return lines;
}

/** The page of benchmarks with another date and other lines in its first table. */
function pageWith(page: string, head: string, rows: string): Promise<string> {
  const old = /^\d{4}-\d\d-\d\d, Node .*\n\n(?:\|.*\n)+/m;
  if (!old.test(page)) throw new Error("docs/benchmarks.md has no table to replace");
  return format(
    page.replace(old, () => `${head}\n\n${rows}\n`),
    { parser: "markdown", printWidth: 100 },
  );
}

const lines = await measured();
const cores = `${cpus().length} cores of ${cpus()[0]?.model ?? "an unknown processor"}`;
const head = `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cores}:`;
if (write) {
  const page = join(root, "docs/benchmarks.md");
  writeFileSync(page, await pageWith(readFileSync(page, "utf8"), head, table(lines)));
}
console.log(`${head}\n\n${table(lines)}`);
if (!smoke && !lines.every(isReached)) process.exitCode = 1;
