import type { ClusterList } from "../../nap/view/clusterList.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";

/** For so long Resource Graph may show what a cluster was before: "minutes", says Azure. */
const lagMs = 10 * 60_000;

interface Recent {
  readonly row: ClusterRow;
  readonly atMs: number;
}

/** What was found of the clusters, and those of which two sources say different things. */
interface Merged {
  readonly clusters: readonly ClusterRow[];
  readonly doubtful: readonly ClusterRow[];
}

/**
 * Clusters that were read or made by us a short while ago. A query that lags behind neither takes back what Azure itself
 * has said of them nor makes a new one vanish; where the two differ the cluster is to be asked again.
 */
export class RecentRows {
  readonly #rows = new Map<string, Recent>();

  note(row: ClusterRow): void {
    this.#rows.set(row.id.toLowerCase(), { row, atMs: Date.now() });
  }

  /** Somebody else is signed in. */
  clear(): void {
    this.#rows.clear();
  }

  drop({ id }: ClusterRow): void {
    this.#rows.delete(id.toLowerCase());
  }

  /** The rows of a query with what is known better in their place, for the subscriptions that are shown. */
  over(found: readonly ClusterRow[], subscriptions: ClusterList["subscriptions"]): Merged {
    const recent = this.#recent(subscriptions);
    if (recent.size === 0) return { clusters: found, doubtful: [] };
    const clusters = found.map((row) => {
      const known = recent.get(row.id.toLowerCase());
      return known === undefined || isExact(row) ? row : known;
    });
    const ids = new Map(found.map((row) => [row.id.toLowerCase(), row]));
    const missing = [...recent].filter(([id]) => !ids.has(id)).map(([, row]) => row);
    const differing = [...recent].flatMap(([id, row]) => {
      const other = ids.get(id);
      return other === undefined || isExact(other) || isSame(row, other) ? [] : [row];
    });
    return { clusters: [...clusters, ...missing], doubtful: [...missing, ...differing] };
  }

  #recent(subscriptions: ClusterList["subscriptions"]): ReadonlyMap<string, ClusterRow> {
    const shown = new Set(subscriptions.map(({ id }) => id.toLowerCase()));
    const since = Date.now() - lagMs;
    for (const [id, { atMs }] of this.#rows) if (atMs < since) this.#rows.delete(id);
    const entries = [...this.#rows].map(([id, { row }]) => [id, row] as const);
    return new Map(entries.filter(([, row]) => shown.has(row.subscriptionId.toLowerCase())));
  }
}

/** Read itself just now, or known to be old: no lagging query has said it. */
function isExact({ isConfirmed, isOld }: ClusterRow): boolean {
  return isConfirmed || isOld === true;
}

const told = ["napMode", "provisioningState", "powerState", "kubernetesVersion"] as const;

function isSame(left: ClusterRow, right: ClusterRow): boolean {
  return told.every((name) => left[name] === right[name]);
}
