import type { SourceFile } from "../sourceFile.ts";
import { createWorkspace } from "../workspace.ts";
import type { Workspace } from "../workspace.ts";
import type { Range } from "../yaml/node.ts";
import { complete } from "./complete.ts";
import type { CompletionItem } from "./completionItem.ts";
import type { EditingContext } from "./context.ts";
import { foldingRanges } from "./folding.ts";
import type { FoldingRange } from "./folding.ts";
import { hover } from "./hover.ts";
import type { Hover } from "./hover.ts";
import { inlayHints } from "./inlayHints.ts";
import type { InlayHint, InlayHintKind } from "./inlayHints.ts";
import { documentLinks } from "./links.ts";
import type { DocumentLink } from "./links.ts";
import { definition, references } from "./navigation.ts";
import type { Location } from "./navigation.ts";
import { selectionRanges } from "./selection.ts";
import { documentSymbols, workspaceSymbols } from "./symbols.ts";
import type { DocumentSymbol, WorkspaceSymbol } from "./symbols.ts";

/** What an editor asks while somebody reads and writes. All offsets are the file's; nothing here throws. */
export interface EditingService {
  /** What may be written at an offset, most useful first. */
  complete(file: SourceFile, offset: number, workspace?: Workspace): readonly CompletionItem[];
  /** What the key or value at an offset means. */
  hover(file: SourceFile, offset: number, workspace?: Workspace): Hover | undefined;
  definition(file: SourceFile, offset: number, workspace: Workspace): readonly Location[];
  references(
    file: SourceFile,
    offset: number,
    more: { workspace: Workspace; declaration: boolean },
  ): readonly Location[];
  documentSymbols(file: SourceFile): readonly DocumentSymbol[];
  workspaceSymbols(query: string, workspace: Workspace): readonly WorkspaceSymbol[];
  foldingRanges(file: SourceFile): readonly FoldingRange[];
  /** From the innermost to the whole document. */
  selectionRanges(file: SourceFile, offset: number): readonly Range[];
  documentLinks(file: SourceFile): readonly DocumentLink[];
  inlayHints(
    file: SourceFile,
    range: Range,
    kinds: ReadonlySet<InlayHintKind>,
  ): readonly InlayHint[];
}

export type { CompletionItem } from "./completionItem.ts";
export type { Hover } from "./hover.ts";
export type { InlayHint, InlayHintKind } from "./inlayHints.ts";
export type { DocumentLink } from "./links.ts";
export type { FoldingRange } from "./folding.ts";
export type { Location } from "./navigation.ts";
export type { ObjectSnippet } from "./objectSnippet.ts";
export { objectSnippets } from "./snippets.ts";
export type { DocumentSymbol, WorkspaceSymbol } from "./symbols.ts";

/** What the answers depend on beside the text. A change of any of it takes a new service. */
export interface EditingOptions extends Omit<EditingContext, "workspace" | "now"> {
  /** The clock; default Date.now. */
  readonly now?: () => number;
}

const emptyWorkspace = createWorkspace([], { complete: false });

/** Answers about files that a language service has read with the same schema set. */
export function createEditingService(options: EditingOptions): EditingService {
  const now = options.now ?? Date.now;
  const contextOf = (workspace: Workspace) => ({ ...options, now: now(), workspace });
  return {
    complete: (file, offset, workspace = emptyWorkspace) =>
      complete(file, offset, contextOf(workspace)),
    hover: (file, offset, workspace = emptyWorkspace) => hover(file, offset, contextOf(workspace)),
    definition,
    references,
    documentSymbols,
    workspaceSymbols,
    foldingRanges,
    selectionRanges,
    documentLinks: (file) => documentLinks(file, contextOf(emptyWorkspace)),
    inlayHints,
  };
}
