import type { ClusterList, Verdict } from "../../nap/view/clusterList.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";

/** What is known of clusters beside the list, as long as the window lives; ids in any case. */
export class ClusterMarks {
  readonly #tell: () => void;
  readonly #admins = new Set<string>();
  readonly #verdicts = new Map<string, Verdict>();

  /** `tell` is called after every change. */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  get all(): Pick<ClusterList, "admins" | "verdicts"> {
    return { admins: this.#admins, verdicts: this.#verdicts };
  }

  /** Whether a cluster's API server is reached as its admin: only when the user chose so. */
  isAdmin({ id }: Pick<ClusterRow, "id">): boolean {
    return this.#admins.has(id.toLowerCase());
  }

  setAdmin(id: string, isAdmin: boolean): void {
    if (isAdmin) this.#admins.add(id.toLowerCase());
    else this.#admins.delete(id.toLowerCase());
    this.#tell();
  }

  /** Shows on a cluster what its last preflight said. */
  setVerdict(id: string, verdict: Verdict): void {
    this.#verdicts.set(id.toLowerCase(), verdict);
    this.#tell();
  }

  /** Shows on a cluster what blocks by its own model, as long as nobody has run a preflight. */
  noteBlockers(id: string, titles: readonly string[]): void {
    const key = id.toLowerCase();
    const before = this.#verdicts.get(key);
    if (before !== undefined && before.isOfItself !== true) return;
    const text = titles.join(", ");
    if (text === (before?.text ?? "")) return;
    if (text === "") this.#verdicts.delete(key);
    else this.#verdicts.set(key, { result: "blocks", text, isOfItself: true });
    this.#tell();
  }
}
