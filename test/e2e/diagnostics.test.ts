import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import {
  openFile,
  replaceText,
  ruleOf,
  settle,
  waitForDiagnostics,
  waitForRules,
  ownDiagnostics,
  writeFileOnDisk,
} from "./editor.ts";
import { badPolicy, nodeClass, nodePool } from "./manifests.ts";

async function sample(name: string): Promise<string> {
  const extension = vscode.extensions.getExtension("aks-nap.aks-nap");
  assert.ok(extension);
  return readFile(vscode.Uri.joinPath(extension.extensionUri, "samples", name).fsPath, "utf8");
}

function shown(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]) {
  return diagnostics.map((one) => {
    const { line, character } = one.range.start;
    return `${line + 1}:${character + 1} ${ruleOf(one)} ${document.getText(one.range)}`;
  });
}

describe("diagnostics", () => {
  before(async () => {
    await writeFileOnDisk("classes.yaml", nodeClass("general"));
  });

  it("show every layer of the sample at its exact place", async () => {
    const { document } = await openFile("broken.yaml", await sample("broken.yaml"));
    const found = await waitForDiagnostics(document.uri, ({ length }) => length > 0);
    assert.deepEqual(shown(document, found), [
      "8:3 unknown-field expireAfter",
      "11:26 unsupported-value WhenUnderutilized",
      '15:9 cel-rule nodes: "0"',
      "24:9 yaml-duplicate-key team",
      "34:11 taint-duplicate key: example.com/shop",
      "43:20 sku-family-letter Standard_D",
    ]);
  });

  it("carry the server's own words, a link and a severity", async () => {
    const { document } = await openFile("words.yaml", nodePool(badPolicy));
    const [found] = await waitForRules(document.uri, "unsupported-value");
    assert.ok(found && typeof found.code === "object");
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    const { fragment, path } = found.code.target;
    assert.equal(path.split("/").at(-1), "rules.md");
    const page = await vscode.workspace.openTextDocument(found.code.target.with({ fragment: "" }));
    const line = Number(fragment.replace("L", ""));
    assert.equal(page.lineAt(line - 1).text, "## unsupported-value");
    assert.deepEqual(
      found.relatedInformation?.map(({ message }) => message),
      [
        'API server (schema): spec.disruption.consolidationPolicy: Unsupported value: "WhenUnderutilized": supported values: "WhenEmpty", "WhenEmptyOrUnderutilized", "Balanced"',
      ],
    );
  });

  it("follow an edit", async () => {
    const { document } = await openFile("edited.yaml", nodePool(badPolicy));
    await waitForRules(document.uri, "unsupported-value");
    await replaceText(document, nodePool());
    await waitForRules(document.uri);
    await replaceText(document, nodePool(badPolicy));
    await waitForRules(document.uri, "unsupported-value");
  });

  it("are silent about templates, other objects and other languages", async () => {
    const template = nodePool(badPolicy, ["name: general", "name: {{ .Values.name }}"]);
    const quiet = [
      await openFile("template.yaml", template),
      await openFile("other.yaml", "apiVersion: apps/v1\nkind: Deployment\nspc: karpenter\n"),
      await openFile("text.txt", nodePool(badPolicy)),
    ];
    await settle();
    for (const { document } of quiet) assert.deepEqual(ownDiagnostics(document.uri), []);
  });
});

describe("settings", () => {
  const settings = () => vscode.workspace.getConfiguration("nap");
  const set = (name: string, value: unknown) =>
    settings().update(name, value, vscode.ConfigurationTarget.Workspace);

  afterEach(async () => {
    for (const name of ["rules", "validate", "schema"]) await set(name, undefined);
  });

  it("change the severity of a rule at once, or switch it off", async () => {
    const { document } = await openFile("severity.yaml", nodePool(badPolicy));
    await waitForRules(document.uri, "unsupported-value");
    await set("rules", { "unsupported-value": "info" });
    const isInfo = ({ severity }: vscode.Diagnostic) =>
      severity === vscode.DiagnosticSeverity.Information;
    await waitForDiagnostics(document.uri, (all) => all.length === 1 && all.every(isInfo));
    await set("rules", { "unsupported-value": "off" });
    await waitForRules(document.uri);
  });

  it("switch all findings off and on", async () => {
    const { document } = await openFile("validate.yaml", nodePool(badPolicy));
    await waitForRules(document.uri, "unsupported-value");
    await set("validate", false);
    await waitForRules(document.uri);
    await set("validate", undefined);
    await waitForRules(document.uri, "unsupported-value");
  });

  it("choose the schemas to judge by", async () => {
    const { document } = await openFile("schema.yaml", nodePool());
    await set("schema", "preview-2023");
    const all = await waitForDiagnostics(document.uri, ({ length }) => length > 0);
    assert.deepEqual(all.map(ruleOf), ["api-version"]);
    await set("schema", undefined);
    await waitForRules(document.uri);
  });
});

describe("references between files", () => {
  it("are judged anew when another file changes", async () => {
    const name = ["name: general\n      req", "name: moved\n      req"] as const;
    const { document } = await openFile("pool.yaml", nodePool(name));
    await waitForRules(document.uri, "node-class-not-found");
    const uri = await writeFileOnDisk("moved.yaml", nodeClass("moved"));
    await waitForRules(document.uri);
    const [place] = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      document.positionAt(document.getText().indexOf("moved") + 1),
    );
    assert.equal(place?.uri.toString(), uri.toString());
    assert.deepEqual(place.range, new vscode.Range(3, 8, 3, 13));
    const other = await vscode.window.showTextDocument(uri);
    await replaceText(other.document, nodeClass("elsewhere"));
    await waitForRules(document.uri, "node-class-not-found");
  });

  it("take a patch of a kustomization for a part", async () => {
    const patch = "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: general\n";
    const { document } = await openFile("base/patch.yaml", patch);
    await waitForDiagnostics(document.uri, ({ length }) => length > 0);
    await writeFileOnDisk("base/kustomization.yaml", "patches:\n  - path: patch.yaml\n");
    await waitForRules(document.uri);
  });
});
