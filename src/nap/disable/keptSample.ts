import type { DrainSample } from "./drainView.ts";

/** The samples with a new one; of a time in which nothing moved the first and the last are kept. */
export function keptSample(
  samples: readonly DrainSample[],
  sample: DrainSample,
): readonly DrainSample[] {
  const [before, last] = samples.slice(-2);
  const isSame = before?.state === sample.state && last?.state === sample.state;
  return [...(isSame ? samples.slice(0, -1) : samples), sample];
}
