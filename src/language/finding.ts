import type { Path, Range } from "./yaml/node.ts";

/** Which of the server's layers objects: the API server reports one at a time, we report all at once. */
export type Layer = "yaml" | "unknown-field" | "schema" | "cel" | "runtime" | "semantic";

/** error: rejected, ignored or cannot work; warning: surprising in production; info: worth knowing. */
export type Severity = "error" | "warning" | "info";

/** Replaces a range of text; edits of one fix do not overlap. */
export interface Edit extends Range {
  readonly newText: string;
}

/** Edits in another YAML document that belong to a fix: of the same file, or of another one. */
export interface EditsElsewhere {
  /** The file, as the workspace names it. */
  readonly uri: string;
  /** The document as it was when the edits were made, and its offset in the file: who applies them checks that it still stands there. */
  readonly document: { readonly start: number; readonly text: string };
  /** Offsets in the document's text. */
  readonly edits: readonly Edit[];
}

export interface Fix {
  /** Imperative, as VS Code shows it in the light bulb: "Quote 4". */
  readonly title: string;
  /** The right one of several: what "Fix all" applies. */
  readonly preferred: boolean;
  readonly edits: readonly Edit[];
  /** What the fix changes beside that, all or nothing. In what the façade returns: in other files alone. */
  readonly elsewhere?: readonly EditsElsewhere[];
}

/** The API server's or the controller's own words. */
export interface ServerWords {
  /** As the server writes it, `spec.template.spec.taints[0].key`; `<nil>` where it names none. */
  readonly field: string;
  readonly message: string;
}

export interface Finding {
  /** The diagnostic code, the anchor in docs/rules.md and the name to silence it by. */
  readonly rule: string;
  readonly layer: Layer;
  readonly severity: Severity;
  /** What is wrong, where, and what to do next. */
  readonly message: string;
  /** Keys and indexes from the object's root; in what the façade returns, from the document's root (they differ inside a List). */
  readonly path: Path;
  /** Offsets in the text of the document. */
  readonly range: Range;
  readonly server?: ServerWords;
  readonly fixes: readonly Fix[];
  /**
   * Of a required field that lacks only because its name is misspelt: the path of that name. Both findings stay in every
   * report, because the server says both, one at a time; an editor shows the one with the other inside.
   */
  readonly follows?: Path;
  /** Rendered struck through or faded. */
  readonly tag?: "deprecated" | "unnecessary";
}
