import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import {
  actionsAt,
  apply,
  openFile,
  ownDiagnostics,
  ruleOf,
  settle,
  waitForDiagnostics,
  waitForRules,
} from "./editor.ts";

async function fixture(name: string): Promise<string> {
  const extension = vscode.extensions.getExtension("aks-nap.aks-nap");
  assert.ok(extension);
  const uri = vscode.Uri.joinPath(extension.extensionUri, "test", "templates", name);
  return readFile(uri.fsPath, "utf8");
}

describe("ARM templates", () => {
  it("show the comma and the api-version of the documentation's template, and repair both", async () => {
    const editor = await openFile("nap.json", await fixture("preview-2023.json"));
    const { document } = editor;
    const found = await waitForRules(document.uri, "api-version-retired", "json-trailing-comma");
    const [version] = found.filter((one) => ruleOf(one) === "api-version-retired");
    assert.ok(version && typeof version.code === "object");
    assert.equal(document.getText(version.range), '"2023-09-02-preview"');
    assert.equal(version.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(version.code.target.authority, "learn.microsoft.com");
    const titled = async (title: string, at: vscode.Diagnostic) =>
      (await actionsAt(editor, at)).find((action) => action.title.startsWith(title));
    await apply(await titled("Use api-version", version));
    const [comma] = await waitForRules(document.uri, "json-trailing-comma");
    assert.ok(comma);
    await apply(await titled("Remove the comma", comma));
    await waitForDiagnostics(document.uri, ({ length }) => length === 0);
    assert.doesNotThrow(() => JSON.parse(document.getText()) as unknown);
  });

  it("show what stands in the way, in JSON with comments too", async () => {
    const { document } = await openFile("blocked.jsonc", await fixture("blocked.jsonc"));
    const found = await waitForDiagnostics(document.uri, ({ length }) => length > 0);
    assert.ok(found.some((one) => ruleOf(one) === "cluster-autoscaler"));
  });

  it("leave the corrected template and other JSON alone", async () => {
    const stable = await openFile("stable.json", await fixture("stable-2025.json"));
    const other = await openFile("other.json", '{ "a": [1,], }');
    await settle();
    assert.deepEqual(ownDiagnostics(stable.document.uri), []);
    assert.deepEqual(ownDiagnostics(other.document.uri), []);
  });
});
