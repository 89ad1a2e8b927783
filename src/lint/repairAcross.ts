import { resolve } from "node:path";
import { indexSource } from "../language/index.ts";
import type { LanguageService, SourceFile } from "../language/index.ts";
import { mentionsKarpenter } from "../language/mentionsKarpenter.ts";
import { Neighbours } from "./neighbours.ts";
import { readInput, reasonOf, withMark } from "./readInput.ts";
import type { InputText } from "./readInput.ts";
import { replaceFile } from "./repairedFile.ts";
import type { Failure } from "./inputFiles.ts";
import { serviceFor } from "./serviceFor.ts";
import type { Input, Task } from "./task.ts";
import { isTemplate } from "./templateFile.ts";

export interface RepairedAcross {
  /** The inputs as they are now: standard input may have changed. */
  readonly inputs: readonly Input[];
  /** What was done, for people. */
  readonly told: readonly string[];
  readonly failures: readonly Failure[];
}

/** The only settings that a fix moves between files; a text without them costs nothing here. */
const movable = "kubelet";

/**
 * Applies the preferred fixes that reach into other files, before every file is repaired on its own. In the order of the
 * files' absolute paths, so that the result does not depend on the order in which they are given.
 */
export function repairAcross(task: Task): RepairedAcross {
  const reaching = task.inputs.flatMap((input) =>
    manifestText(input)?.text.includes(movable) ? [input.path] : [],
  );
  if (reaching.length === 0) return { inputs: task.inputs, told: [], failures: [] };
  const repair = new Repair(task);
  for (const path of reaching.sort((a, b) => (resolve(a) < resolve(b) ? -1 : 1)))
    repair.repair(path);
  const { told, failures } = repair;
  return { told, failures, inputs: task.inputs.map((input) => repair.current(input)) };
}

/** The text of an input that may hold manifests; what cannot be read is told by whoever judges it. */
function manifestText({ path, given }: Input): InputText | undefined {
  try {
    const input = given ?? readInput(path);
    return mentionsKarpenter(input.text) && !isTemplate(path, input.text) ? input : undefined;
  } catch {
    return undefined;
  }
}

class Repair {
  readonly told: string[] = [];
  readonly failures: Failure[] = [];
  readonly #texts = new Map<string, InputText>();
  readonly #partial: ReadonlySet<string>;
  /** Paths of inputs whose text was given along: these are not on the disk. */
  readonly #given: ReadonlySet<string>;
  readonly #service: LanguageService;
  readonly #neighbours: Neighbours;

  constructor(task: Task) {
    for (const input of task.inputs) {
      const text = manifestText(input);
      if (text) this.#texts.set(input.path, text);
    }
    this.#partial = new Set(task.inputs.flatMap(({ path, partial }) => (partial ? [path] : [])));
    this.#given = new Set(task.inputs.flatMap(({ path, given }) => (given ? [path] : [])));
    this.#service = serviceFor(task, (note) => this.told.push(note));
    this.#neighbours = new Neighbours(
      [...this.#texts.keys()].sort().map((path) => [path, indexSource(this.#read(path))]),
    );
  }

  repair(path: string): void {
    const isPartial = (uri: string): boolean => this.#partial.has(uri);
    const textOf = (uri: string): string | undefined => this.#texts.get(uri)?.text;
    const workspace = this.#neighbours.of(path);
    const changed = this.#service.fixFiles(path, { textOf, isPartial, workspace });
    if (changed.size === 0) return;
    const others = [...changed].filter(([uri]) => uri !== path);
    const own = [...changed].filter(([uri]) => uri === path);
    try {
      // The settings are in their new place before they leave the old one, whatever happens in between.
      for (const [uri, text] of [...others, ...own]) this.#write(uri, text);
      for (const [uri] of others) this.told.push(`${uri}: changed by a fix of ${path}`);
      this.told.push(`${path}: fixed, together with ${others.map(([uri]) => uri).join(", ")}`);
    } catch (error) {
      this.failures.push({ path, message: reasonOf(error) });
    }
  }

  /** An input as it is now. */
  current(input: Input): Input {
    const given = this.#texts.get(input.path);
    return input.given && given ? { ...input, given } : input;
  }

  #read(path: string): SourceFile {
    const text = this.#texts.get(path)?.text ?? "";
    return this.#service.read(path, text, { partial: this.#partial.has(path) });
  }

  #write(path: string, text: string): void {
    const input = { hasMark: this.#texts.get(path)?.hasMark ?? false, text };
    if (!this.#given.has(path)) replaceFile(path, withMark(input));
    this.#texts.set(path, input);
    this.#neighbours.set(path, indexSource(this.#read(path)));
  }
}
