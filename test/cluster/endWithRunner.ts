let isWatching = false;

/**
 * Ends this process as a signal would when the one that started it is gone: a test runner that is killed cannot end
 * its tests, and their cluster would live on until they are through.
 */
export function endWithRunner(): void {
  if (isWatching) return;
  isWatching = true;
  const runner = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== runner) process.kill(process.pid, "SIGTERM");
  }, 1000);
  watch.unref();
}
