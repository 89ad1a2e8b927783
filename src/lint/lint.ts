import { schemaReleases } from "./bundledFacts.ts";
import { findFiles, stdin } from "./inputFiles.ts";
import type { Failure } from "./inputFiles.ts";
import { formatFor } from "./formatFor.ts";
import { patchFinder } from "./kustomizePatches.ts";
import { parsedOrTold } from "./commandLine.ts";
import { parseCommand, schemaSets } from "./options.ts";
import type { LintOptions } from "./options.ts";
import { readInput, reasonOf, withMark } from "./readInput.ts";
import { repairAcross } from "./repairAcross.ts";
import type { Totals } from "./report.ts";
import { runTask } from "./threads.ts";
import type { Input, JudgedShare, Outcome, Task } from "./task.ts";
import { usage } from "./usage.ts";
import { version } from "./version.ts";

/** Where the program runs and where its words go. */
export interface Surroundings {
  /** The program's file: what a worker thread runs. */
  readonly script: string;
  /** Where schemas/ and data/ are. */
  readonly facts: string;
  readonly colors: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export type ExitCode = 0 | 1 | 2;

/** Runs the command line: 0 = passed, 1 = findings above --max-severity, 2 = wrong usage or unreadable input. */
export async function lint(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const command = parsedOrTold(() => parseCommand(args), "nap-lint --help", around.err);
  switch (command?.kind) {
    case undefined:
      return 2;
    case "help":
      around.out(usage);
      return 0;
    case "version":
      around.out([version, ...schemaReleases(around.facts, schemaSets), ""].join("\n"));
      return 0;
    case "lint":
      return lintFiles(command.options, around);
  }
}

async function lintFiles(options: LintOptions, around: Surroundings): Promise<ExitCode> {
  const { inputs, failures } = inputsOf(options.paths);
  const { facts, colors, script } = around;
  let task: Task = { inputs, options, facts, colors, mode: "report" };
  if (options.fix) {
    const repaired = await repair(task, around);
    failures.push(...repaired.failures);
    task = repaired.task;
  }
  const result = await runTask(task, script);
  failures.push(...failuresOf(result.outcomes, task));
  return report(result, { task, failures: withoutRepetition(failures), around });
}

function inputsOf(paths: readonly string[]): { inputs: Input[]; failures: Failure[] } {
  const found = findFiles(paths);
  const failures = [...found.failures];
  const isPatch = patchFinder();
  const inputs = found.paths.flatMap((path): Input[] => {
    if (path !== stdin) return [{ path, partial: isPatch(path) }];
    try {
      return [{ path, partial: false, given: readInput(0) }];
    } catch (error) {
      failures.push({ path, message: reasonOf(error) });
      return [];
    }
  });
  return { inputs, failures };
}

/** A fix of one file can make another one possible elsewhere: of 100 weights one each time. Ends fixes that undo each other. */
const maxRounds = 120;

/** Applies the preferred fixes of all files until nothing changes, and tells them. */
async function repair(
  given: Task,
  around: Surroundings,
): Promise<{ task: Task; failures: readonly Failure[] }> {
  const across = repairAcross(given);
  for (const line of across.told) around.err(`${line}\n`);
  const failures = [...across.failures];
  const fixed = new Map<string, Map<string, number>>();
  let task = { ...given, inputs: across.inputs };
  for (let round = 0; round < maxRounds; round += 1) {
    const { outcomes } = await runTask({ ...task, mode: "fix" }, around.script);
    failures.push(...failuresOf(outcomes, task));
    count(task.inputs, outcomes, fixed);
    task = { ...task, inputs: afterFixes(task.inputs, outcomes) };
    const isAlone = task.inputs.length === 1;
    if (isAlone || outcomes.every(({ repaired = {} }) => Object.keys(repaired).length === 0)) break;
  }
  for (const [path, counts] of fixed) {
    const rules = [...counts].map(([id, n]) => (n === 1 ? id : `${id} (${n})`));
    around.err(`${path}: fixed ${rules.join(", ")}\n`);
  }
  for (const { given: text } of task.inputs) if (text) around.out(withMark(text));
  return { task, failures };
}

/** One finding may take several rounds, so that the rounds are not added up. */
function count(
  inputs: readonly Input[],
  outcomes: readonly Outcome[],
  fixed: Map<string, Map<string, number>>,
): void {
  for (const { index, repaired = {} } of outcomes) {
    const path = inputs[index]?.path;
    if (path === undefined || Object.keys(repaired).length === 0) continue;
    const counts = fixed.get(path) ?? new Map<string, number>();
    for (const [id, n] of Object.entries(repaired))
      counts.set(id, Math.max(counts.get(id) ?? 0, n));
    fixed.set(path, counts);
  }
}

/** The inputs as they are now. */
function afterFixes(inputs: readonly Input[], outcomes: readonly Outcome[]): readonly Input[] {
  const current = [...inputs];
  for (const { index, fixedInput } of outcomes) {
    const input = inputs[index];
    if (input && fixedInput) current[index] = { ...input, given: fixedInput };
  }
  return current;
}

function failuresOf(outcomes: readonly Outcome[], { inputs }: Task): Failure[] {
  return outcomes.flatMap(({ index, failure }) =>
    failure === undefined ? [] : [{ path: inputs[index]?.path ?? "", message: failure }],
  );
}

/** What cannot be read while fixing cannot be read afterwards either. */
function withoutRepetition(failures: readonly Failure[]): readonly Failure[] {
  return [...new Map(failures.map((one) => [`${one.path}\n${one.message}`, one])).values()];
}

interface Ending {
  readonly task: Task;
  readonly failures: readonly Failure[];
  readonly around: Surroundings;
}

function report({ outcomes, notes }: JudgedShare, { task, failures, around }: Ending): ExitCode {
  const { options, inputs } = task;
  const format = formatFor(task);
  const judged = outcomes.filter(({ failure }) => failure === undefined);
  const parts = judged.map(({ part }) => part).filter((part) => part !== "");
  const totals = totalsOf(judged, failures);
  // With --fix, standard output carries the fixed text of standard input.
  const isTextOut = options.fix && inputs.some(({ given }) => given !== undefined);
  const say = isTextOut ? around.err : around.out;
  say(format.head + parts.join(format.separator) + format.tail(totals));
  for (const { path, message } of failures) around.err(`nap-lint: ${path}: ${message}\n`);
  for (const note of notes) around.err(`nap-lint: ${note}\n`);
  if (options.verbose) around.err(leftAlone(judged, task));
  if (failures.length > 0) return 2;
  return judged.some(({ failing }) => failing) ? 1 : 0;
}

function leftAlone(outcomes: readonly Outcome[], { inputs }: Task): string {
  return outcomes
    .filter(({ templated }) => templated)
    .map(({ index }) => `${inputs[index]?.path ?? ""}: left alone: it is a template\n`)
    .join("");
}

function totalsOf(judged: readonly Outcome[], failures: readonly Failure[]): Totals {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const outcome of judged)
    for (const severity of ["error", "warning", "info"] as const)
      counts[severity] += outcome.counts[severity];
  return {
    files: judged.length,
    filesWithFindings: judged.filter(({ rules }) => rules.length > 0).length,
    counts,
    fixable: judged.reduce((sum, { fixable }) => sum + fixable, 0),
    rules: [...new Set(judged.flatMap(({ rules }) => rules))].sort(),
    failures,
  };
}
