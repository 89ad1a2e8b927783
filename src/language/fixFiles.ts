import { applyEdits } from "./edit/applyEdits.ts";
import type { Fix } from "./finding.ts";
import { isWorse, preferredFix } from "./fixAll.ts";
import { indexSource } from "./indexSource.ts";
import { editsInFile, fits } from "./placeFindings.ts";
import type { FileFinding } from "./placeFindings.ts";
import type { SourceFile } from "./sourceFile.ts";
import { createWorkspace } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

/** What fixes that reach into other files are applied to. */
export interface FilesToFix {
  /** The text of a file by its name in the workspace; undefined: it cannot be read, so fixes that need it are left. */
  readonly textOf: (uri: string) => string | undefined;
  readonly isPartial?: (uri: string) => boolean;
  readonly workspace: Workspace;
}

interface Judge {
  read(uri: string, text: string, more?: { partial?: boolean }): SourceFile;
  validate(file: SourceFile, workspace?: Workspace): readonly FileFinding[];
}

/**
 * Applies the preferred fixes of a file that reach into others, one after the other, each seeing what the last one left. One
 * that leaves more errors than there were in any of its files is not applied.
 */
export function fixFiles(
  uri: string,
  files: FilesToFix,
  judge: Judge,
): ReadonlyMap<string, string> {
  const refused = new Set<string>();
  let state = new State(files, judge, new Map());
  for (;;) {
    const fix = state
      .findings(uri)
      .flatMap(reaching)
      .find(({ title }) => !refused.has(title));
    if (fix === undefined) return state.changed;
    const next = state.after(uri, fix);
    if (next === undefined) refused.add(fix.title);
    else state = next;
  }
}

function reaching(finding: FileFinding): readonly Fix[] {
  const fix = preferredFix(finding);
  return fix?.elsewhere === undefined ? [] : [fix];
}

/** The index with some files as they are now. */
export function withFiles(workspace: Workspace, files: readonly SourceFile[]): Workspace {
  const uris = new Set(files.map(({ uri }) => uri));
  const others = workspace.objects.filter((object) => !uris.has(object.uri));
  const { complete } = workspace;
  return createWorkspace([...others, ...files.flatMap((file) => indexSource(file))], { complete });
}

/** Some files as they are after some fixes. */
class State {
  readonly changed: ReadonlyMap<string, string>;
  readonly #files: FilesToFix;
  readonly #judge: Judge;
  readonly #workspace: Workspace;

  constructor(files: FilesToFix, judge: Judge, changed: ReadonlyMap<string, string>) {
    this.changed = changed;
    this.#files = files;
    this.#judge = judge;
    const read = [...changed.keys()].flatMap((uri) => this.#read(uri) ?? []);
    this.#workspace = read.length === 0 ? files.workspace : withFiles(files.workspace, read);
  }

  findings(uri: string): readonly FileFinding[] {
    const file = this.#read(uri);
    return file ? this.#judge.validate(file, this.#workspace) : [];
  }

  /** Undefined where a file is not what the fix was made for, or would have more errors. */
  after(uri: string, { edits, elsewhere = [] }: Fix): State | undefined {
    const texts = new Map(this.changed);
    for (const one of elsewhere) {
      const text = texts.get(one.uri) ?? this.#files.textOf(one.uri);
      if (text === undefined || !fits(one, text)) return undefined;
      texts.set(one.uri, applyEdits(text, editsInFile(one)));
    }
    texts.set(uri, applyEdits(this.#textOf(uri) ?? "", edits));
    const next = new State(this.#files, this.#judge, texts);
    const touched = [uri, ...elsewhere.map((one) => one.uri)];
    return touched.some((one) => isWorse(next.findings(one), this.findings(one)))
      ? undefined
      : next;
  }

  #textOf(uri: string): string | undefined {
    return this.changed.get(uri) ?? this.#files.textOf(uri);
  }

  #read(uri: string): SourceFile | undefined {
    const text = this.#textOf(uri);
    if (text === undefined) return undefined;
    const partial = this.#files.isPartial?.(uri) ?? false;
    return this.#judge.read(uri, text, { partial });
  }
}
