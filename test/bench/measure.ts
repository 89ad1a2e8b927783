/** Milliseconds of the middle one of several runs. */
export async function median(runs: number, run: (index: number) => unknown): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const start = performance.now();
    await run(index);
    times.push(performance.now() - start);
  }
  return middle(times);
}

/** The same for several things, each in its turn: what else the machine does then slows all of them. */
export async function medians(
  runs: number,
  things: readonly (() => unknown)[],
): Promise<readonly number[]> {
  const times = things.map((): number[] => []);
  for (let index = 0; index < runs; index += 1)
    for (const [which, run] of things.entries()) times[which]?.push(await median(1, run));
  return times.map(middle);
}

/** The middle one of some values. */
export function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** One line of the report. */
export interface Measured {
  readonly what: string;
  /** Milliseconds, or what `unit` says. */
  readonly ours: number;
  readonly peer?: { readonly name: string; readonly value: number };
  readonly unit?: "ms" | "kB" | "MB" | "calls" | "rows";
  /** What is aimed at: our value over the peer's, or our value itself, at most. */
  readonly atMost: number;
}

export function ratio({ ours, peer }: Measured): number {
  return peer === undefined ? ours : ours / peer.value;
}

export function isReached(measured: Measured): boolean {
  return ratio(measured) <= measured.atMost;
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}

/** The lines as a Markdown table. */
export function table(lines: readonly Measured[]): string {
  const rows = lines.map((line) => {
    const { what, ours, peer, unit = "ms", atMost } = line;
    const other = peer === undefined ? "" : `${peer.name}: ${shown(peer.value)} ${unit}`;
    const times = peer === undefined ? "" : shown(ratio(line));
    const limit = peer === undefined ? `${shown(atMost)} ${unit}` : `${shown(atMost)} times`;
    const verdict = isReached(line) ? "yes" : "no";
    return `| ${what} | ${shown(ours)} ${unit} | ${other} | ${times} | ${limit} | ${verdict} |`;
  });
  return [
    "| what | ours | peer | ratio | at most | reached |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

/** By how much the heap is larger after `run` than before, in MB; needs `--expose-gc` to mean anything. */
export async function heapGrowth(what: string, run: () => unknown): Promise<Measured> {
  const before = heap();
  await run();
  return { what, ours: Math.max(0, heap() - before) / 1e6, unit: "MB", atMost: 2 };
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
