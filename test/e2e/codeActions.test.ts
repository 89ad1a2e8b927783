import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  actionsAt,
  apply,
  openFile,
  replaceText,
  settle,
  waitForRules,
  writeFileOnDisk,
} from "./editor.ts";
import { badPolicy, nodeClass, nodePool } from "./manifests.ts";

function titlesOf(actions: readonly vscode.CodeAction[]): string[] {
  return actions.map(({ title, isPreferred }) => (isPreferred ? `${title} (preferred)` : title));
}

/** A NodePool v1beta1 with kubelet settings that belong to a class. */
function poolOfOldVersion(className: string): string {
  return nodePool(
    ["karpenter.sh/v1", "karpenter.sh/v1beta1"],
    ["        name: general\n", `        name: ${className}\n`],
    ["        group: karpenter.azure.com\n        kind: AKSNodeClass\n", ""],
    ["      expireAfter: Never\n", "      kubelet:\n        maxPods: 110\n"],
    ["    consolidationPolicy: WhenEmptyOrUnderutilized", "    consolidationPolicy: WhenEmpty"],
  );
}

describe("code actions", () => {
  before(async () => {
    await writeFileOnDisk("classes.yaml", nodeClass("general"));
  });

  it("repair a finding, silence it or explain it", async () => {
    const editor = await openFile("actions.yaml", nodePool(badPolicy));
    const { uri } = editor.document;
    const [finding] = await waitForRules(uri, "unsupported-value");
    assert.ok(finding);
    const actions = await actionsAt(editor, finding);
    assert.deepEqual(titlesOf(actions), [
      "Write WhenEmptyOrUnderutilized (preferred)",
      "Write WhenEmpty",
      "Write Balanced",
      "Ignore unsupported-value here",
      "Explain unsupported-value",
    ]);
    await apply(actions[0]);
    assert.equal(editor.document.getText(), nodePool());
    await waitForRules(uri);
  });

  it("write the comment that silences a finding", async () => {
    const editor = await openFile("ignored.yaml", nodePool(badPolicy));
    const { document } = editor;
    const [finding] = await waitForRules(document.uri, "unsupported-value");
    assert.ok(finding);
    const actions = await actionsAt(editor, finding);
    await apply(actions.find(({ title }) => title === "Ignore unsupported-value here"));
    assert.match(document.getText(), /\n {4}# nap-ignore unsupported-value\n {4}consolidationP/);
    await waitForRules(document.uri);
  });

  it("repair all findings of one rule", async () => {
    const twice = `${nodePool(badPolicy)}---
${nodePool(badPolicy)}`;
    const editor = await openFile("twice.yaml", twice);
    const { uri } = editor.document;
    const [finding] = await waitForRules(uri, "unsupported-value", "unsupported-value");
    assert.ok(finding);
    const actions = await actionsAt(editor, finding);
    await apply(
      actions.find(({ title }) => title === "Fix all 2 of unsupported-value in this file"),
    );
    await waitForRules(uri);
  });

  it("repair the whole file by command, as one step to undo", async () => {
    const broken = nodePool(badPolicy, ["expireAfter: Never", "ExpireAfter: Never"]);
    const { document } = await openFile("all.yaml", broken);
    await waitForRules(document.uri, "unknown-field", "unsupported-value");
    await vscode.commands.executeCommand("nap.fixAllInFile");
    assert.equal(document.getText(), nodePool());
    await waitForRules(document.uri);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), broken);
  });

  it("repair the whole file on saving, where that is asked for", async () => {
    const { document } = await openFile("onSave.yaml", nodePool());
    const settings = vscode.workspace.getConfiguration("editor", document);
    const target = vscode.ConfigurationTarget.Workspace;
    await settings.update("codeActionsOnSave", { "source.fixAll.nap": "explicit" }, target);
    try {
      const edit = new vscode.WorkspaceEdit();
      const at = document.positionAt(document.getText().indexOf("OrUnderutilized"));
      edit.delete(document.uri, new vscode.Range(at, at.translate(0, 2)));
      edit.insert(document.uri, new vscode.Position(0, 0), "# a comment\n");
      await vscode.workspace.applyEdit(edit);
      await waitForRules(document.uri, "unsupported-value");
      await document.save();
      assert.equal(document.getText(), `# a comment\n${nodePool()}`);
    } finally {
      await settings.update("codeActionsOnSave", undefined, target);
    }
  });

  it("reach into another file, by light bulb and by command", async () => {
    const oldClass = nodeClass("reached");
    const oldPool = poolOfOldVersion("reached");
    const classUri = await writeFileOnDisk("reached/class.yaml", oldClass);
    const editor = await openFile("reached/pool.yaml", oldPool);
    const { document } = editor;
    const title = "Migrate this NodePool to v1, with its kubelet settings in AKSNodeClass reached";
    const offered = async (): Promise<vscode.CodeAction> => {
      // The class is known once the file watcher has told of it.
      for (;;) {
        const [finding] = await waitForRules(document.uri, "v1beta1-nodepool");
        assert.ok(finding);
        const found = (await actionsAt(editor, finding)).find((one) => one.title === title);
        if (found?.isPreferred) return found;
        await settle();
      }
    };
    const after = `${oldClass}  maxPods: 110\n`;
    await apply(await offered());
    const target = await vscode.workspace.openTextDocument(classUri);
    assert.equal(target.getText(), after);
    assert.doesNotMatch(document.getText(), /kubelet|v1beta1/);
    await replaceText(target, oldClass);
    await replaceText(document, oldPool);
    await offered();
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("nap.fixAllInFile");
    assert.equal(target.getText(), after);
    assert.doesNotMatch(document.getText(), /kubelet|v1beta1/);
  });

  it("reach into another file in one step, which one undo takes back in both", async () => {
    const [oldClass, oldPool] = [nodeClass("undone"), poolOfOldVersion("undone")];
    const classUri = await writeFileOnDisk("undone/class.yaml", oldClass);
    const { document } = await openFile("undone/pool.yaml", oldPool);
    const target = await vscode.workspace.openTextDocument(classUri);
    await waitForRules(document.uri, "v1beta1-nodepool");
    await vscode.commands.executeCommand("nap.fixAllInFile");
    assert.equal(target.getText(), `${oldClass}  maxPods: 110\n`);
    assert.doesNotMatch(document.getText(), /kubelet|v1beta1/);
    // It would fail if VS Code asked whether both files are meant.
    await vscode.commands.executeCommand("undo");
    assert.deepEqual([target.getText(), document.getText()], [oldClass, oldPool]);
    await vscode.commands.executeCommand("redo");
    assert.equal(target.getText(), `${oldClass}  maxPods: 110\n`);
    assert.doesNotMatch(document.getText(), /kubelet|v1beta1/);
  });
});
