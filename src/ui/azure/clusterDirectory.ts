import * as vscode from "vscode";
import type { ClusterList, ListProblem } from "../../nap/view/clusterList.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import { accountsOf } from "./accountCredential.ts";
import { providerOf, readAzureSettings } from "./azureSettings.ts";
import type { AzureSettings } from "./azureSettings.ts";
import { ClusterQueries } from "./clusterQueries.ts";
import { ClusterMarks } from "./clusterMarks.ts";
import { confirmRows } from "./confirmRows.ts";
import { KnownWays } from "./knownWays.ts";
import type { ListCache } from "./listCache.ts";
import { isCutOff, readClusters, type ReadClusters } from "./readClusters.ts";
import { QuietAccounts } from "./quietAccounts.ts";
import { RecentRows } from "./recentRows.ts";
import { openSession } from "./session.ts";
import type { AzureAccess, ClusterLibrary, Session, TenantChoice } from "./session.ts";
import {
  accessOf,
  reachOf,
  sessionOf,
  signInFor,
  tenantsOf,
  visibleSubscriptions,
} from "./sessionAccess.ts";
import { listHead } from "./listHead.ts";

/** Where lists were kept before they had a file of their own. */
const formerCacheKey = "clusters.list";
const signedOut: ClusterList = {
  phase: "signed-out",
  subscriptions: [],
  clusters: [],
  problems: [],
  operations: new Map(),
};

interface Parts {
  /** Loads what reaches Azure and clusters. */
  readonly load: () => Promise<ClusterLibrary>;
  readonly memory: vscode.Memento;
  readonly cache: ListCache;
  readonly log: vscode.LogOutputChannel;
}

/** The clusters of all subscriptions, read when asked and after our own actions; never by a timer. */
export class ClusterDirectory implements vscode.Disposable {
  readonly #load: () => Promise<ClusterLibrary>;
  readonly #memory: vscode.Memento;
  readonly #cache: ListCache;
  readonly #log: vscode.LogOutputChannel;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly #quiet: QuietAccounts;
  readonly #recent = new RecentRows();
  readonly ways: KnownWays;
  #running = new AbortController();
  #session: Session | undefined;
  #list: ClusterList = signedOut;
  #isStarted = false;
  #readAt: string | undefined;
  #reading: Promise<void> = Promise.resolve();
  /** What is known of clusters beside the list. */
  readonly marks = new ClusterMarks(() => {
    this.#changes.fire();
  });

  constructor({ load, memory, cache, log }: Parts) {
    this.#load = load;
    this.#memory = memory;
    this.#quiet = new QuietAccounts(memory);
    this.ways = new KnownWays(memory);
    this.#cache = cache;
    this.#log = log;
  }

