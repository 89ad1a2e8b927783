import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, waitForDiagnostics } from "./editor.ts";

const badNodePool = `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: default
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: default
      requirements:
        - key: karpenter.sh/capacity-type
          operator: Inn
          values: [spot]
`;

describe("the extension", () => {
  it("activates on a YAML file", async () => {
    const extension = vscode.extensions.getExtension("aks-nap.aks-nap");
    assert.ok(extension, "VS Code does not know the extension");
    await openFile("empty.yaml", "a: 1\n");
    await assert.doesNotReject(async () => extension.activate());
    assert.equal(extension.isActive, true);
  });

  it("marks the wrong operator of a requirement", async () => {
    const { document } = await openFile("bad.yaml", badNodePool);
    const diagnostics = await waitForDiagnostics(document.uri, ({ length }) => length > 0);
    assert.deepEqual(
      diagnostics.map(({ range }) => document.getText(range)),
      ["Inn"],
    );
  });
});
