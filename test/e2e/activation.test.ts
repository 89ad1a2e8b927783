import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile } from "./editor.ts";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

describe("the extension", () => {
  it("activates on a YAML file and has the commands that it names, no others", async () => {
    const extension = vscode.extensions.getExtension("aks-nap.aks-nap");
    assert.ok(extension, "VS Code does not know the extension");
    await openFile("empty.yaml", "a: 1\n");
    await extension.activate();
    const { contributes } = extension.packageJSON as Manifest;
    const views = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));
    const ofViews = (id: string) => views.some((view) => id.startsWith(`${view}.`));
    const registered = (await vscode.commands.getCommands(true)).filter(
      (id) => id.startsWith("nap.") && !ofViews(id),
    );
    assert.deepEqual(registered.sort(), contributes.commands.map(({ command }) => command).sort());
  });
});