  /** What is known now; the first look starts the reading. */
  get list(): ClusterList {
    if (!this.#isStarted) void this.refresh();
    return { ...this.#list, ...this.marks.all };
  }

  get session(): Session | undefined {
    return this.#session;
  }

  /** What reaches Azure and clusters. Throws before the workspace is trusted: it could say whom to ask, and as whom. */
  async library(): Promise<ClusterLibrary> {
    if (!vscode.workspace.isTrusted)
      throw new Error("Clusters are not asked before the workspace is trusted.");
    return this.#load();
  }

  /** Signs in again and reads everything; a run that is under way is given up. */
  async refresh(): Promise<void> {
    this.#running.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    const isFirst = !this.#isStarted;
    this.#isStarted = true;
    this.#set({ ...this.#list, phase: "loading", problems: [] });
    const showingCached = isFirst ? this.#showCached(signal) : Promise.resolve();
    this.#reading = showingCached.then(() => this.#readOrTell(signal));
    await this.#reading;
  }

  /** What was listed at the last start, until the new list is there. */
  async #showCached(signal: AbortSignal): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const cached = await this.#cache.read();
    if (cached === undefined || signal.aborted) return;
    this.#set({ ...this.#list, ...cached.list, cachedAt: cached.at });
  }

  /**
   * Reads everything again when other people are signed in to VS Code than at the last reading. When one has signed out
   * no row is kept for a time without network: it may be theirs.
   */
  async followAccounts(): Promise<void> {
    const settings = readAzureSettings();
    if (!this.#isStarted || settings.credential !== "vscode") return;
    const accounts = await accountsOf(providerOf(settings));
    const labels = accounts.map(({ label }) => label);
    const known = this.#session?.accounts ?? [];
    // Of a list that is being read, or could not be, no session tells whose it is.
    const isOver = labels.length === 0 && this.#list.phase !== "signed-out";
    const isLess = isOver || known.some((label) => !labels.includes(label));
    if (!isOver && labels.toSorted().join("\n") === known.toSorted().join("\n")) return;
    this.ways.forget();
    this.#recent.clear();
    if (isLess) {
      this.#running.abort();
      this.#session = sessionOf(this.#session, accounts);
      this.#set({ ...this.#list, clusters: [] });
      await this.#cache.clear();
    }
    await this.refresh();
  }

  /** Says no more that an account is not used. */
  async leaveOut(account: string): Promise<void> {
    await this.#quiet.add(account);
    await this.refresh();
  }

  /** The sign-in that sees a cluster. Throws when it is gone. */
  accessOf(row: Pick<ClusterRow, "subscriptionId">): AzureAccess {
    return accessOf(this.#session, row);
  }

  /** Whether a sign-in sees a cluster now. */
  canReach(row: Pick<ClusterRow, "subscriptionId">): boolean {
    return reachOf(this.#session, row) !== undefined;
  }

  /** A sign-in for a tenant: one of that tenant before any other; undefined where nobody is signed in. */
  signInFor(tenantId: string | undefined): AzureAccess | undefined {
    return signInFor(this.#session, tenantId);
  }

  /** The subscriptions that the sign-ins see, chosen or not. */
  visibleSubscriptions(): ClusterList["subscriptions"] {
    return visibleSubscriptions(this.#session);
  }

  /** The tenants of everybody who is signed in, without the ones that cannot be asked. */
  async listTenants(): Promise<readonly TenantChoice[]> {
    return tenantsOf(this.#session, await this.library());
  }

  /** All clusters, once they are read; starts the reading where nobody has. */
  async settledClusters(): Promise<readonly ClusterRow[]> {
    if (!this.#isStarted) await this.refresh();
    await this.#reading;
    return this.#list.clusters;
  }

  /** Takes what a GET of a cluster said into the list; not one that comes after its account has signed out. */
  update(row: ClusterRow): void {
    const isListed = this.#list.clusters.some(
      ({ id }) => id.toLowerCase() === row.id.toLowerCase(),
    );
    if (!isListed && !this.canReach(row)) return;
    this.#recent.note(row);
    this.#put([row]);
  }

  /** Rows in the place of what is known of these clusters; of those that are gone none. */
  #put(rows: readonly ClusterRow[], gone: readonly ClusterRow[] = []): void {
    const ids = new Set([...rows, ...gone].map(({ id }) => id.toLowerCase()));
    const others = this.#list.clusters.filter(({ id }) => !ids.has(id.toLowerCase()));
    this.#set({ ...this.#list, clusters: [...others, ...rows] });
  }

  /** Says in the list what we are doing to a cluster; an empty text ends it. */
  operate(id: string, text: string): void {
    const operations = new Map(this.#list.operations);
    if (text === "") operations.delete(id.toLowerCase());
    else operations.set(id.toLowerCase(), text);
    this.#set({ ...this.#list, operations });
  }

  dispose(): void {
    this.#running.abort();
    this.#changes.dispose();
  }

  async #readOrTell(signal: AbortSignal): Promise<void> {
    try {
      await this.#read(await this.library(), signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#log.error("The clusters could not be listed.", error);
      const text = error instanceof Error ? error.message : String(error);
      const problems: ListProblem[] = [{ scope: "", text, kind: "other" }];
      this.#set({ ...this.#list, phase: "complete", problems });
    }
  }

  async #read(library: ClusterLibrary, signal: AbortSignal): Promise<void> {
    const settings = readAzureSettings();
    const queries = new ClusterQueries(library, signal);
    const onTenant = (access: AzureAccess) => {
      if (settings.subscriptions === undefined) queries.begin(access);
    };
    const session = await openSession(library, { settings, onTenant, signal });
    if (signal.aborted) return;
    if (session === undefined || !isCutOff(session.tenants, session.problems))
      this.#session = session;
    if (session === undefined) {
      this.#set({ ...signedOut, operations: this.#list.operations });
      return;
    }
    await this.#readClusters({ session, settings, queries }, signal);
  }

  async #readClusters(
    run: {
      readonly session: Session;
      readonly settings: AzureSettings;
      readonly queries: ClusterQueries;
    },
    signal: AbortSignal,
  ): Promise<void> {
    const { session, settings } = run;
    const base = listHead(session, settings, this.#list.subscriptions);
    const problems = session.problems.filter((one) => !this.#quiet.isAbout(one));
    const show = (read: ReadClusters, phase: ClusterList["phase"] = "loading") => {
      if (signal.aborted) return [];
      const { operations } = this.#list;
      const readNow = read.clusters.filter(({ isOld }) => isOld !== true);
      if (this.#list.clusters.length > 0 && isCutOff(readNow, read.problems))
        this.#set({ ...this.#list, ...this.#age(), phase, problems: read.problems });
      else {
        const { clusters, doubtful } = this.#recent.over(read.clusters, base.subscriptions);
        this.#set({ operations, ...base, phase, ...read, clusters });
        if (phase === "complete") return doubtful;
      }
      return [];
    };
    const reading = { ...run, before: this.#list.clusters, problems };
    const doubtful = show(await readClusters(reading, show), "complete");
    if (doubtful.length > 0) await this.#confirm(doubtful, signal);
    if (!signal.aborted) await this.#remember();
  }

  /** Of clusters of which the query and an earlier answer say different things, Azure itself is asked. */
  async #confirm(doubtful: readonly ClusterRow[], signal: AbortSignal): Promise<void> {
    const accessOf = (row: ClusterRow) => this.accessOf(row);
    const asked = await confirmRows(await this.library(), doubtful, { accessOf, signal });
    if (signal.aborted) return;
    for (const row of asked.rows) if (row.isConfirmed) this.#recent.note(row);
    for (const row of asked.gone) this.#recent.drop(row);
    this.#put(asked.rows, asked.gone);
  }

  async #remember(): Promise<void> {
    const { subscriptions, clusters, problems, cachedAt } = this.#list;
    if (cachedAt !== undefined || (clusters.length === 0 && problems.length > 0)) return;
    const at = new Date().toISOString();
    this.#readAt = at;
    await this.#cache.write({ at, list: { subscriptions, clusters, problems } });
    await this.#memory.update(formerCacheKey, undefined);
  }

  /** When the rows that are shown were read. */
  #age(): Pick<ClusterList, "cachedAt"> {
    const cachedAt = this.#list.cachedAt ?? this.#readAt;
    return cachedAt === undefined ? {} : { cachedAt };
  }

  #set(list: ClusterList): void {
    this.#list = list;
    this.#changes.fire();
  }
}
