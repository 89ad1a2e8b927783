import * as vscode from "vscode";
import type { DocumentSymbol, EditingService } from "../language/editing/index.ts";
import { answer } from "./answer.ts";
import { toRange } from "./convert.ts";
import type { ManifestStore } from "./manifestStore.ts";

const symbolKinds = {
  object: vscode.SymbolKind.Class,
  section: vscode.SymbolKind.Module,
  item: vscode.SymbolKind.Field,
} as const;

export function createDocumentSymbols(store: ManifestStore): vscode.DocumentSymbolProvider {
  return {
    provideDocumentSymbols: (document, token) =>
      answer({ store, document, token }, (editing, { file }) =>
        editing.documentSymbols(file).map((symbol) => toSymbol(document, symbol)),
      ),
  };
}

function toSymbol(document: vscode.TextDocument, symbol: DocumentSymbol): vscode.DocumentSymbol {
  const { name, detail, kind, range, selection, children } = symbol;
  const result = new vscode.DocumentSymbol(
    name,
    detail,
    symbolKinds[kind],
    toRange(document, range),
    toRange(document, selection),
  );
  result.children = children.map((child) => toSymbol(document, child));
  return result;
}

const foldingKinds = {
  comment: vscode.FoldingRangeKind.Comment,
  region: vscode.FoldingRangeKind.Region,
} as const;

export function createFoldingRanges(store: ManifestStore): vscode.FoldingRangeProvider {
  return {
    provideFoldingRanges: (document, _context, token) =>
      answer({ store, document, token }, (editing, { file }) =>
        editing
          .foldingRanges(file)
          .map(
            ({ startLine, endLine, kind }) =>
              new vscode.FoldingRange(startLine, endLine, kind && foldingKinds[kind]),
          ),
      ),
  };
}

export function createSelectionRanges(store: ManifestStore): vscode.SelectionRangeProvider {
  return {
    provideSelectionRanges: (document, positions, token) =>
      answer({ store, document, token }, (editing, { file }) => {
        const chains = positions.map((position) =>
          nested(document, editing.selectionRanges(file, document.offsetAt(position))),
        );
        return chains.every((chain) => chain !== undefined) ? chains : undefined;
      }),
  };
}

/** The innermost range, linked outwards. */
function nested(
  document: vscode.TextDocument,
  ranges: ReturnType<EditingService["selectionRanges"]>,
): vscode.SelectionRange | undefined {
  return ranges.reduceRight<vscode.SelectionRange | undefined>(
    (parent, range) => new vscode.SelectionRange(toRange(document, range), parent),
    undefined,
  );
}

export function createDocumentLinks(store: ManifestStore): vscode.DocumentLinkProvider {
  return {
    provideDocumentLinks: (document, token) =>
      answer({ store, document, token }, (editing, { file }) =>
        editing.documentLinks(file).map(({ range, target, tooltip }) => {
          const uri = vscode.Uri.parse(target);
          const link = new vscode.DocumentLink(toRange(document, range), uri);
          link.tooltip = tooltip;
          return link;
        }),
      ),
  };
}
