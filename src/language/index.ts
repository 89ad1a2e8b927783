import { createEditingService } from "./editing/editingService.ts";
import type { EditingService } from "./editing/editingService.ts";
import type { Finding, Severity } from "./finding.ts";
import { fixAll } from "./fixAll.ts";
import { rules as allRules } from "./rules/index.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { readSource } from "./sourceFile.ts";
import type { SourceDocument, SourceFile } from "./sourceFile.ts";
import { validateDocument } from "./validate.ts";
import type { ValidateOptions } from "./validate.ts";
import { createWorkspace } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

export type { Edit, Finding, Fix, Layer, ServerWords, Severity } from "./finding.ts";
export type { SourceDocument, SourceFile } from "./sourceFile.ts";
export { createWorkspace, type IndexedObject, type Workspace } from "./workspace.ts";
export { indexSource } from "./indexSource.ts";
export { patchPaths } from "./kustomization.ts";
export type { CompletionItem } from "./editing/completionItem.ts";
export type { EditingService } from "./editing/editingService.ts";
export type { FoldingRange } from "./editing/folding.ts";
export type { Hover } from "./editing/hover.ts";
export type { InlayHint, InlayHintKind } from "./editing/inlayHints.ts";
export type { DocumentLink } from "./editing/links.ts";
export type { Location } from "./editing/navigation.ts";
export { objectSnippets, type ObjectSnippet } from "./editing/snippets.ts";
export type { DocumentSymbol, WorkspaceSymbol } from "./editing/symbols.ts";
export { pointerOf } from "./yaml/node.ts";

/** What the verdicts depend on beside the text. A change of any of it takes a new service. */
export interface LanguageOptions extends Omit<RuleContext, "workspace" | "now"> {
  readonly rules?: readonly Rule[];
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  readonly onRuleError?: (rule: Rule, error: unknown) => void;
  /** The clock; default Date.now. */
  readonly now?: () => number;
  /** IANA name of the reader's time zone, for the hours of schedules; absent: UTC alone. */
  readonly timeZone?: string | undefined;
}

/** A finding with the place of its document; its offsets are the file's. */
export interface FileFinding extends Finding {
  /** Index of the YAML document in the file. */
  readonly document: number;
}

/** The whole public surface: text in, plain data out. */
export interface LanguageService extends EditingService {
  /** Splits and remembers a file; unchanged documents of `previous` keep their trees and verdicts. */
  read(
    uri: string,
    text: string,
    more?: { previous?: SourceFile | undefined; partial?: boolean },
  ): SourceFile;
  /** All findings of all layers, in the order of the text. */
  validate(file: SourceFile, workspace?: Workspace): readonly FileFinding[];
  /** The same, one YAML document at a time, so that the caller can pause in between. */
  validateDocuments(
    file: SourceFile,
    workspace?: Workspace,
  ): Generator<readonly FileFinding[], void>;
  /** The text after the preferred fixes, applied until nothing changes; never with more errors than before. */
  fixAll(
    uri: string,
    text: string,
    more?: { workspace?: Workspace | undefined; partial?: boolean },
  ): string;
}

const emptyWorkspace = createWorkspace([], { complete: false });

export function createLanguageService(options: LanguageOptions): LanguageService {
  const rules = options.rules ?? allRules;
  const now = options.now ?? Date.now;
  const local = new Verdicts(
    rules.filter((rule) => rule.crossFile !== true),
    true,
  );
  const crossFile = new Verdicts(
    rules.filter((rule) => rule.crossFile === true),
    false,
  );

  const contextOf = (workspace: Workspace) => ({ ...options, now: now(), workspace });

  const service: LanguageService = {
    ...createEditingService(contextOf, rules),
    read: (uri, text, more) => readSource(uri, text, { schemas: options.schemas, ...more }),
    validate: (file, workspace) => [...service.validateDocuments(file, workspace)].flat(),
    *validateDocuments(file, workspace = emptyWorkspace) {
      const context = contextOf(workspace);
      for (const [index, document] of file.documents.entries())
        yield merged(
          local.of(document, emptyWorkspace, { ...options, rules, context }),
          crossFile.of(document, workspace, { ...options, rules, context }),
        ).map((finding) => shifted(finding, document.start, index));
    },
    fixAll: (uri, text, { workspace, ...more } = {}) =>
      fixAll(text, (candidate) => service.validate(service.read(uri, candidate, more), workspace)),
  };
  return service;
}

/** Findings of some of the rules, remembered per document as long as the workspace they looked at is the same. */
class Verdicts {
  readonly #rules: readonly Rule[];
  readonly #serverLayers: boolean;
  readonly #known = new WeakMap<object, { workspace: Workspace; findings: readonly Finding[] }>();

  constructor(rules: readonly Rule[], serverLayers: boolean) {
    this.#rules = rules;
    this.#serverLayers = serverLayers;
  }

  of(document: SourceDocument, workspace: Workspace, options: ValidateOptions): readonly Finding[] {
    const key = document.manifests;
    const known = this.#known.get(key);
    if (known?.workspace === workspace) return known.findings;
    const findings = validateDocument(document, {
      ...options,
      rules: this.#rules,
      serverLayers: this.#serverLayers,
    });
    this.#known.set(key, { workspace, findings });
    return findings;
  }
}

function merged(local: readonly Finding[], crossFile: readonly Finding[]): readonly Finding[] {
  if (crossFile.length === 0) return local;
  return [...local, ...crossFile].sort((a, b) => a.range.start - b.range.start);
}

function shifted(finding: Finding, start: number, document: number): FileFinding {
  if (start === 0) return { ...finding, document };
  const move = <T extends { start: number; end: number }>(range: T): T => ({
    ...range,
    start: range.start + start,
    end: range.end + start,
  });
  const fixes = finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(move) }));
  return { ...finding, range: move(finding.range), fixes, document };
}
