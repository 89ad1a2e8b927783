import * as vscode from "vscode";
import type { EditingService, WorkspaceSymbol } from "../language/editing/index.ts";
import { answer } from "./answer.ts";
import { toRange } from "./convert.ts";
import type { ManifestStore } from "./manifestStore.ts";
import { positionsOf } from "./positions.ts";
import type { Positions } from "./positions.ts";
import { textOf } from "./textOf.ts";

type Place = ReturnType<EditingService["definition"]>[number];

export function createDefinition(store: ManifestStore): vscode.DefinitionProvider {
  return {
    provideDefinition: async (document, position, token) => {
      const places = await answer({ store, document, token }, (editing, { file, workspace }) =>
        editing.definition(file, document.offsetAt(position), workspace),
      );
      return places && toLocations(places);
    },
  };
}

export function createReferences(store: ManifestStore): vscode.ReferenceProvider {
  return {
    provideReferences: async (document, position, { includeDeclaration }, token) => {
      const places = await answer({ store, document, token }, (editing, { file, workspace }) =>
        editing.references(file, document.offsetAt(position), {
          workspace,
          declaration: includeDeclaration,
        }),
      );
      return places && toLocations(places);
    },
  };
}

/** Found by name at once; where they are in their file is looked up when one is chosen. */
class FoundSymbol extends vscode.SymbolInformation {
  readonly place: WorkspaceSymbol;

  constructor(place: WorkspaceSymbol) {
    const location = new vscode.Location(vscode.Uri.parse(place.uri), new vscode.Position(0, 0));
    super(place.name, vscode.SymbolKind.Class, place.detail, location);
    this.place = place;
  }
}

export function createWorkspaceSymbols(
  store: ManifestStore,
): vscode.WorkspaceSymbolProvider<FoundSymbol> {
  return {
    provideWorkspaceSymbols: async (query) => {
      const editing = await store.editing();
      return editing
        .workspaceSymbols(query, store.workspace)
        .map((place) => new FoundSymbol(place));
    },
    resolveWorkspaceSymbol: async (symbol) => {
      const [location] = await toLocations([symbol.place]);
      if (location) symbol.location = location;
      return symbol;
    },
  };
}

async function toLocations(places: readonly Place[]): Promise<vscode.Location[]> {
  const texts = new Map<string, Promise<Positions>>();
  return Promise.all(
    places.map(async ({ uri, range }) => {
      const positions = texts.get(uri) ?? readPositions(vscode.Uri.parse(uri));
      texts.set(uri, positions);
      return new vscode.Location(vscode.Uri.parse(uri), toRange(await positions, range));
    }),
  );
}

async function readPositions(uri: vscode.Uri): Promise<Positions> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === key);
  return open ?? positionsOf(uri, (await textOf(uri)) ?? "");
}
