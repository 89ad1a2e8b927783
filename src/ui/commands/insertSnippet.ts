import * as vscode from "vscode";
import type { ObjectSnippet } from "../../language/editing/index.ts";

interface SnippetPick extends vscode.QuickPickItem {
  readonly snippet: ObjectSnippet;
}

/** Asks for one of the whole objects and writes it at the cursor, into a new YAML file where none is open. */
export async function insertSnippet(): Promise<void> {
  const picked = await vscode.window.showQuickPick(await picks(), {
    title: "Insert a Karpenter manifest",
    placeHolder: "What shall it be?",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) return;
  const editor = await yamlEditor();
  const { document, selection } = editor;
  const isStart = document.getText().trim() === "";
  const lead = isStart || isBehindSeparator(document, selection.active) ? "" : "---\n";
  const position = document.lineAt(selection.active.line).range.end;
  const isOnEmptyLine = position.character === 0;
  const text = `${isOnEmptyLine ? "" : "\n"}${lead}${picked.snippet.body}`;
  // The lines carry their indentation already.
  await editor.insertSnippet(new vscode.SnippetString(text), position, {
    keepWhitespace: true,
    undoStopAfter: true,
    undoStopBefore: true,
  });
}

async function picks(): Promise<SnippetPick[]> {
  const { objectSnippets } = await import("../../language/editing/index.ts");
  return objectSnippets.map((snippet) => ({
    label: `${snippet.kind}: ${snippet.title}`,
    description: snippet.prefix,
    detail: snippet.description,
    snippet,
  }));
}

async function yamlEditor(): Promise<vscode.TextEditor> {
  const active = vscode.window.activeTextEditor;
  if (active?.document.languageId === "yaml") return active;
  return vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: "yaml" }),
  );
}

function isBehindSeparator(document: vscode.TextDocument, { line }: vscode.Position): boolean {
  const before = document.getText(new vscode.Range(0, 0, line + 1, 0)).trimEnd();
  return before === "" || before.endsWith("\n---") || before === "---";
}
