/** What a list says, beside the one before it. */
export interface Listing<File> {
  readonly files: readonly File[];
  /** Not listed before. */
  readonly fresh: readonly File[];
  /** Listed before and not any more. */
  readonly gone: readonly File[];
}

/** The files of a workspace that somebody lists, as search does: what `files.exclude` hides is not among them. */
export interface ListedFiles<File> {
  /** Lists anew, after the lists that are under way: what an older one says never counts against a newer one. */
  refresh(): Promise<Listing<File>>;
  /** Whether the last list has the file. */
  isKnown(file: File): boolean;
  /**
   * Lists anew and resolves once what appeared and what went is followed: one list for all that ask at the same time. A
   * watcher may miss a file in a folder that is new itself, so any file that is not known is a reason to ask.
   */
  catchUp(): Promise<void>;
}

/** `keyOf` tells files apart; `follow` takes what `catchUp` found. */
export function createListedFiles<File>(
  list: () => PromiseLike<readonly File[]>,
  keyOf: (file: File) => string,
  follow: (listing: Listing<File>) => Promise<void>,
): ListedFiles<File> {
  let known = new Map<string, File>();
  let turn: Promise<unknown> = Promise.resolve();
  const listNow = async (): Promise<Listing<File>> => {
    const files = await list();
    const before = known;
    known = new Map(files.map((file) => [keyOf(file), file]));
    return {
      files,
      fresh: files.filter((file) => !before.has(keyOf(file))),
      gone: [...before].flatMap(([key, file]) => (known.has(key) ? [] : [file])),
    };
  };
  const refresh = () => {
    const mine = turn.then(listNow, listNow);
    turn = mine;
    return mine;
  };
  return {
    refresh,
    isKnown: (file) => known.has(keyOf(file)),
    catchUp: runAfterNow(async () => follow(await refresh())),
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
