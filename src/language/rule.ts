import type { SizeMatcher } from "../karpenter/matching.ts";
import type { Finding, Fix, Layer, Severity } from "./finding.ts";
import type { Manifest } from "./manifest.ts";
import type { Kind } from "./ourKinds.ts";
import type { SchemaSet } from "./schema/types.ts";
import type { Workspace } from "./workspace.ts";
import type { MapNode, Path, Range } from "./yaml/node.ts";

/** What a rule may know beside the manifest; everything is a value passed in. */
export interface RuleContext {
  readonly workspace: Workspace;
  readonly schemas: SchemaSet;
  /** What VM sizes match; absent where the facts about sizes are not loaded: rules that need them stay silent. */
  readonly sizes?: SizeMatcher | undefined;
  /** Azure region of the cluster the manifests are for, lower case; absent: not known, so nothing is said about it. */
  readonly region?: string | undefined;
  /** Kubernetes version of the cluster, `1.34`; absent: not known. */
  readonly kubernetesVersion?: string | undefined;
  /** An object as the cluster stores it, for what may not change on update; absent or undefined: not known. */
  readonly stored?: ((kind: string, name: string) => MapNode | undefined) | undefined;
  /** Milliseconds since 1970 in UTC: what "in the future" is measured against. */
  readonly now: number;
}

export interface RuleFinding {
  /** Where: a path in the object (its value is underlined, or its key with `onKey`), or a range of the document's text. */
  readonly at: Path | Range;
  readonly onKey?: boolean;
  /** What is wrong, where, and what to do. */
  readonly message: string;
  /** Most wanted first; the first is preferred unless one says so itself. */
  readonly fixes?: readonly RuleFix[];
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly tag?: "deprecated" | "unnecessary";
}

export interface RuleFix {
  readonly title: string;
  /** A fix without edits is dropped: it could not be written safely here. */
  readonly edits: Fix["edits"];
  readonly elsewhere?: Fix["elsewhere"] | undefined;
  /** False: correct but a matter of choice, so "Fix all" leaves it to the user. Default: true for the first. */
  readonly preferred?: boolean;
}

/** A better sentence and the fixes for a finding of the server's layers. */
export interface Explanation {
  readonly message?: string;
  readonly fixes?: readonly RuleFix[];
  /** Where the culprit is, when the server points elsewhere (a CEL rule on a whole list). */
  readonly at?: Path;
  readonly onKey?: boolean;
}

/** One rule in one file: its documentation is its first test. */
export interface Rule {
  /** kebab-case, the file's name: the diagnostic code, the docs anchor, the fixture's name. */
  readonly id: string;
  readonly kinds: readonly (Kind | "other")[];
  /** The layer that objects; `semantic` when neither the API server nor a controller does. */
  readonly layer?: Layer;
  readonly severity: Severity;
  /** One sentence: the heading in docs/rules.md. */
  readonly summary: string;
  /** Markdown: why it matters, in our own words; docs page and hover on the code. */
  readonly why: string;
  /**
   * Whole manifests. `bad` yields this rule and no other; `good` nothing, and is what fix all makes of `bad`. A rule whose
   * fix changes what runs in production prefers it only where the manifests themselves say that it is wanted: that is its
   * example. Everywhere else the fix is offered.
   */
  readonly example: {
    readonly bad: string;
    readonly good: string;
    /** Schema set to judge the example by; default `current`. */
    readonly schema?: string;
    readonly region?: string;
    readonly kubernetesVersion?: string;
    /** No fix leads from one to the other: what is right is for the user to say. */
    readonly byHand?: boolean;
    /** The object as the cluster stores it: the example is its update. */
    readonly stored?: string;
  };
  /** The answer depends on other manifests: judged again when they change. Such a rule checks and does not explain. */
  readonly crossFile?: boolean;
  /** Needs a manifest whose YAML is sound; runs whatever the other layers say. */
  readonly check?: (manifest: Manifest, context: RuleContext) => Iterable<RuleFinding>;
  /**
   * Takes over a finding of the layers unknown-field, schema, cel or runtime: the finding keeps its layer and the server's
   * words, and gets this rule's id, sentence and fixes. Undefined: not this rule's business.
   */
  readonly explain?: (
    finding: Finding,
    manifest: Manifest,
    context: RuleContext,
  ) => Explanation | undefined;
  /**
   * The fixes of a finding that this rule has explained, when other manifests are known; undefined: those it has. Asked
   * again when the manifests change that it looked at.
   */
  readonly fixAcross?: (
    finding: Finding,
    manifest: Manifest,
    context: RuleContext,
  ) => readonly RuleFix[] | undefined;
}
