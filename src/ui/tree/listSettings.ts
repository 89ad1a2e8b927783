import * as vscode from "vscode";
import { isNarrowed, type ListOptions } from "../../nap/view/clusterList.ts";

const favouritesKey = "clusters.favourites";
const groupingKey = "clusters.grouping";

/** How the user wants the list: filters last for the window, grouping and favourites for good. */
export class ListSettings implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  #options: ListOptions;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    this.#options = {
      grouping: memory.get<unknown>(groupingKey) === "flat" ? "flat" : "subscription",
      search: "",
      onlyNap: false,
      onlyFavourites: false,
      favourites: new Set(memory.get<readonly string[]>(favouritesKey, [])),
    };
  }

  get options(): ListOptions {
    return this.#options;
  }

  /** Shows another part of the list. */
  async change(change: Partial<ListOptions>): Promise<void> {
    this.#options = { ...this.#options, ...change };
    this.#changes.fire();
    const { grouping } = this.#options;
    const isFiltered = isNarrowed(this.#options);
    await vscode.commands.executeCommand("setContext", "nap.isFiltered", isFiltered);
    await vscode.commands.executeCommand("setContext", "nap.grouping", grouping);
    if (change.grouping !== undefined) await this.#memory.update(groupingKey, grouping);
  }

  /** Adds a cluster to the favourites or takes it away. */
  async setFavourite(id: string, isFavourite: boolean): Promise<void> {
    const favourites = new Set(this.#options.favourites);
    if (isFavourite) favourites.add(id.toLowerCase());
    else favourites.delete(id.toLowerCase());
    await this.change({ favourites });
    await this.#memory.update(favouritesKey, [...favourites]);
  }

  dispose(): void {
    this.#changes.dispose();
  }
}
