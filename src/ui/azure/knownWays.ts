import type { ClusterAccess, ClusterLibrary, AzureAccess } from "./session.ts";

/** Where the addresses of API servers outlive the window; `vscode.Memento` is one. */
export interface ServerMemory {
  get<T>(key: string, fallback: T): T;
  update(key: string, value: unknown): Thenable<void>;
}

interface Known {
  /** A secret: it stays in memory. */
  readonly kubeconfig: string;
  readonly access: AzureAccess;
}

type Servers = Readonly<Record<string, string>>;

const serversKey = "clusters.servers";

/**
 * The ways to API servers that Azure has shown before, for the time in which it does not answer: the kubeconfig of this
 * window, else a context of the user's own kubeconfig with the address that the cluster was last reached at.
 */
export class KnownWays {
  readonly #memory: ServerMemory;
  readonly #known = new Map<string, Known>();

  constructor(memory: ServerMemory) {
    this.#memory = memory;
  }

  remember(id: string, server: string, known: Known): void {
    const key = id.toLowerCase();
    this.#known.set(key, known);
    const servers = this.#servers();
    if (servers[key] !== server)
      void this.#memory.update(serversKey, { ...servers, [key]: server });
  }

  /** A way that needs nothing of Azure but tokens; undefined when none is known. */
  open(library: ClusterLibrary, id: string): ClusterAccess | undefined {
    const key = id.toLowerCase();
    const known = this.#known.get(key);
    if (known !== undefined) {
      const tokenFor = library.entraTokens(known.access);
      return library.accessFromText(known.kubeconfig, { tokenFor });
    }
    const server = this.#servers()[key];
    if (server === undefined) return undefined;
    // Plugins may ask the user something, which nobody expects here.
    const context = library
      .listContexts()
      .contexts.find((one) => one.signIn === "stored" && sameServer(one.server, server));
    return context && library.accessFromContext(context.name);
  }

  #servers(): Servers {
    return this.#memory.get<Servers>(serversKey, {});
  }
}

function sameServer(left: string, right: string): boolean {
  return (
    URL.canParse(left) && URL.canParse(right) && new URL(left).origin === new URL(right).origin
  );
}
