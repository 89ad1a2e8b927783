/** A way in which the controllers' conditions differ from those that we foresee. */
interface KnownRuntimeDifference {
  readonly why: string;
  /** Matches the lines of the difference, see conditionLine. */
  readonly pattern: RegExp;
}

/** The test fails with a difference that is not listed, and with an entry that nothing matches any more. */
export const knownRuntimeDifferences: readonly KnownRuntimeDifference[] = [];
