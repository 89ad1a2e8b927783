import type { Range } from "../yaml/node.ts";

/** One proposal. Offsets are the file's. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: "key" | "value" | "snippet";
  /**
   * In the snippet syntax of editors (`$1`, `${1:text}`), with `$`, `}` and `\` escaped. Its lines carry their whole
   * indentation already: the editor must not adjust it.
   */
  readonly insertText: string;
  /** What it replaces: on one line, with the cursor inside. */
  readonly range: Range;
  /** A few words behind the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly sortText: string;
  /** What the typed text is compared with, where that is not the label. */
  readonly filterText?: string;
  /** What comes next is worth proposals of its own: ask for them as soon as this one is accepted. */
  readonly retrigger?: boolean;
  /** What is required is still missing here: worth proposals before anything is typed. */
  readonly needed?: boolean;
}

/** A proposal that has no place among the others yet. */
export type Unsorted = Omit<CompletionItem, "sortText">;
