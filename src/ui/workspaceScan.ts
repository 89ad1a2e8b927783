import * as vscode from "vscode";
import { kustomizationNames } from "../language/kustomizationNames.ts";
import { debounced } from "./debounced.ts";
import { eachFile } from "./eachFile.ts";
import { createListedFiles } from "./listedFiles.ts";
import type { ManifestStore } from "./manifestStore.ts";
import { mentionsKarpenter } from "../language/mentionsKarpenter.ts";
import { textOf } from "./textOf.ts";

export const yamlFiles = "**/*.{yaml,yml}";
const kustomizationFiles = `**/{${kustomizationNames.join(",")}}`;

const delayMs = 300;

export interface WorkspaceScan {
  /** Begins to read the files and to follow their changes, unless that has begun already. */
  want(): void;
  /** Reads all files anew; resolves when the index is complete. */
  run(): Promise<void>;
  dispose(): void;
}

/**
 * Keeps the store's index in step with the YAML files of the workspace, in the background: a scan once a YAML file is
 * open or the index is asked for, then what changes on disk. A window with nothing but JSON reads no file. Open documents
 * win. In an untrusted workspace nothing is read that is not open.
 */
export function scanWorkspace(store: ManifestStore, log: vscode.LogOutputChannel): WorkspaceScan {
  const stop = new vscode.CancellationTokenSource();
  const scan = new Scan(store, log, stop.token);
  const told = (error: unknown): void =>
    log.error("The files of the workspace cannot be listed", error);
  const rescan = debounced<undefined>(() => scan.run().catch(told), delayMs);
  const reread = debounced<vscode.Uri>((uri) => scan.reread(uri).catch(told), delayMs);
  let isWanted = false;
  const start = () => {
    if (isWanted && vscode.workspace.isTrusted) rescan.now("", undefined);
  };
  const want = () => {
    if (isWanted) return;
    isWanted = true;
    start();
  };
  const look = ({ languageId, uri }: vscode.TextDocument) => {
    if (languageId !== "yaml") return;
    want();
    // It may stand in a folder whose files no watcher told of.
    if (scan.misses(uri)) changed(uri);
  };
  const kustomizations = vscode.workspace.createFileSystemWatcher(kustomizationFiles);
  const files = vscode.workspace.createFileSystemWatcher(yamlFiles);
  const again = () => {
    if (isWanted) rescan.schedule("", undefined);
  };
  const changed = (uri: vscode.Uri) => {
    if (isWanted) reread.schedule(uri.toString(), uri);
  };
  vscode.workspace.textDocuments.forEach(look);
  const subscriptions = vscode.Disposable.from(
    new vscode.Disposable(() => stop.cancel()),
    rescan,
    reread,
    files,
    kustomizations,
    files.onDidChange(changed),
    files.onDidCreate(changed),
    files.onDidDelete(changed),
    kustomizations.onDidChange(again),
    kustomizations.onDidCreate(again),
    kustomizations.onDidDelete(again),
    store.onDidAsk(want),
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidCloseTextDocument(({ uri, languageId }) => {
      if (languageId === "yaml") changed(uri);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(start),
    vscode.workspace.onDidChangeWorkspaceFolders(again),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("files.exclude")) again();
    }),
  );
  const run = (): Promise<void> => {
    isWanted = true;
    return scan.run();
  };
  return { want, run, dispose: () => void subscriptions.dispose() };
}

class Scan {
  readonly #store: ManifestStore;
  readonly #log: vscode.LogOutputChannel;
  readonly #stop: vscode.CancellationToken;
  /** Without what `files.exclude` hides, which watchers and closed documents tell of as well. */
  readonly #listed = createListedFiles<vscode.Uri>(
    () => vscode.workspace.findFiles(yamlFiles),
    (uri) => uri.toString(),
    async ({ fresh, gone }) => {
      for (const uri of gone) if (!isOpen(uri)) this.#store.remove(uri);
      const isOver = () => this.#stop.isCancellationRequested;
      await this.#takeAll(fresh, isOver);
    },
  );
  #patches: ReadonlySet<string> = new Set();
  #round = 0;
  #isComplete = false;

  constructor(store: ManifestStore, log: vscode.LogOutputChannel, stop: vscode.CancellationToken) {
    this.#store = store;
    this.#log = log;
    this.#stop = stop;
  }

  /** Reads everything. A later round ends an earlier one. */
  async run(): Promise<void> {
    if (!vscode.workspace.isTrusted || !vscode.workspace.workspaceFolders) return;
    const round = (this.#round += 1);
    const isOver = () => this.#stop.isCancellationRequested || round !== this.#round;
    const since = performance.now();
    this.#patches = await patchesOfWorkspace();
    this.#store.setScope({ patches: this.#patches, isComplete: false });
    const { files, gone } = await this.#listed.refresh();
    for (const uri of gone) if (!isOpen(uri)) this.#store.remove(uri);
    await this.#takeAll(files, isOver);
    if (isOver()) return;
    this.#isComplete = true;
    this.#store.setScope({ patches: this.#patches, isComplete: true });
    const ms = Math.round(performance.now() - since);
    const found = `${this.#store.fileCount} of them with Kubernetes objects about Karpenter`;
    this.#log.info(`read ${files.length} YAML files in ${ms} ms, ${found}`);
  }

  /** Whether the workspace has been read, and without this file of it. */
  misses(uri: vscode.Uri): boolean {
    const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    return this.#isComplete && isInside && !this.#listed.isKnown(uri);
  }

  async reread(uri: vscode.Uri): Promise<void> {
    if (!vscode.workspace.isTrusted || this.#stop.isCancellationRequested) return;
    const text = await textOf(uri);
    const isOurs = text !== undefined && mentionsKarpenter(text);
    const isNew = isOurs && !this.#listed.isKnown(uri);
    if (isNew) await this.#listed.catchUp();
    // A new one that is listed was read just now.
    if (isNew && this.#listed.isKnown(uri)) return;
    await this.#take(uri, isNew ? undefined : text);
  }

  #takeAll(files: readonly vscode.Uri[], isOver: () => boolean): Promise<void> {
    return eachFile({ files, isOver, read: textOf, take: (uri, text) => this.#take(uri, text) });
  }

  async #take(uri: vscode.Uri, text: string | undefined): Promise<void> {
    if (isOpen(uri)) return;
    if (text === undefined || !mentionsKarpenter(text)) {
      this.#store.remove(uri);
      return;
    }
    try {
      const reading = await this.#store.readText(uri, text);
      if (!isOpen(uri)) this.#store.add(reading);
    } catch (error) {
      this.#log.error(`${uri.toString()}: could not be read`, error);
    }
  }
}

function isOpen(uri: vscode.Uri): boolean {
  const key = uri.toString();
  return vscode.workspace.textDocuments.some(
    (document) => !document.isClosed && document.uri.toString() === key,
  );
}

async function patchesOfWorkspace(): Promise<ReadonlySet<string>> {
  const uris = await vscode.workspace.findFiles(kustomizationFiles);
  if (uris.length === 0) return new Set();
  const { patchPaths } = await import("../language/index.ts");
  const lists = await Promise.all(
    uris.map(async (uri) =>
      patchPaths((await textOf(uri)) ?? "").map((path) =>
        vscode.Uri.joinPath(uri, "..", path).toString(),
      ),
    ),
  );
  return new Set(lists.flat());
}
