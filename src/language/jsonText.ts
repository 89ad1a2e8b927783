/** A value as JSON for comparing it with others: integers of any length, which JSON lacks, differ from texts. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "bigint" ? `${inner}n` : inner,
  );
}
