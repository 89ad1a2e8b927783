import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import {
  openFile,
  ownDiagnostics,
  settle,
  waitForRules,
  workspaceFolder,
  writeFileOnDisk,
} from "./editor.ts";
import { badPolicy, nodeClass, nodePool } from "./manifests.ts";

const remove = (name: string) => rm(join(workspaceFolder(), name), { recursive: true });

describe("files.exclude", () => {
  const settings = () => vscode.workspace.getConfiguration("files");
  const exclude = (value: unknown) =>
    settings().update("exclude", value, vscode.ConfigurationTarget.Workspace);

  before(() => writeFileOnDisk("classes.yaml", nodeClass("general")));
  afterEach(() => exclude(undefined));
  after(() => remove("hidden"));

  it("hides an AKSNodeClass from references, and gives it back when it is taken away", async () => {
    await exclude({ "hidden/**": true });
    await writeFileOnDisk("hidden/class.yaml", nodeClass("hidden"));
    const name = ["name: general\n      req", "name: hidden\n      req"] as const;
    const { document } = await openFile("refers.yaml", nodePool(name));
    await waitForRules(document.uri, "node-class-not-found");
    await exclude(undefined);
    await waitForRules(document.uri);
    await exclude({ "hidden/**": true });
    await waitForRules(document.uri, "node-class-not-found");
  });
});

describe("a folder that the file watcher does not tell of", () => {
  const settings = () => vscode.workspace.getConfiguration("files");
  const unwatch = (value: unknown) =>
    settings().update("watcherExclude", value, vscode.ConfigurationTarget.Workspace);

  before(() => unwatch({ "**/unwatched/**": true }));
  after(async () => {
    await unwatch(undefined);
    await remove("unwatched");
  });

  it("is read when one of its files is opened", async () => {
    await openFile("known.yaml", nodePool());
    await vscode.commands.executeCommand("nap.checkWorkspace");
    await writeFileOnDisk("unwatched/class.yaml", nodeClass("unwatched"));
    await settle();
    const name = ["name: general\n      req", "name: unwatched\n      req"] as const;
    const referring = await openFile("refers.yaml", nodePool(name));
    await waitForRules(referring.document.uri, "node-class-not-found");
    await openFile("unwatched/pool.yaml", nodePool(name));
    await waitForRules(referring.document.uri);
  });
});

describe("checking all manifests", () => {
  const names = Array.from({ length: 400 }, (_, index) => `many/pool-${index}.yaml`);

  after(() => remove("many"));

  it("ends when it is cancelled, and leaves the rest unread", async () => {
    const uris = await Promise.all(names.map((name) => writeFileOnDisk(name, nodePool(badPolicy))));
    const check = vscode.commands.executeCommand("nap.checkWorkspace");
    // What the button Cancel of the progress does.
    await vscode.commands.executeCommand("notification.acceptPrimaryAction");
    await check;
    await settle();
    assert.ok(uris.some((uri) => ownDiagnostics(uri).length === 0));
  });
});
