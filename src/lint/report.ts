import type { FileFinding, Severity } from "../language/index.ts";
import type { Failure } from "./inputFiles.ts";
import type { MaxSeverity } from "./options.ts";

/** A file with its verdict. */
export interface JudgedFile {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly FileFinding[];
  /** The text of another file, into which a fix reaches. */
  readonly textOf: (path: string) => string;
}

/** What the end of a report tells, summed up over all files. */
export interface Totals {
  readonly files: number;
  readonly filesWithFindings: number;
  readonly counts: Readonly<Record<Severity, number>>;
  /** Findings that --fix would take away. */
  readonly fixable: number;
  /** Ids of the rules that found something, sorted. */
  readonly rules: readonly string[];
  readonly failures: readonly Failure[];
}

/** A report is written file by file: in any thread, in the order of the files. */
export interface Format {
  readonly head: string;
  /** The part of one file; empty where there is nothing to say. */
  file(file: JudgedFile): string;
  /** Between two parts that are not empty. */
  readonly separator: string;
  tail(totals: Totals): string;
}

const order: Readonly<Record<MaxSeverity, number>> = { none: 0, info: 1, warning: 2, error: 3 };

/** Whether a finding of this severity fails the run. */
export function fails(severity: Severity, max: MaxSeverity): boolean {
  return order[severity] > order[max];
}
