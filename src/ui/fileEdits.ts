import * as vscode from "vscode";
import { preferredFix } from "../language/fixAll.ts";
import { editsInFile, fits } from "../language/placeFindings.ts";
import type { Edit, EditsElsewhere } from "../language/index.ts";
import { toRange } from "./convert.ts";
import type { ManifestStore, Reading } from "./manifestStore.ts";
import { positionsOf } from "./positions.ts";
import type { Positions } from "./positions.ts";
import { textOf } from "./textOf.ts";

interface CurrentFile {
  readonly positions: Positions;
  readonly text: string;
}

/** A file as the editor has it, open or not; undefined when it is gone. */
async function currentFile(name: string): Promise<CurrentFile | undefined> {
  const open = vscode.workspace.textDocuments.find(
    ({ uri, isClosed }) => !isClosed && uri.toString() === name,
  );
  if (open) return { positions: open, text: open.getText() };
  const uri = vscode.Uri.parse(name, true);
  const text = await textOf(uri);
  return text === undefined ? undefined : { positions: positionsOf(uri, text), text };
}

/** Adds what a fix changes in another file. False where that file is not what it was. */
export async function addElsewhere(
  edit: vscode.WorkspaceEdit,
  one: EditsElsewhere,
): Promise<boolean> {
  const file = await currentFile(one.uri);
  if (file === undefined || !fits(one, file.text)) return false;
  addEdits(edit, file.positions, editsInFile(one));
  return true;
}

/** The preferred fixes of a file as one edit of the parts that change, in other files too where a fix reaches into them. */
export async function fixAllEdit(
  document: vscode.TextDocument,
  { service, file, workspace }: Reading,
  store: ManifestStore,
): Promise<vscode.WorkspaceEdit> {
  const own = { positions: document, text: file.text };
  const files = new Map<string, CurrentFile>([[file.uri, own]]);
  for (const finding of service.validate(file, workspace))
    for (const { uri } of preferredFix(finding)?.elsewhere ?? []) {
      const other = files.has(uri) ? undefined : await currentFile(uri);
      if (other) files.set(uri, other);
    }
  const changed = service.fixAllFiles(file.uri, {
    workspace,
    textOf: (uri) => files.get(uri)?.text,
    isPartial: (uri) => store.isPatch(vscode.Uri.parse(uri, true)),
  });
  const edit = new vscode.WorkspaceEdit();
  for (const [uri, after] of changed) addChange(edit, files.get(uri) ?? own, after);
  return edit;
}

/** One edit from the first to the last character that changes. */
export function addChange(
  edit: vscode.WorkspaceEdit,
  { positions, text }: CurrentFile,
  after: string,
): void {
  if (after !== text) addEdits(edit, positions, [changeBetween(text, after)]);
}

function addEdits(edit: vscode.WorkspaceEdit, positions: Positions, edits: readonly Edit[]): void {
  const made = edits.map((one) => vscode.TextEdit.replace(toRange(positions, one), one.newText));
  edit.set(positions.uri, made);
}

function changeBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  return {
    start,
    end: before.length - tail,
    newText: after.slice(start, after.length - tail),
  };
}
