import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { CannotRunError } from "./host/cacheFolder.ts";
import { onEnd } from "./host/cleanup.ts";
import { runProcess } from "./host/runProcess.ts";
import type { Suite } from "./suites.ts";

/** How a suite ended, in tests; `note` says why where the numbers alone would not. */
export interface Result {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly note?: string;
  /** Full titles of the tests that failed, were skipped or needed a second attempt, as far as a report names them. */
  readonly named?: readonly string[];
}

type Counts = Omit<Result, "name">;

const one = {
  passed: { passed: 1, failed: 0, skipped: 0 },
  failed: { passed: 0, failed: 1, skipped: 0 },
  skipped: { passed: 0, failed: 0, skipped: 1 },
} satisfies Record<string, Counts>;

/** Runs one suite. One that cannot run here counts as one skipped test; in CI whatever was skipped has failed. */
export async function runSuite(suite: Suite): Promise<Result> {
  const isInCi = (process.env.CI ?? "") !== "";
  const counts = await count(suite);
  return { name: suite.name, ...(isInCi ? failSkipped(counts) : counts) };
}

/** CI has no excuse: what it skips, nobody runs. */
export function failSkipped(counts: Counts): Counts {
  return { ...counts, failed: counts.failed + counts.skipped, skipped: 0 };
}

async function count(suite: Suite): Promise<Counts> {
  try {
    await suite.prepare?.();
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    return { ...one.skipped, note: `cannot run here: ${error.message}` };
  }
  if (suite.count === "mocha") {
    const counts = await countMocha(suite);
    return counts.failed > 0 && suite.isOneStory === true
      ? repeated(counts, await countMocha(suite))
      : counts;
  }
  return (await run(suite, {})) === 0 ? one.passed : one.failed;
}

/** The second run of a suite, with the names of what failed in the first. */
export function repeated(first: Counts, second: Counts): Counts {
  const before = (first.named ?? []).map((title) => `first attempt ${title}`);
  return { ...second, named: [...before, ...(second.named ?? [])] };
}

async function countMocha(suite: Suite): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), "nap-report-"));
  const remove = onEnd(() => rm(folder, { recursive: true, force: true }));
  const report = join(folder, "report.json");
  try {
    const code = await run(suite, { NAP_TEST_REPORT: report });
    const read = await readReport(report);
    return { ...judge(code, read?.stats), named: titlesOf(read) };
  } finally {
    await remove();
  }
}

/** What is read of mocha's JSON. */
interface Stats {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
}

export interface Report {
  readonly stats: Stats;
  readonly passes: readonly { readonly fullTitle: string; readonly currentRetry: number }[];
  readonly failures: readonly { readonly fullTitle: string }[];
  readonly pending: readonly { readonly fullTitle: string }[];
}

/** What deserves a look, by name. */
export function titlesOf(report: Report | undefined): readonly string[] {
  if (report === undefined) return [];
  const { passes, failures, pending } = report;
  const repeated = passes.filter(({ currentRetry }) => currentRetry > 0);
  return [
    ...failures.map(({ fullTitle }) => `failed: ${fullTitle}`),
    ...pending.map(({ fullTitle }) => `skipped: ${fullTitle}`),
    ...repeated.map(({ fullTitle }) => `passed at the second attempt: ${fullTitle}`),
  ];
}

async function readReport(path: string): Promise<Report | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Report;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** A run that died, failed outside its tests or had no test must not look like a success. */
export function judge(code: number, stats: Stats | undefined): Counts {
  if (stats === undefined) return { ...one.failed, note: `ended with ${code} without a report` };
  const { passes: passed, failures: failed, pending: skipped } = stats;
  if (failed === 0 && code !== 0) {
    return { passed, failed: 1, skipped, note: `ended with ${code} although no test failed` };
  }
  if (passed + failed === 0) return { passed, failed: 1, skipped, note: "ran no test" };
  return { passed, failed, skipped };
}

async function run({ command }: Suite, env: Readonly<Record<string, string>>): Promise<number> {
  const [name, ...args] = command;
  const bin = resolve("node_modules/.bin");
  const path = `${bin}${delimiter}${process.env.PATH ?? ""}`;
  const { code } = await runProcess(name, args, {
    env: { ...process.env, ...env, PATH: path },
    shell: process.platform === "win32",
  });
  return code;
}
