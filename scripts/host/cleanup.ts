type Stop = () => Promise<void> | void;

const pending = new Set<Stop>();
let isWatching = false;

/**
 * Registers work that must happen however this process ends: normally, by Ctrl-C or by SIGTERM.
 * Returns a function that does the work now, once.
 */
export function onEnd(stop: Stop): () => Promise<void> {
  watchSignals();
  pending.add(stop);
  return async () => {
    if (pending.delete(stop)) await stop();
  };
}

/** Does everything that is registered, last first; a failure is reported and does not stop the rest. */
export async function endAll(): Promise<void> {
  for (const stop of [...pending].reverse()) {
    pending.delete(stop);
    try {
      await stop();
    } catch (error) {
      console.error("clean-up failed:", error);
    }
  }
}

function watchSignals(): void {
  if (isWatching) return;
  isWatching = true;
  const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
  for (const [signal, code] of Object.entries(exitCodes)) {
    process.once(signal, () => {
      void endAll().finally(() => process.exit(code));
    });
  }
  // An exit without a signal (process.exit, an uncaught error) cannot wait, but can still kill.
  process.once("exit", () => {
    for (const stop of pending) void stop();
  });
}
