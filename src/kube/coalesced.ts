/**
 * Calls `run` soon after the first call and then at most every `everyMs`, however often the result is called; never
 * after the signal has aborted, and no timer is left then.
 */
export function coalesced(
  run: () => void,
  { everyMs, signal }: { readonly everyMs: number; readonly signal: AbortSignal },
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let last = -Infinity;
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  return () => {
    if (timer !== undefined || signal.aborted) return;
    const wait = Math.max(0, last + everyMs - performance.now());
    timer = setTimeout(() => {
      timer = undefined;
      last = performance.now();
      run();
    }, wait);
  };
}
