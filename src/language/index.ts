import type { Finding, Severity } from "./finding.ts";
import { fixAll } from "./fixAll.ts";
import { fixFiles, withFiles } from "./fixFiles.ts";
import type { FilesToFix } from "./fixFiles.ts";
import { indexSource } from "./indexSource.ts";
import { observe } from "./observedWorkspace.ts";
import { placed } from "./placeFindings.ts";
import type { FileFinding } from "./placeFindings.ts";
import { rules as allRules } from "./rules/index.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { readSource } from "./sourceFile.ts";
import type { SourceDocument, SourceFile } from "./sourceFile.ts";
import { fixedAcross, validateDocument } from "./validate.ts";
import { Verdicts } from "./verdicts.ts";
import { createWorkspace } from "./workspace.ts";
import type { IndexedObject, Workspace } from "./workspace.ts";

export { createMatcher } from "../karpenter/matching.ts";
export { decodeSizes } from "../karpenter/sizes.ts";
export type {
  Edit,
  EditsElsewhere,
  Finding,
  Fix,
  Layer,
  ServerWords,
  Severity,
} from "./finding.ts";
export type { SourceDocument, SourceFile } from "./sourceFile.ts";
export { createWorkspace, type IndexedObject, type Workspace } from "./workspace.ts";
export { indexSource } from "./indexSource.ts";
export { patchPaths } from "./kustomization.ts";
export { ruleIds } from "./ruleIds.ts";
export type { FileFinding } from "./placeFindings.ts";
export type { FilesToFix } from "./fixFiles.ts";
export { pointerOf } from "./yaml/node.ts";

/** What the verdicts depend on beside the text. A change of any of it takes a new service. */
export interface LanguageOptions extends Omit<RuleContext, "workspace" | "now"> {
  readonly rules?: readonly Rule[];
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  readonly onRuleError?: (rule: Rule, error: unknown) => void;
  /** False: each document is judged once, so nothing is remembered for the next time. Default true. */
  readonly remember?: boolean;
  /** The clock; default Date.now. */
  readonly now?: () => number;
}

/** What is found in a file, and whether that is so in another workspace too. */
interface Verdict {
  readonly findings: readonly FileFinding[];
  /** True only where judging again would find the same. */
  readonly holdsIn: (other: Workspace) => boolean;
}

/** Text in, plain data out. What an editor asks beside verdicts stands in editing/, which is loaded apart. */
export interface LanguageService {
  /** Splits and remembers a file; unchanged documents of `previous` keep their trees and verdicts. */
  read(
    uri: string,
    text: string,
    more?: { previous?: SourceFile | undefined; partial?: boolean },
  ): SourceFile;
  /** The objects of a file, for the index over all files. */
  objects(file: SourceFile): readonly IndexedObject[];
  /** All findings of all layers, in the order of the text. */
  validate(file: SourceFile, workspace?: Workspace): readonly FileFinding[];
  /** The same where the workspace knows the file as it was before a change. */
  validateChanged(file: SourceFile, workspace: Workspace): readonly FileFinding[];
  /** The same before all of the workspace is known: by a part of it. For services that remember nothing. */
  foresee(file: SourceFile, part: Workspace): Verdict;
  /** The same as `validate`, one YAML document at a time, so that the caller can pause in between. */
  validateDocuments(
    file: SourceFile,
    workspace?: Workspace,
  ): Generator<readonly FileFinding[], void>;
  /**
   * The text after the preferred fixes, applied until nothing changes; never with more errors than before. Fixes that
   * reach into other files are left.
   */
  fixAll(
    uri: string,
    text: string,
    more?: { workspace?: Workspace | undefined; partial?: boolean },
  ): string;
  /** The texts that change when the preferred fixes of a file that reach into others are applied, all or nothing each. */
  fixFiles(uri: string, files: FilesToFix): ReadonlyMap<string, string>;
  /** The same, and then all other preferred fixes of the file. */
  fixAllFiles(uri: string, files: FilesToFix): ReadonlyMap<string, string>;
}

const emptyWorkspace = createWorkspace([], { complete: false });

/** A language service for one set of schemas, facts and settings. */
export function createLanguageService(options: LanguageOptions): LanguageService {
  const rules = options.rules ?? allRules;
  const now = options.now ?? Date.now;
  const verdicts = new Verdicts(rules);
  const acrossFiles = new Set(
    rules.flatMap((rule) => (rule.crossFile || rule.fixAcross ? [rule.id] : [])),
  );

  const contextOf = (workspace: Workspace) => ({ ...options, now: now(), workspace });

  const service: LanguageService = {
    read: (uri, text, more) => readSource(uri, text, { schemas: options.schemas, ...more }),
    objects: indexSource,
    validate: (file, workspace) => [...service.validateDocuments(file, workspace)].flat(),
    foresee: (file, part) => {
      const { workspace, moveTo } = observe(part);
      return { findings: service.validate(file, workspace), holdsIn: moveTo };
    },
    *validateDocuments(file, workspace = emptyWorkspace) {
      const context = contextOf(workspace);
      const settings = { ...options, rules, context };
      const judge = (document: SourceDocument): readonly Finding[] =>
        options.remember === false
          ? fixedAcross(validateDocument(document, settings), document, settings)
          : verdicts.of(document, settings);
      for (const document of file.documents)
        yield judge(document).map((finding) => placed(finding, { file, workspace, document }));
    },
    fixAll: (uri, text, { workspace, ...more } = {}) =>
      fixAll(text, (candidate) => {
        const file = service.read(uri, candidate, more);
        return candidate === text || workspace === undefined
          ? service.validate(file, workspace)
          : service.validateChanged(file, workspace);
      }),
    validateChanged: (file, workspace) => {
      const findings = service.validate(file, workspace);
      const objects = file.documents.flatMap(({ manifests }) => manifests);
      return objects.length > 1 || findings.some(({ rule }) => acrossFiles.has(rule))
        ? service.validate(file, withFiles(workspace, [file]))
        : findings;
    },
    fixFiles: (uri, files) => fixFiles(uri, files, service),
    fixAllFiles: (uri, files) => {
      const changed = fixFiles(uri, files, service);
      const { workspace, textOf, isPartial } = files;
      const read = [...changed].map(([one, text]) => service.read(one, text));
      const before = changed.get(uri) ?? textOf(uri) ?? "";
      const after = service.fixAll(uri, before, {
        workspace: withFiles(workspace, read),
        partial: isPartial?.(uri) ?? false,
      });
      return after === before ? changed : new Map([...changed, [uri, after]]);
    },
  };
  return service;
}
