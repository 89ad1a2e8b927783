import type { IndexedObject } from "../language/index.ts";
import type { LintOptions } from "./options.ts";
import type { InputText } from "./readInput.ts";

/** A file to judge. */
export interface Input {
  readonly path: string;
  /** A kustomization lists it as a patch. */
  readonly partial: boolean;
  /** What was read from standard input; absent: read the path. */
  readonly given?: InputText;
}

/** What a run over files needs to know; plain data, so that a thread can be handed it. */
export interface Task {
  readonly inputs: readonly Input[];
  /** report: judge and tell; fix: write the fixes into the files. */
  readonly mode: "report" | "fix";
  readonly options: LintOptions;
  /** Where schemas/ and data/ are. */
  readonly facts: string;
  /** Whether standard output shows colours. */
  readonly colors: boolean;
}

/** The objects of one file for the index over all files. */
export interface IndexedFile {
  readonly index: number;
  readonly objects: readonly IndexedObject[];
}

/** What became of one file. */
export interface Outcome {
  /** Index in the task's inputs. */
  readonly index: number;
  /** Its part of the report. */
  readonly part: string;
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number };
  readonly fixable: number;
  readonly failing: boolean;
  readonly rules: readonly string[];
  /** Why it could not be read, judged or written. */
  readonly failure?: string;
  /** In mode fix: what was repaired, by rule. */
  readonly repaired?: Readonly<Record<string, number>>;
  /** In mode fix, of standard input: the text after the fixes. */
  readonly fixedInput?: InputText;
  /** For --verbose. */
  readonly templated?: boolean;
}

/** What one thread has to say in the end. */
export interface JudgedShare {
  readonly outcomes: readonly Outcome[];
  /** What went wrong inside rules. */
  readonly notes: readonly string[];
}
