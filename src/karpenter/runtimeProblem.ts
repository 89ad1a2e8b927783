/** Where a value stands in a document: keys of mappings and indexes of sequences, from the top. */
export type Path = readonly (string | number)[];

/** An error of Karpenter's validation at run time. */
export interface RuntimeProblem {
  /** The place of the culprit, from the root of the object. */
  readonly path: Path;
  /** Exactly what Karpenter prints. */
  readonly message: string;
  /** The single errors when the message wraps several, each with its own place. */
  readonly causes?: readonly RuntimeProblem[];
}

/** The message of the status condition: all errors on one line, as go.uber.org/multierr joins them. */
export function joinProblems(problems: readonly RuntimeProblem[]): string {
  return problems.map(({ message }) => message).join("; ");
}
