import type { Edit } from "../finding.ts";

/** A way to make YAML of a text that is none; whether it does is for the parser to say. */
export interface Candidate {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** There is no other way to read it: taken as soon as it parses. */
  readonly sure?: boolean;
}
