import * as vscode from "vscode";
import { cachedText, readCached } from "../../nap/view/cachedList.ts";
import type { CachedList } from "../../nap/view/cachedList.ts";

/** The last list of clusters in a file of our own, for the next start. VS Code's memory is too small for ten thousand. */
export class ListCache {
  readonly #folder: vscode.Uri;
  /** Writing takes several steps: what is cleared meanwhile would come back. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  /** Undefined where there is none, or none that can be read. */
  async read(): Promise<CachedList | undefined> {
    try {
      const bytes = await vscode.workspace.fs.readFile(this.#file());
      return readCached(new TextDecoder().decode(bytes));
    } catch {
      return undefined;
    }
  }

  write(cached: CachedList): Promise<void> {
    return this.#inTurn(async () => {
      await vscode.workspace.fs.createDirectory(this.#folder);
      const bytes = new TextEncoder().encode(cachedText(cached));
      await vscode.workspace.fs.writeFile(this.#file(), bytes);
    });
  }

  /** Nothing of the list stays on the disk. */
  clear(): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await vscode.workspace.fs.delete(this.#file());
      } catch {
        // There was none.
      }
    });
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(step, step);
    this.#turn = mine;
    return mine;
  }

  #file(): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, "clusters.json");
  }
}
