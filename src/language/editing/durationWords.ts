const units: readonly (readonly [string, bigint])[] = [
  ["day", 86_400_000_000_000n],
  ["hour", 3_600_000_000_000n],
  ["minute", 60_000_000_000n],
  ["second", 1_000_000_000n],
  ["millisecond", 1_000_000n],
];

/** Nanoseconds in words, down to milliseconds: `30 days`, `1 hour 30 minutes`. */
export function durationWords(nanoseconds: bigint): string {
  let rest = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) parts.push(`${count} ${name}${count === 1n ? "" : "s"}`);
  }
  const words = parts.length === 0 ? "no time" : parts.join(" ");
  return nanoseconds < 0n ? `minus ${words}` : words;
}
