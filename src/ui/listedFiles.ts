/** The files of a workspace that somebody lists, as search does: what `files.exclude` hides is not among them. */
export interface ListedFiles<File> {
  /** Lists anew; `gone` were listed before and are not any more. */
  refresh(): Promise<{ readonly files: readonly File[]; readonly gone: readonly File[] }>;
  /** Whether a file is listed. For one that is not known a new list is made, one for all that ask at the same time. */
  has(file: File): Promise<boolean>;
}

/** `keyOf` tells files apart. */
export function createListedFiles<File>(
  list: () => PromiseLike<readonly File[]>,
  keyOf: (file: File) => string,
): ListedFiles<File> {
  let known = new Map<string, File>();
  const refresh = async () => {
    const files = await list();
    const now = new Map(files.map((file) => [keyOf(file), file]));
    const gone = [...known].flatMap(([key, file]) => (now.has(key) ? [] : [file]));
    known = now;
    return { files, gone };
  };
  const listAgain = runAfterNow(async () => {
    await refresh();
  });
  return {
    refresh,
    has: async (file) => {
      if (!known.has(keyOf(file))) await listAgain();
      return known.has(keyOf(file));
    },
  };
}

/** A function that resolves after a run that began later than it was called; all who wait share the next run. */
function runAfterNow(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;
  const start = (): Promise<void> => {
    waiting = undefined;
    running = run().finally(() => (running = undefined));
    return running;
  };
  return () => (running === undefined ? start() : (waiting ??= running.then(start, start)));
}
