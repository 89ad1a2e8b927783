import type { Memento } from "vscode";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";

/** An operation in Azure that outlives a window, one for each cluster. */
interface OfCluster {
  readonly row: ClusterRow;
}

/** Operations that run, remembered under one key for the next start of VS Code. */
export class KeptOperations<Kept extends OfCluster> {
  readonly #memory: Memento;
  readonly #key: string;

  constructor(memory: Memento, key: string) {
    this.#memory = memory;
    this.#key = key;
  }

  all(): readonly Kept[] {
    return this.#memory.get<readonly Kept[]>(this.#key, []);
  }

  /** In the place of what was kept of that cluster before. */
  async keep(kept: Kept): Promise<void> {
    await this.#memory.update(this.#key, [...this.#others(kept.row), kept]);
  }

  async drop(row: ClusterRow): Promise<void> {
    await this.#memory.update(this.#key, this.#others(row));
  }

  #others({ id }: ClusterRow): readonly Kept[] {
    return this.all().filter(({ row }) => row.id.toLowerCase() !== id.toLowerCase());
  }
}
