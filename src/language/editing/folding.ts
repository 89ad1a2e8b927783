import type { SourceFile } from "../sourceFile.ts";

/** Lines that fold into their first one; lines count from 0. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: "comment" | "region";
}

interface Open {
  readonly line: number;
  readonly indent: number;
  readonly dash: boolean;
}

/**
 * What can be folded, by indentation: every key with the lines under it, lists in the column of their key included,
 * blocks of comments, and whole documents. Says nothing about files that are not ours.
 */
export function foldingRanges(file: SourceFile): readonly FoldingRange[] {
  if (file.documents.length === 0) return [];
  const folds = new Folds();
  for (const [line, text] of file.text.split("\n").entries()) folds.add(line, text.trimEnd());
  return folds.finish().sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

class Folds {
  readonly #ranges: FoldingRange[] = [];
  readonly #open: Open[] = [];
  #documentLine = 0;
  #documents = 0;
  #commentLine: number | undefined;
  /** The last line with text. */
  #last = -1;

  add(line: number, text: string): void {
    const indent = text.search(/\S/);
    const comment = text.charAt(indent) === "#";
    if (!comment) this.#closeComment(line - 1);
    if (indent < 0) return;
    if (comment) {
      this.#commentLine ??= line;
      return;
    }
    if (/^---(\s|$)/.test(text)) this.#nextDocument(line);
    else {
      this.#close(indent, /^-(\s|$)/.test(text.slice(indent)));
      this.#open.push({ line, indent, dash: text.charAt(indent) === "-" });
      this.#last = line;
    }
  }

  finish(): FoldingRange[] {
    this.#closeComment(this.#last);
    this.#close(-1, false);
    if (this.#documents > 0) this.#fold(this.#documentLine, this.#last, "region");
    return this.#ranges;
  }

  #nextDocument(line: number): void {
    this.#close(-1, false);
    if (this.#last >= this.#documentLine) this.#fold(this.#documentLine, this.#last, "region");
    this.#documentLine = line;
    this.#documents += 1;
    this.#last = line;
  }

  /** A dash in the column of a key is below that key. */
  #close(indent: number, dash: boolean): void {
    for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1)) {
      if (top.indent < indent || (top.indent === indent && dash && !top.dash)) return;
      this.#open.pop();
      this.#fold(top.line, this.#last);
    }
  }

  #closeComment(line: number): void {
    if (this.#commentLine !== undefined) this.#fold(this.#commentLine, line, "comment");
    this.#commentLine = undefined;
  }

  #fold(startLine: number, endLine: number, kind?: "comment" | "region"): void {
    if (endLine > startLine) this.#ranges.push({ startLine, endLine, ...(kind && { kind }) });
  }
}
