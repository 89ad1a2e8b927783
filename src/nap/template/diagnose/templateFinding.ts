/** Offsets in a text, in UTF-16 code units; `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface TemplateEdit extends TextRange {
  readonly newText: string;
}

export interface TemplateFix {
  /** Imperative, for the light bulb. */
  readonly title: string;
  /** What "fix all" applies: false where the fix changes what will run. */
  readonly preferred: boolean;
  /** Do not overlap. */
  readonly edits: readonly TemplateEdit[];
}

/** Something to say about a template, in the shape of the language service's findings. */
export interface TemplateFinding {
  /** The diagnostic's code; ids of preflight checks among them. */
  readonly rule: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly range: TextRange;
  /** The page that says so. */
  readonly source: string;
  readonly fixes: readonly TemplateFix[];
}
