import { createLanguageService, createWorkspace, indexSource } from "../language/index.ts";
import type {
  FileFinding,
  IndexedObject,
  LanguageService,
  SourceFile,
  Workspace,
} from "../language/index.ts";
import { lazySizes, loadSchemas } from "./bundledFacts.ts";
import { formatFor } from "./formatFor.ts";
import type { LintOptions } from "./options.ts";
import { readInput } from "./readInput.ts";
import type { InputText } from "./readInput.ts";
import { reasonOf } from "./readInput.ts";
import { repairedFile } from "./repairedFile.ts";
import type { Format } from "./report.ts";
import { fails } from "./report.ts";
import { isTemplate, templateFindings } from "./templateFile.ts";

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

interface ReadFile {
  readonly index: number;
  readonly input: InputText;
  /** Empty for a template: no manifests are in it. */
  readonly source: SourceFile;
  readonly isTemplate: boolean;
}

const none = { error: 0, warning: 0, info: 0 };

/**
 * Texts whose trees are kept between reading and judging, in UTF-16 units: a tree takes some twenty times its text. To
 * read a file again takes no longer than it takes to look after the trees of many.
 */
const keptText = 2_000_000;

/**
 * One thread's share of a task: first `read` its files, then, once the objects of all files are known, `judge` them.
 * Neither throws for the sake of a file.
 */
export class Share {
  readonly #task: Task;
  readonly #service: LanguageService;
  readonly #format: Format;
  readonly #read = new Map<number, ReadFile | undefined>();
  readonly #failures: Outcome[] = [];
  #kept = 0;
  /** For the note about a rule that throws. */
  #notes: string[] = [];
  #now = "";

  constructor(task: Task) {
    this.#task = task;
    this.#format = formatFor(task);
    this.#service = serviceFor(task, (note) => this.#notes.push(`${this.#now}: ${note}`));
  }

  /** What went wrong inside rules. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  /** Reads a file and gives its objects for the index. */
  read(index: number): IndexedFile {
    try {
      const file = this.#load(index);
      const keep = this.#kept + file.input.text.length <= keptText;
      if (keep) this.#kept += file.input.text.length;
      const objects = indexSource(file.source);
      this.#read.set(index, keep ? file : undefined);
      return { index, objects };
    } catch (error) {
      this.#failures.push(failed(index, error));
      return { index, objects: [] };
    }
  }

  /** Judges (or repairs) the files that were read. */
  judge(workspace: Workspace): readonly Outcome[] {
    const outcomes = [...this.#failures];
    for (const [index, kept] of this.#read) {
      this.#now = this.#task.inputs[index]?.path ?? "";
      try {
        const file = kept ?? this.#load(index);
        outcomes.push(
          this.#task.mode === "fix" ? this.#repair(file, workspace) : this.#tell(file, workspace),
        );
      } catch (error) {
        outcomes.push(failed(index, error));
      }
      this.#read.delete(index);
    }
    return outcomes;
  }

  #load(index: number): ReadFile {
    const { path, given, partial } = this.#task.inputs[index] ?? { path: "", partial: false };
    const input = given ?? readInput(path);
    const isOne = isTemplate(path, input.text);
    const source = this.#service.read(path, isOne ? "" : input.text, { partial });
    return { index, input, source, isTemplate: isOne };
  }

  /** The text of another input that a fix reaches into; empty where it cannot be read any more. */
  #textOf(path: string): string {
    const input = this.#task.inputs.find((one) => one.path === path);
    try {
      return (input?.given ?? readInput(path)).text;
    } catch {
      return "";
    }
  }

  #tell(file: ReadFile, workspace: Workspace): Outcome {
    const { index, input, source } = file;
    const findings = file.isTemplate
      ? templateFindings(input.text, this.#task.options.severities)
      : this.#service.validate(source, workspace);
    const part = this.#format.file({
      path: source.uri,
      text: input.text,
      findings,
      textOf: (path) => this.#textOf(path),
    });
    return { ...summaryOf(findings, this.#task), index, part, templated: source.templated };
  }

  #repair(file: ReadFile, workspace: Workspace): Outcome {
    const { partial } = this.#task.inputs[file.index] ?? { partial: false };
    const service = this.#service;
    const judge = (text: string): readonly FileFinding[] =>
      file.isTemplate
        ? templateFindings(text, this.#task.options.severities)
        : service.validate(service.read(file.source.uri, text, { partial }), workspace);
    const isInput = this.#task.inputs[file.index]?.given !== undefined;
    const { text, repaired } = repairedFile(file.input, {
      path: isInput ? undefined : file.source.uri,
      judge,
    });
    const fixedInput = isInput ? { ...file.input, text } : undefined;
    return { ...passed(file.index), repaired, ...(fixedInput && { fixedInput }) };
  }
}

/** The index over all files, in the order of the files. */
export function workspaceOf(files: readonly IndexedFile[]): Workspace {
  const ordered = [...files].sort((a, b) => a.index - b.index);
  return createWorkspace(ordered.flatMap(({ objects }) => objects));
}

/** The language service that a task wants. `note` hears of rules that fail. */
export function serviceFor(task: Task, note: (text: string) => void): LanguageService {
  const { region, kubernetesVersion, severities, schema } = task.options;
  return createLanguageService({
    remember: false,
    schemas: loadSchemas(task.facts, schema),
    sizes: lazySizes(task.facts),
    region,
    kubernetesVersion,
    severities,
    onRuleError: (rule, error) => note(`rule ${rule.id} failed: ${reasonOf(error)}`),
  });
}

function passed(index: number): Outcome {
  return { index, part: "", counts: none, fixable: 0, failing: false, rules: [] };
}

function failed(index: number, error: unknown): Outcome {
  return { ...passed(index), failure: reasonOf(error) };
}

function summaryOf(findings: readonly FileFinding[], { options }: Task) {
  const counts = { ...none };
  for (const { severity } of findings) counts[severity] += 1;
  return {
    counts,
    fixable: findings.filter(({ fixes }) => fixes.some(({ preferred }) => preferred)).length,
    failing: findings.some(({ severity }) => fails(severity, options.maxSeverity)),
    rules: [...new Set(findings.map(({ rule }) => rule))],
  };
}
