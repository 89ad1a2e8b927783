import type * as vscode from "vscode";
import type { PlaceContents } from "../../nap/view/contents/contentNodes.ts";
import { poolsOfAzure } from "../../nap/view/contents/poolsOfAzure.ts";
import { clusterRowOf } from "../../nap/clusterRowOf.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { ContextRow } from "../../nap/view/contextRow.ts";
import type { SilentContext } from "../../nap/view/silentContexts.ts";
import type { Place } from "../../nap/view/treeNode.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";
import { until } from "../until.ts";
import type { ClusterLibrary } from "./session.ts";
import { needsAzure, openPlace } from "./kubeAccess.ts";

/** The contexts to show, and those of which it is not known whether their API serves Karpenter. */
export interface FoundContexts {
  readonly contexts: readonly ContextRow[];
  readonly silent: readonly SilentContext[];
}

/** Reads what stands below a cluster. */
export interface PlaceReader {
  /**
   * The contexts of the user's kubeconfigs: those whose API serves Karpenter, and those of which it is not known
   * because they sign in by a program or with Entra ID, which nobody has asked for yet.
   */
  findContexts(): Promise<FoundContexts>;
  /** Reads and follows a cluster until the signal aborts, and tells what it sees. */
  read(place: Place, show: (change: Partial<PlaceContents>) => void, signal: AbortSignal): void;
}

/** A reader of the clusters in a directory. */
export function createPlaceReader(
  directory: ClusterDirectory,
  log: vscode.LogOutputChannel,
): PlaceReader {
  return {
    findContexts: () =>
      findContexts(directory).then(
        (found) => {
          for (const { name, reason } of found.silent) log.warn(`${name} is not shown: ${reason}`);
          return found;
        },
        (error: unknown) => {
          log.warn("The kubeconfig contexts could not be tried.", error);
          return { contexts: [], silent: [] };
        },
      ),
    read: (place, show, signal) => {
      const reading: Reading = { directory, show, signal };
      const failed = (tell: (text: string) => void) => (error: unknown) => {
        if (signal.aborted) return;
        log.warn(error instanceof Error ? error.message : String(error));
        tell(error instanceof Error ? error.message : String(error));
      };
      if (place.kind === "cluster")
        void confirm(place.row, reading).catch(failed((poolsProblem) => show({ poolsProblem })));
      void follow(place, reading).catch(
        failed((text) => show({ problem: { text, canRunCommand: place.kind === "cluster" } })),
      );
    },
  };
}

interface Reading {
  readonly directory: ClusterDirectory;
  readonly show: (change: Partial<PlaceContents>) => void;
  readonly signal: AbortSignal;
}

/** The exact state of a cluster, its fixed-size pools and what it shows to be in the way of NAP, from a GET. */
async function confirm(row: ClusterRow, { directory, show, signal }: Reading): Promise<void> {
  const library = await directory.library();
  const { json } = await library.getCluster(directory.accessOf(row), row.id, signal);
  const confirmed = clusterRowOf(json, { tenantId: row.tenantId, isConfirmed: true });
  directory.update(confirmed);
  show({ pools: poolsOfAzure(json) });
  const found = { name: row.name, pointer: "", apiVersion: undefined, model: json } as const;
  const isOn = confirmed.napMode === "Auto";
  const blockers = isOn ? [] : library.ownBlockers({ ...found, origin: "model" });
  directory.marks.noteBlockers(row.id, blockers);
}

async function follow(place: Place, { directory, show, signal }: Reading): Promise<void> {
  const library = await directory.library();
  if (place.kind === "context" && place.context.signIn === "entra")
    await signedIn(place.context, { directory, show, signal });
  const access = await openPlace(directory, place, signal);
  try {
    await library.watchCluster(access, signal, (contents) => show({ contents }));
  } finally {
    access.close();
  }
}

/** Waits until somebody is signed in to Azure; the node says so meanwhile. */
async function signedIn(
  { tenantId }: ContextRow,
  { directory, show, signal }: Reading,
): Promise<void> {
  if (directory.signInFor(tenantId) === undefined) await directory.settledClusters();
  if (directory.signInFor(tenantId) !== undefined) return;
  show({ problem: { text: needsAzure, canRunCommand: false, needsSignIn: true } });
  await until(() => directory.signInFor(tenantId) !== undefined, directory.onDidChange, signal);
  show({ problem: undefined });
}

/** Listing starts nothing: contexts are tried only where the file itself holds what signs in. */
async function findContexts(directory: ClusterDirectory): Promise<FoundContexts> {
  const library = await directory.library();
  const { contexts, problems } = library.listContexts();
  const tried = await Promise.all(contexts.map((context) => tryContext(library, context)));
  return {
    contexts: tried.flatMap((one) => (one !== undefined && "server" in one ? [one] : [])),
    silent: [
      ...problems.map(({ path, text }) => ({ name: path, reason: text })),
      ...tried.flatMap((one) => (one !== undefined && "reason" in one ? [one] : [])),
    ],
  };
}

/** A context to show, or why that is not known; undefined where there is no server, or none of Karpenter. */
async function tryContext(
  library: ClusterLibrary,
  context: ContextRow,
): Promise<ContextRow | SilentContext | undefined> {
  const { name, server, signIn } = context;
  if (server === "") return undefined;
  if (signIn !== "stored") return context;
  try {
    const access = library.accessFromContext(name);
    try {
      const { servesKarpenter, problem } = await library.probeKarpenter(access);
      if (servesKarpenter === undefined)
        return { name, reason: problem?.text ?? "the API server did not say" };
      return servesKarpenter ? context : undefined;
    } finally {
      access.close();
    }
  } catch (error) {
    // One entry that is wrong hides no other.
    return { name, reason: error instanceof Error ? error.message : String(error) };
  }
}
