/** How long the extension host may be kept busy in one go, in milliseconds. */
const sliceMs = 10;

/** Where time comes from. */
export interface Breath {
  /** Milliseconds. */
  readonly now: () => number;
  /** Lets everything else run. */
  readonly rest: () => Promise<void>;
}

const real: Breath = {
  now: () => performance.now(),
  rest: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

/**
 * A function to call between the parts of long work: once per slice of time it lets everything else in the
 * extension host run, and then resolves to true.
 */
export function breathe({ now, rest } = real): () => Promise<boolean> | false {
  let since = now();
  const pause = async (): Promise<boolean> => {
    await rest();
    since = now();
    return true;
  };
  return () => (now() - since < sliceMs ? false : pause());
}
