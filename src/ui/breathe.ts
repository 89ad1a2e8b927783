/** How long the extension host may be kept busy in one go, in milliseconds. */
const sliceMs = 10;

/**
 * A function to call between the parts of long work: once per slice of time it lets everything else in the
 * extension host run, and then resolves to true.
 */
export function breathe(): () => Promise<boolean> | false {
  let since = performance.now();
  return () => {
    if (performance.now() - since < sliceMs) return false;
    return new Promise((resolve) =>
      setTimeout(() => {
        since = performance.now();
        resolve(true);
      }, 0),
    );
  };
}
