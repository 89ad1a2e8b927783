import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { packIndex, unpackIndex } from "./packedIndex.ts";
import type { PackedIndex } from "./packedIndex.ts";
import { Share, workspaceOf } from "./share.ts";
import type { IndexedFile, JudgedShare, Task } from "./task.ts";

/** Below this number of files a second thread costs more than it brings. */
const filesPerThread = 250;

/** As much room for what is thrown away at once as the main thread has; with 6 a thread collects garbage for a tenth longer. */
const youngMegabytes = 48;

/** Files that a thread takes at a time. */
const batch = 16;

interface WorkerTask {
  readonly task: Task;
  /** One Int32: the first file that nobody has taken. */
  readonly next: Int32Array;
}

/** What a worker says, in this order. */
type FromWorker =
  | { readonly kind: "read"; readonly files: PackedIndex }
  | { readonly kind: "judged"; readonly result: JudgedShare };

/** What a worker is told: the objects of the files that others read. */
type ToWorker = readonly PackedIndex[];

/**
 * Runs a task on as many threads as it is worth, this one included. One outcome per input, in the order of the inputs.
 * `script` is the program itself, which calls `runWorker`.
 */
export async function runTask(task: Task, script: string): Promise<JudgedShare> {
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const wanted = Math.floor(task.inputs.length / filesPerThread);
  const count = Math.max(0, Math.min(availableParallelism(), wanted) - 1);
  const workers = Array.from({ length: count }, () => startWorker(script, { task, next }));
  const share = new Share(task);
  const own = readBatches(share, task, next);
  const others = await Promise.all(workers.map(({ files }) => files));
  if (workers.length > 0) {
    const packed = packIndex(own);
    for (const [index, { tell }] of workers.entries())
      tell([packed, ...others.filter((_, other) => other !== index)]);
  }
  const judged = share.judge(workspaceOf([...own, ...others.flatMap(unpackIndex)]));
  const all = [judged, ...(await Promise.all(workers.map(({ result }) => result)))];
  return {
    outcomes: all.flatMap(({ outcomes }) => outcomes).sort((a, b) => a.index - b.index),
    notes: all.flatMap(({ notes }) => notes),
  };
}

function readBatches(share: Share, task: Task, next: Int32Array): readonly IndexedFile[] {
  const files: IndexedFile[] = [];
  for (;;) {
    const from = Atomics.add(next, 0, batch);
    if (from >= task.inputs.length) return files;
    const to = Math.min(from + batch, task.inputs.length);
    for (let index = from; index < to; index += 1) files.push(share.read(index));
  }
}

interface RunningWorker {
  readonly files: Promise<PackedIndex>;
  readonly result: Promise<JudgedShare>;
  readonly tell: (others: ToWorker) => void;
}

function startWorker(script: string, data: WorkerTask): RunningWorker {
  const worker = new Worker(script, {
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  const messages = <K extends FromWorker["kind"]>(kind: K) =>
    new Promise<Extract<FromWorker, { kind: K }>>((resolve, reject) => {
      worker.on("message", (message: FromWorker) => {
        if (isOf(message, kind)) resolve(message);
      });
      worker.on("error", reject);
    });
  return {
    files: messages("read").then(({ files }) => files),
    result: messages("judged").then(({ result }) => result),
    tell: (others) => worker.postMessage(others),
  };
}

function isOf<K extends FromWorker["kind"]>(
  message: FromWorker,
  kind: K,
): message is Extract<FromWorker, { kind: K }> {
  return message.kind === kind;
}

/** The other end: what the program does when it runs as a worker. False: it does not. */
export function runWorker(): boolean {
  if (isMainThread || parentPort === null) return false;
  // Only startWorker starts this program as a thread.
  const { task, next } = workerData as WorkerTask;
  const port: MessagePort = parentPort;
  const share = new Share(task);
  const own = readBatches(share, task, next);
  port.once("message", (others: ToWorker) => {
    const workspace = workspaceOf([...own, ...others.flatMap(unpackIndex)]);
    say(port, { kind: "judged", result: share.judge(workspace) });
  });
  say(port, { kind: "read", files: packIndex(own) });
  return true;
}

function say(port: MessagePort, message: FromWorker): void {
  port.postMessage(message);
}
