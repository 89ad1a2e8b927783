import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, ruleOf, waitForRules } from "./editor.ts";
import { badPolicy, nodePool } from "./manifests.ts";
import type { YamlStandIn } from "./redHatYaml/extension.ts";

const catalogue = "https://raw.githubusercontent.com/datreeio/CRDs-catalog/main";
const named = `# yaml-language-server: $schema=${catalogue}/karpenter.sh/nodepool_v1.json\n`;
const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata: 5\n";

/** Opens a file below beside/ and waits until its server has judged it. */
async function openBeside(name: string, text: string): Promise<vscode.TextDocument> {
  const { document } = await openFile(`beside/${name}`, text);
  const extension = vscode.extensions.getExtension<YamlStandIn>("redhat.vscode-yaml");
  assert.ok(extension, "the stand-in is not there");
  await (await extension.activate()).judged(document.uri);
  return document;
}

/** What both show on a file: our rules, and the kinds of what the YAML extension says. */
function shownOn({ uri }: vscode.TextDocument): string[] {
  const diagnostics = vscode.languages.getDiagnostics(uri);
  return diagnostics
    .map((one) => (one.source === "nap" ? ruleOf(one) : String(one.source).replace(/:.*/, "")))
    .sort();
}

/** Waits until both show exactly this. */
async function waitUntilShown(document: vscode.TextDocument, ...expected: string[]): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (shownOn(document).join() !== expected.join() && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(shownOn(document), expected);
}

/** The keys that are offered on the empty line below `disruption`, as often as they are; words of the text left out. */
async function keysOffered(document: vscode.TextDocument): Promise<string[]> {
  const at = document.positionAt(document.getText().indexOf("disruption:\n    \n") + 16);
  const command = "vscode.executeCompletionItemProvider";
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    command,
    document.uri,
    at,
  );
  return items
    .filter(({ kind }) => kind !== vscode.CompletionItemKind.Text)
    .map(({ label }) => (typeof label === "string" ? label : label.label))
    .sort();
}

describe("beside the YAML extension", () => {
  const withoutPolicy = nodePool(
    ["  disruption:\n", "  disruption:\n    \n"],
    ["    consolidationPolicy: WhenEmptyOrUnderutilized\n", ""],
  );

  before("its server knows its settings", async () => {
    await waitUntilShown(await openBeside("other.yaml", configMap), "yaml-schema");
  });

  it("we alone judge a file of our kinds", async () => {
    const document = await openBeside("pool.yaml", nodePool(badPolicy));
    await waitForRules(document.uri, "unsupported-value");
    assert.deepEqual(shownOn(document), ["unsupported-value"]);
  });

  it("we do not repeat what the schema says that a file names", async () => {
    const document = await openBeside("named.yaml", named + nodePool(badPolicy));
    await waitUntilShown(document, "yaml-schema");
  });

  it("we do not repeat what it says of our documents beside others", async () => {
    const document = await openBeside("mixed.yaml", `${nodePool(badPolicy)}---\n${configMap}`);
    await waitUntilShown(document, "yaml-schema", "yaml-schema");
  });

  it("each key is offered once in a file of our kinds", async () => {
    const keys = await keysOffered(await openBeside("keys.yaml", withoutPolicy));
    assert.deepEqual(keys, ["consolidationPolicy"]);
  });

  it("its schema would offer keys again", async () => {
    const keys = await keysOffered(await openBeside("namedKeys.yaml", named + withoutPolicy));
    assert.deepEqual(keys, ["consolidationPolicy", "consolidationPolicy"]);
  });
});
