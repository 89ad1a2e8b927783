import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { onEnd } from "./cleanup.ts";

/** How a process ended: its exit code (128 when a signal ended it), and its output when captured. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** How long a program may take to end in good order: a whole control plane on a busy machine needs some seconds. */
const graceMs = 30_000;

/** Sends a signal to the process and, where the system has process groups, to all that it started. */
export function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Runs a program to its end, in a process group of its own that never outlives this process.
 * Its output goes to the terminal, or into the result with `stdio: "pipe"`.
 * Rejects only when the program cannot be started.
 */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Ended> {
  const child = spawn(command, args, {
    stdio: "inherit",
    detached: process.platform !== "win32",
    ...options,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code: code ?? 128, output });
    });
  });
  const stop = onEnd(() => endTree(child, ended));
  try {
    return await ended;
  } finally {
    await stop();
  }
}

/**
 * Asks first, because the program may have a server of its own to stop; returns when neither the program nor anything
 * of its group is left.
 */
async function endTree(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  signalTree(child, "SIGTERM");
  const timer = setTimeout(() => {
    signalTree(child, "SIGKILL");
  }, graceMs);
  await ended.catch(() => undefined);
  for (const end = Date.now() + graceMs; hasGroup(child) && Date.now() < end;)
    await new Promise((resolve) => setTimeout(resolve, 50));
  signalTree(child, "SIGKILL");
  clearTimeout(timer);
}

function hasGroup({ pid }: ChildProcess): boolean {
  if (pid === undefined || process.platform === "win32") return false;
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
