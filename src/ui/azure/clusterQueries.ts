import type { ClusterPage } from "../../cluster.ts";
import type { AzureAccess, ClusterLibrary } from "./session.ts";

type Pages = AsyncGenerator<ClusterPage, void>;

/** The queries for clusters of one run, begun beside the listing of subscriptions where they need not know them. */
export class ClusterQueries {
  readonly #library: ClusterLibrary;
  readonly #signal: AbortSignal;
  readonly #begun = new Map<AzureAccess, Pages>();

  constructor(library: ClusterLibrary, signal: AbortSignal) {
    this.#library = library;
    this.#signal = signal;
  }

  /** Asks for all clusters of a tenant now: a query without subscriptions is about all that the sign-in sees. */
  begin(access: AzureAccess): void {
    this.#begun.set(access, begun(this.#library.listClusters(access, { signal: this.#signal })));
  }

  /** The clusters of a tenant, page by page, those of the chosen subscriptions alone where some are chosen. */
  pagesOf(access: AzureAccess, chosen: readonly string[] | undefined): Pages {
    const options = { signal: this.#signal };
    if (chosen !== undefined)
      return this.#library.listClusters(access, { ...options, subscriptions: chosen });
    return this.#begun.get(access) ?? this.#library.listClusters(access, options);
  }
}

/** Pages whose first one is asked for at once, though nobody may want it in the end. */
function begun(pages: Pages): Pages {
  const first = pages.next();
  first.catch(() => undefined);
  return (async function* () {
    const result = await first;
    if (result.done === true) return;
    yield result.value;
    yield* pages;
  })();
}
