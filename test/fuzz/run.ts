import { writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { parseArgs } from "node:util";
import { exercise } from "./exercise.ts";
import { mutant } from "./mutate.ts";
import { Random } from "./random.ts";

/** An input that broke a promise; its number makes it again: --only NUMBER. */
export interface Failure {
  readonly input: number;
  readonly message: string;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly failures: readonly Failure[];
}

interface Span {
  readonly from: number;
  readonly to: number;
  /** The input under way, for the watchdog. */
  readonly current: Int32Array;
}

/** Far beyond what the largest mutant takes on a busy machine. */
const patience = 20_000;

/** Tries the inputs with these numbers, in as many threads as there are cores. An input that takes too long is a failure. */
export async function fuzz(from: number, count: number): Promise<FuzzResult> {
  const threads = Math.min(availableParallelism(), Math.ceil(count / 500));
  const share = Math.ceil(count / threads);
  const results = await Promise.all(
    Array.from({ length: threads }, (_, index) => {
      const start = from + index * share;
      return fuzzSpan(start, Math.min(start + share, from + count));
    }),
  );
  return { inputs: count, failures: results.flat() };
}

/** One thread; after an input that hangs a new one goes on behind it. */
async function fuzzSpan(from: number, to: number): Promise<readonly Failure[]> {
  if (from >= to) return [];
  const current = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const failures: Failure[] = [];
  const worker = new Worker(import.meta.filename, { workerData: { from, to, current } });
  worker.on("message", (failure: Failure) => failures.push(failure));
  const ended = new Promise<undefined>((resolve, reject) => {
    worker.on("exit", () => resolve(undefined));
    worker.on("error", reject);
  });
  const stuck = await Promise.race([ended, watch(current, worker)]);
  if (stuck === undefined) return failures;
  const hung = { input: stuck, message: `took more than ${patience} ms` };
  return [...failures, hung, ...(await fuzzSpan(stuck + 1, to))];
}

function watch(current: Int32Array, worker: Worker): Promise<number> {
  return new Promise((resolve) => {
    let last = -1;
    const timer = setInterval(() => {
      const now = Atomics.load(current, 0);
      if (now === last && now > 0) {
        clearInterval(timer);
        void worker.terminate().then(() => resolve(now));
      }
      last = now;
    }, patience);
    worker.on("exit", () => clearInterval(timer));
  });
}

/** Tries one input. */
export function tryInput(input: number): Failure | undefined {
  const random = new Random(input);
  const text = mutant(random);
  try {
    exercise(text, random, { fixes: input % 4 === 0, places: 2 });
    return undefined;
  } catch (error) {
    return { input, message: error instanceof Error ? (error.stack ?? error.message) : "" };
  }
}

function work({ from, to, current }: Span): void {
  for (let input = from; input < to; input += 1) {
    Atomics.store(current, 0, input);
    const failure = tryInput(input);
    if (failure) parentPort?.postMessage(failure);
  }
}

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { inputs: text, from: text, only: text } });
  if (values.only !== undefined) {
    const input = Number(values.only);
    writeSync(1, `${mutant(new Random(input))}\n`);
    console.log(tryInput(input)?.message ?? "as promised");
    return;
  }
  const { inputs, failures } = await fuzz(
    Number(values.from ?? 1),
    Number(values.inputs ?? 200_000),
  );
  for (const { input, message } of failures) console.log(`input ${input}: ${message}\n`);
  console.log(`${inputs} inputs, ${failures.length} failures`);
  if (failures.length > 0) process.exitCode = 1;
}

// Only fuzzSpan starts this program as a thread.
if (!isMainThread) work(workerData as Span);
else if (import.meta.main) await main();
