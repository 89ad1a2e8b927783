import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  openFile,
  ownDiagnostics,
  rulesOf,
  waitForDiagnostics,
  writeFileOnDisk,
} from "./editor.ts";
import { badPolicy, nodeClass, nodePool } from "./manifests.ts";

function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `${text} is not in the document`);
  return document.positionAt(offset + 1);
}

describe("reading and writing", () => {
  before(async () => {
    await writeFileOnDisk("classes.yaml", nodeClass("general"));
  });

  it("completes the values of a field, each once", async () => {
    const { document } = await openFile("complete.yaml", nodePool(badPolicy));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      positionOf(document, "WhenUnderutilized"),
    );
    assert.deepEqual(
      list.items.map(({ label }) => label),
      ["WhenEmpty", "WhenEmptyOrUnderutilized", "Balanced"],
    );
  });

  it("lists on a new line what is still required, and nothing else", async () => {
    const asked = async (name: string, behind: string, line: string) => {
      const { document } = await openFile(name, nodePool([behind, `${behind}\n${line}`]));
      const offset = document.getText().indexOf(behind) + behind.length + 1 + line.length;
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        document.positionAt(offset),
        "\n",
      );
      // The words of the text stand in where no provider has anything.
      return list.items.flatMap(({ kind, label }) =>
        kind === vscode.CompletionItemKind.Text ? [] : [label],
      );
    };
    assert.deepEqual(await asked("whole.yaml", "values: [on-demand]", "        "), []);
    assert.deepEqual(
      await asked("begun.yaml", "values: [on-demand]", "        - key: a\n        "),
      ["operator", "values", "minValues", "- requirements"],
    );
  });

  it("explains a field and, on a finding, its rule", async () => {
    const { document } = await openFile(
      "hover.yaml",
      nodePool(["values: [D]", "values: [Standard_D]"]),
    );
    await waitForDiagnostics(document.uri, ({ length }) => length > 0);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      positionOf(document, "Standard_D"),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : "")),
    );
    assert.deepEqual(
      texts.map((text) => /^\*\*[^*]+\*\*/.exec(text)?.[0]),
      ["**NodePool**", "**sku-family-letter**"],
    );
  });

  it("outlines a file, by objects", async () => {
    const { document } = await openFile("outline.yaml", nodePool());
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [["NodePool general", "karpenter.sh/v1"]],
    );
  });

  it("finds objects of the workspace by name", async () => {
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      "vscode.executeWorkspaceSymbolProvider",
      "AKSNodeClass general",
    );
    const own = found.filter(({ name }) => name === "AKSNodeClass general");
    assert.deepEqual(
      own.map(({ location }) => location.uri.path.split("/").at(-1)),
      ["classes.yaml"],
    );
  });

  it("shows schedules in words, unless that is switched off", async () => {
    const schedule = 'nodes: 10%\n        schedule: "0 9 * * 1-5"\n        duration: 8h';
    const { document } = await openFile("hints.yaml", nodePool(["nodes: 10%", schedule]));
    const hints = () =>
      vscode.commands.executeCommand<vscode.InlayHint[]>(
        "vscode.executeInlayHintProvider",
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
    assert.equal((await hints()).length, 1);
    const settings = vscode.workspace.getConfiguration("nap");
    const target = vscode.ConfigurationTarget.Workspace;
    await settings.update("inlayHints.schedules", false, target);
    try {
      assert.deepEqual(await hints(), []);
    } finally {
      await settings.update("inlayHints.schedules", undefined, target);
    }
  });
});

describe("Check All Manifests in Workspace", () => {
  it("shows the problems of files that are not open, until they are repaired", async () => {
    const uri = await writeFileOnDisk("closed/pool.yaml", nodePool(badPolicy));
    await vscode.commands.executeCommand("nap.checkWorkspace");
    assert.deepEqual(rulesOf(ownDiagnostics(uri)), ["unsupported-value"]);
    await writeFileOnDisk("closed/pool.yaml", nodePool());
    await waitForDiagnostics(uri, ({ length }) => length === 0);
  });
});
