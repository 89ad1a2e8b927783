import type { Memento } from "vscode";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";

interface Parts<Name> {
  readonly memory: Memento;
  readonly key: string;
  /** The same text for what takes the place of each other. */
  readonly nameOf: (one: Name) => string;
}

/** Operations in Azure that outlive a window, remembered under one key for the next start of VS Code. */
export class KeptOperations<Kept extends Name, Name> {
  readonly #memory: Memento;
  readonly #key: string;
  readonly #nameOf: (one: Name) => string;

  constructor({ memory, key, nameOf }: Parts<Name>) {
    this.#memory = memory;
    this.#key = key;
    this.#nameOf = nameOf;
  }

  all(): readonly Kept[] {
    return this.#memory.get<readonly Kept[]>(this.#key, []);
  }

  /** In the place of what was kept under that name before. */
  async keep(kept: Kept): Promise<void> {
    await this.#memory.update(this.#key, [...this.#others(kept), kept]);
  }

  async drop(one: Name): Promise<void> {
    await this.#memory.update(this.#key, this.#others(one));
  }

  #others(one: Name): readonly Kept[] {
    const name = this.#nameOf(one);
    return this.all().filter((other) => this.#nameOf(other) !== name);
  }
}

/** What there is once for each cluster. */
export interface OfCluster {
  readonly row: ClusterRow;
}

/** One operation for each cluster. */
export function keptByCluster<Kept extends OfCluster>(
  memory: Memento,
  key: string,
): KeptOperations<Kept, OfCluster> {
  return new KeptOperations<Kept, OfCluster>({
    memory,
    key,
    nameOf: ({ row }) => row.id.toLowerCase(),
  });
}
