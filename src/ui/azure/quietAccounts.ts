import type * as vscode from "vscode";
import type { ListProblem } from "../../nap/view/clusterList.ts";

const key = "azure.leftOutAccounts";

/** Accounts of VS Code that are not used here, and about which nothing is said any more. */
export class QuietAccounts {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  async add(label: string): Promise<void> {
    await this.#memory.update(key, [...new Set([...this.#labels, label])]);
  }

  /** Whether a problem of the list is about such an account. */
  isAbout({ kind, scope }: ListProblem): boolean {
    return kind === "account" && this.#labels.includes(scope);
  }

  get #labels(): readonly string[] {
    return this.#memory.get<readonly string[]>(key, []);
  }
}
