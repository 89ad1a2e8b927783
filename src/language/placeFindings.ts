import type { Edit, EditsElsewhere, Finding, Fix } from "./finding.ts";
import type { SourceDocument, SourceFile } from "./sourceFile.ts";
import type { Workspace } from "./workspace.ts";

/** A finding with the place of its document; its offsets are the file's. */
export interface FileFinding extends Finding {
  /** Which document of the file it is in, as YAML counts them. */
  readonly document: number;
}

/** Where findings of a document stand. */
interface Place {
  readonly file: SourceFile;
  readonly workspace: Workspace;
  readonly document: SourceDocument;
}

/**
 * A finding of a document as one of its file. What its fixes change in other documents of the file joins their edits; what
 * they change in other files gets its place there. A fix is left out when what it reaches for is not there any more.
 */
export function placed(finding: Finding, place: Place): FileFinding {
  const { start, index: document } = place.document;
  const isReaching = finding.fixes.some(({ elsewhere }) => elsewhere !== undefined);
  if (start === 0 && !isReaching) return { ...finding, document };
  const fixes = finding.fixes.flatMap((fix) => placedFix(fix, start, place));
  return { ...finding, range: moved(finding.range, start), fixes, document };
}

function placedFix(fix: Fix, start: number, { file, workspace }: Place): readonly Fix[] {
  const { elsewhere = [], ...own } = fix;
  const edits = fix.edits.map((edit) => moved(edit, start));
  const others: EditsElsewhere[] = [];
  for (const one of elsewhere) {
    const at = one.uri === file.uri ? startInFile(one, file) : startIn(one, workspace);
    if (at === undefined) return [];
    if (one.uri === file.uri) edits.push(...one.edits.map((edit) => moved(edit, at)));
    else others.push({ ...one, document: { ...one.document, start: at } });
  }
  if (hasOverlaps(edits)) return [];
  return [{ ...own, edits, ...(others.length > 0 ? { elsewhere: others } : {}) }];
}

function startInFile({ document }: EditsElsewhere, { documents }: SourceFile): number | undefined {
  return documents.find(({ text }) => text === document.text)?.start;
}

/** Verdicts are remembered although documents move within their files. */
function startIn({ uri, document }: EditsElsewhere, workspace: Workspace): number | undefined {
  return workspace
    .all("AKSNodeClass")
    .find((one) => one.uri === uri && one.document?.text === document.text)?.document?.start;
}

function hasOverlaps(edits: readonly Edit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  return sorted.some((edit, index) => edit.start < (sorted[index - 1]?.end ?? 0));
}

/** The edits of a fix in another file, with the offsets of that file. */
export function editsInFile({ document, edits }: EditsElsewhere): readonly Edit[] {
  return edits.map((edit) => moved(edit, document.start));
}

/** Whether a file still has the document that edits were made for. */
export function fits({ document }: EditsElsewhere, text: string): boolean {
  return text.startsWith(document.text, document.start);
}

function moved<T extends { readonly start: number; readonly end: number }>(
  range: T,
  by: number,
): T {
  return { ...range, start: range.start + by, end: range.end + by };
}
