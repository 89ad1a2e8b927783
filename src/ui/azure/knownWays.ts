import type { ClusterAccess, ClusterLibrary, AzureAccess } from "./session.ts";

/** Where the addresses of API servers outlive the window; `vscode.Memento` is one. */
export interface ServerMemory {
  get<T>(key: string, fallback: T): T;
  update(key: string, value: unknown): Thenable<void>;
}

interface Known {
  /** A secret: it stays in memory. */
  readonly kubeconfig: string;
  /** Whose it is. */
  readonly access: AzureAccess;
}

type Servers = Readonly<Record<string, string>>;

/** Addresses of the clusters whose user kubeconfig needs nothing but itself to sign in. */
const serversKey = "clusters.storedServers";

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

  /** Keeps the kubeconfig for as long as the window lives, and the address of where it leads beyond it. */
  remember(id: string, way: Pick<ClusterAccess, "server" | "signIn">, known: Known): void {
    const key = id.toLowerCase();
    this.#known.set(key, known);
    const { [key]: before, ...others } = this.#servers();
    const server = way.signIn === "stored" ? way.server : undefined;
    if (before === server) return;
    const servers = server === undefined ? others : { ...others, [key]: server };
    void this.#memory.update(serversKey, servers);
  }

  /** Forgets the kubeconfigs: others are signed in now. */
  forget(): void {
    this.#known.clear();
  }

  /**
   * A way that needs nothing of Azure but tokens; undefined when none is known. What Azure gave somebody serves the same
   * sign-in alone; `access` is undefined where no sign-in reaches the cluster now.
   */
  open(
    library: ClusterLibrary,
    id: string,
    access: AzureAccess | undefined,
  ): ClusterAccess | undefined {
    const key = id.toLowerCase();
    const known = this.#known.get(key);
    if (known !== undefined && access !== undefined && isSame(known.access, access)) {
      const tokenFor = library.entraTokens(access);
      return library.accessFromText(known.kubeconfig, { tokenFor });
    }
    const server = this.#servers()[key];
    if (server === undefined) return undefined;
    // Where the user signs in with Entra ID, a context that needs no sign-in is the admin's; plugins may ask something.
    const context = library
      .listContexts()
      .contexts.find((one) => one.signIn === "stored" && sameServer(one.server, server));
    return context && library.accessFromContext(context.name);
  }

  #servers(): Servers {
    return this.#memory.get<Servers>(serversKey, {});
  }
}

/** A sign-in that names no account (az, a managed identity) may be somebody else's after every new reading. */
function isSame(left: AzureAccess, right: AzureAccess): boolean {
  if (left === right) return true;
  if (left.account === undefined) return false;
  return left.account === right.account && left.tenantId === right.tenantId;
}

function sameServer(left: string, right: string): boolean {
  return (
    URL.canParse(left) && URL.canParse(right) && new URL(left).origin === new URL(right).origin
  );
}
