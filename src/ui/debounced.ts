/** Runs work per key, once it has not been asked for during a while. */
export interface Debounced<Work> {
  /** Runs after the delay; starts the delay anew when it was scheduled already. */
  schedule(key: string, work: Work): void;
  /** Runs at once instead of what was scheduled. */
  now(key: string, work: Work): void;
  cancel(key: string): void;
  dispose(): void;
}

export function debounced<Work>(
  run: (work: Work) => Promise<void>,
  delayMs: number,
): Debounced<Work> {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const cancel = (key: string): void => {
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  const now = (key: string, work: Work): void => {
    cancel(key);
    void run(work);
  };
  return {
    schedule: (key, work) => {
      cancel(key);
      timers.set(
        key,
        setTimeout(() => now(key, work), delayMs),
      );
    },
    now,
    cancel,
    dispose: () => [...timers.keys()].forEach(cancel),
  };
}
