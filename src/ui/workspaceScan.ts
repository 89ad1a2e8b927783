import * as vscode from "vscode";
import { kustomizationNames } from "../language/kustomizationNames.ts";
import { breathe } from "./breathe.ts";
import { debounced } from "./debounced.ts";
import type { ManifestStore } from "./manifestStore.ts";
import { mentionsKarpenter } from "../language/mentionsKarpenter.ts";
import { textOf } from "./textOf.ts";

export const yamlFiles = "**/*.{yaml,yml}";
const kustomizationFiles = `**/{${kustomizationNames.join(",")}}`;

/** Files read at the same time: enough to hide the disk, few enough to leave it to others. */
const batchSize = 32;

const delayMs = 300;

export interface WorkspaceScan {
  /** Reads all files anew; resolves when the index is complete. */
  run(): Promise<void>;
  dispose(): void;
}

/**
 * Keeps the store's index in step with the YAML files of the workspace, in the background: a scan at the start, then
 * what changes on disk. Open documents win. In an untrusted workspace nothing is read that is not open.
 */
export function scanWorkspace(store: ManifestStore, log: vscode.LogOutputChannel): WorkspaceScan {
  const stop = new vscode.CancellationTokenSource();
  const scan = new Scan(store, log, stop.token);
  const rescan = debounced<undefined>(() => scan.run(), delayMs);
  const reread = debounced<vscode.Uri>((uri) => scan.reread(uri), delayMs);
  const start = () => rescan.now("", undefined);
  const kustomizations = vscode.workspace.createFileSystemWatcher(kustomizationFiles);
  const files = vscode.workspace.createFileSystemWatcher(yamlFiles);
  const again = () => rescan.schedule("", undefined);
  const changed = (uri: vscode.Uri) => reread.schedule(uri.toString(), uri);
  if (vscode.workspace.isTrusted) start();
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
    vscode.workspace.onDidCloseTextDocument(({ uri, languageId }) => {
      if (languageId === "yaml") changed(uri);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(start),
    vscode.workspace.onDidChangeWorkspaceFolders(again),
  );
  return { run: () => scan.run(), dispose: () => void subscriptions.dispose() };
}

class Scan {
  readonly #store: ManifestStore;
  readonly #log: vscode.LogOutputChannel;
  readonly #stop: vscode.CancellationToken;
  #patches: ReadonlySet<string> = new Set();
  #round = 0;

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
    const uris = await vscode.workspace.findFiles(yamlFiles);
    const pause = breathe();
    for (let at = 0; at < uris.length && !isOver(); at += batchSize) {
      const batch = uris.slice(at, at + batchSize);
      const texts = await Promise.all(batch.map(async (uri) => ({ uri, text: await textOf(uri) })));
      for (const { uri, text } of texts) {
        await this.#take(uri, text);
        await pause();
      }
    }
    if (isOver()) return;
    this.#store.setScope({ patches: this.#patches, isComplete: true });
    const ms = Math.round(performance.now() - since);
    const found = `${this.#store.fileCount} of them with Kubernetes objects about Karpenter`;
    this.#log.info(`read ${uris.length} YAML files in ${ms} ms, ${found}`);
  }

  async reread(uri: vscode.Uri): Promise<void> {
    if (!vscode.workspace.isTrusted || this.#stop.isCancellationRequested) return;
    await this.#take(uri, await textOf(uri));
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
