import type { Finding } from "./finding.ts";
import { observe } from "./observedWorkspace.ts";
import type { Observation } from "./observedWorkspace.ts";
import type { Rule } from "./rule.ts";
import type { SourceDocument } from "./sourceFile.ts";
import { fixedAcross, isFixedAcross, validateDocument } from "./validate.ts";
import type { ValidateOptions } from "./validateOptions.ts";
import type { Workspace } from "./workspace.ts";

/** What follows from other files for a document, and what was asked of them for that. */
interface Asked {
  readonly moveTo: Observation["moveTo"];
  readonly findings: readonly Finding[];
}

interface Known {
  /** Findings of the server's layers and of the rules that look at the document alone. */
  readonly local: readonly Finding[];
  /** What the rules that look at other files found. */
  crossFile: Asked;
  /** The local findings with the fixes that depend on other files; undefined where none does. */
  across: Asked | undefined;
  /** The workspace that `all` was found in. */
  workspace: Workspace;
  /** All findings, in the order of the text. */
  all: readonly Finding[];
}

/** Findings of documents, remembered as long as what the rules asked the workspace has the same answers. */
export class Verdicts {
  readonly #local: readonly Rule[];
  readonly #crossFile: readonly Rule[];
  readonly #known = new WeakMap<object, Known>();

  constructor(rules: readonly Rule[]) {
    this.#local = rules.filter((rule) => rule.crossFile !== true);
    this.#crossFile = rules.filter((rule) => rule.crossFile === true);
  }

  of(document: SourceDocument, options: ValidateOptions): readonly Finding[] {
    const { workspace } = options.context;
    const known = this.#known.get(document.manifests);
    if (known === undefined) return this.#judge(document, options);
    if (known.workspace === workspace) return known.all;
    let isSame = true;
    // All rules at once: most ask about the same few objects, and asking each takes a thousand documents long.
    if (!known.crossFile.moveTo(workspace)) {
      isSame = false;
      known.crossFile = look(this.#crossFile, document, options);
    }
    if (known.across && !known.across.moveTo(workspace)) {
      isSame = false;
      known.across = reach(known.local, document, options);
    }
    known.workspace = workspace;
    if (!isSame) known.all = merged(known);
    return known.all;
  }

  #judge(document: SourceDocument, options: ValidateOptions): readonly Finding[] {
    const local = validateDocument(document, { ...options, rules: this.#local });
    const crossFile = look(this.#crossFile, document, options);
    const isReaching = local.some((finding) => isFixedAcross(finding, options));
    const across = isReaching ? reach(local, document, options) : undefined;
    const { workspace } = options.context;
    const all = merged({ local, crossFile, across });
    const known = { local, crossFile, across, workspace, all };
    this.#known.set(document.manifests, known);
    return known.all;
  }
}

function reach(
  local: readonly Finding[],
  document: SourceDocument,
  options: ValidateOptions,
): Asked {
  const { workspace, moveTo } = observe(options.context.workspace);
  const context = { ...options.context, workspace };
  return { moveTo, findings: fixedAcross(local, document, { ...options, context }) };
}

function look(rules: readonly Rule[], document: SourceDocument, options: ValidateOptions): Asked {
  const { workspace, moveTo } = observe(options.context.workspace);
  const findings = validateDocument(document, {
    ...options,
    context: { ...options.context, workspace },
    rules,
    serverLayers: false,
  });
  return { moveTo, findings };
}

function merged({
  local,
  crossFile,
  across,
}: Pick<Known, "local" | "crossFile" | "across">): readonly Finding[] {
  const own = across?.findings ?? local;
  const more = crossFile.findings;
  if (more.length === 0) return own;
  return [...own, ...more].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
}
