import { createWorkspace } from "../language/index.ts";
import { indexOnce } from "../language/indexSource.ts";
import type {
  FileFinding,
  IndexedObject,
  LanguageService,
  SourceFile,
  Workspace,
} from "../language/index.ts";
import { formatFor } from "./formatFor.ts";
import { failed, passed, summaryOf } from "./outcome.ts";
import { readInput } from "./readInput.ts";
import type { InputText } from "./readInput.ts";
import { repairedFile } from "./repairedFile.ts";
import type { Format } from "./report.ts";
import { serviceFor } from "./serviceFor.ts";
import type { IndexedFile, JudgedShare, Outcome, Task } from "./task.ts";
import { isTemplate, templateFindings } from "./templateFile.ts";

interface ReadFile {
  readonly index: number;
  readonly input: InputText;
  /** Empty for a template: no manifests are in it. */
  readonly source: SourceFile;
  readonly isTemplate: boolean;
}

/** What became of a file by what was known when it was read. */
interface Early {
  readonly outcome: Outcome;
  /** What went wrong inside rules. */
  readonly notes: readonly string[];
  /** Whether it is so, now that all files are known. */
  readonly holdsIn: (workspace: Workspace) => boolean;
}

/** Of these there are many, and rules that look at others of them ask for few. */
const pools: ReadonlySet<string> = new Set(["NodePool", "NodeClaim"]);

/**
 * One thread's share of a task: first `read` its files, then, once the objects of all files are known, `judge` them.
 * Neither throws for the sake of a file.
 *
 * A file is judged while its tree is at hand, by its own objects and those that pools refer to. What rules asked of them
 * is compared with the answers of all files, which are other ones for few files: only these are read again. To keep the
 * trees instead takes twenty times the text and no less time.
 */
export class Share {
  readonly #task: Task;
  readonly #service: LanguageService;
  readonly #format: Format;
  readonly #early = new Map<number, Early>();
  readonly #shared: IndexedObject[] = [];
  #notes: string[] = [];

  constructor(task: Task) {
    this.#task = task;
    this.#format = formatFor(task);
    this.#service = serviceFor(task, (note) => this.#notes.push(note));
  }

  /** Reads a file and gives its objects for the index. */
  read(index: number): IndexedFile {
    let objects: readonly IndexedObject[] = [];
    try {
      const file = this.#load(index);
      objects = indexOnce(file.source);
      const workspace = createWorkspace([...this.#shared, ...objects]);
      this.#early.set(index, this.#foresee(file, workspace));
      this.#share(objects);
    } catch (error) {
      const notes = this.#takeNotes(index);
      this.#early.set(index, { outcome: failed(index, error), notes, holdsIn: () => true });
    }
    return { index, objects };
  }

  #foresee(file: ReadFile, workspace: Workspace): Early {
    const { findings, holdsIn } = file.isTemplate
      ? { findings: this.#templateFindings(file), holdsIn: () => true }
      : this.#service.foresee(file.source, workspace);
    const outcome = this.#tell(file, findings);
    return { outcome, notes: this.#takeNotes(file.index), holdsIn };
  }

  /** Few at most: they are looked at for every file. */
  #share(objects: readonly IndexedObject[]): void {
    for (const object of objects)
      if (this.#shared.length < 32 && !pools.has(object.kind)) this.#shared.push(object);
  }

  /** Judges (or repairs) the files that were read. */
  judge(workspace: Workspace): JudgedShare {
    const outcomes: Outcome[] = [];
    const notes: string[] = [];
    for (const [index, early] of this.#early) {
      const { outcome, notes: more } = early.holdsIn(workspace)
        ? this.#settle(early, workspace)
        : this.#judgeAgain(index, workspace);
      outcomes.push(outcome);
      notes.push(...more);
      this.#early.delete(index);
    }
    return { outcomes, notes };
  }

  #settle(early: Early, workspace: Workspace): Omit<Early, "holdsIn"> {
    const { index, fixable, failure } = early.outcome;
    const isGiven = this.#task.inputs[index]?.given !== undefined;
    if (this.#task.mode === "report" || failure !== undefined) return early;
    return fixable > 0 || isGiven
      ? this.#judgeAgain(index, workspace)
      : { outcome: passed(index), notes: early.notes };
  }

  #judgeAgain(index: number, workspace: Workspace): Omit<Early, "holdsIn"> {
    const attempt = (): Outcome => {
      try {
        const file = this.#load(index);
        if (this.#task.mode === "fix") return this.#repair(file, workspace);
        return this.#tell(file, this.#findings(file, workspace));
      } catch (error) {
        return failed(index, error);
      }
    };
    return { outcome: attempt(), notes: this.#takeNotes(index) };
  }

  #takeNotes(index: number): readonly string[] {
    const path = this.#task.inputs[index]?.path ?? "";
    const notes = this.#notes.map((note) => `${path}: ${note}`);
    this.#notes = [];
    return notes;
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

  #templateFindings({ input }: ReadFile): readonly FileFinding[] {
    return templateFindings(input.text, this.#task.options.severities);
  }

  #findings(file: ReadFile, workspace: Workspace): readonly FileFinding[] {
    return file.isTemplate
      ? this.#templateFindings(file)
      : this.#service.validate(file.source, workspace);
  }

  #tell({ index, input, source }: ReadFile, findings: readonly FileFinding[]): Outcome {
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
    const judge = (text: string): readonly FileFinding[] => {
      if (file.isTemplate) return templateFindings(text, this.#task.options.severities);
      const source = service.read(file.source.uri, text, { partial });
      return text === file.input.text
        ? service.validate(source, workspace)
        : service.validateChanged(source, workspace);
    };
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
