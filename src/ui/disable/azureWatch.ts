import type { AzureReading } from "./readAzure.ts";

/** What Azure has said of a cluster, and whether it still answers. */
export class AzureWatch {
  readonly #read: () => Promise<AzureReading>;
  #asked = 0;
  #reading: AzureReading = {
    managedCluster: undefined,
    azureProblem: "it has not answered yet.",
  };

  constructor(read: () => Promise<AzureReading>) {
    this.#read = read;
  }

  /** The last answer; with the reason when a later one failed. */
  get reading(): AzureReading {
    return this.#reading;
  }

  /** Asks again; false when the answer was overtaken by a newer one. */
  async ask(): Promise<boolean> {
    const asked = (this.#asked += 1);
    const reading = await this.#read();
    if (asked !== this.#asked) return false;
    this.#keep(reading);
    return true;
  }

  /** Takes what Azure has said to somebody else since. */
  take(reading: AzureReading): void {
    this.#asked += 1;
    this.#keep(reading);
  }

  #keep({ managedCluster, azureProblem }: AzureReading): void {
    this.#reading =
      azureProblem === undefined
        ? { managedCluster }
        : { managedCluster: managedCluster ?? this.#reading.managedCluster, azureProblem };
  }
}
