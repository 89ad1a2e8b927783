import type * as vscode from "vscode";
import type { PlaceContents } from "../../nap/view/contentNodes.ts";
import { poolsOfAzure } from "../../nap/view/poolsOfAzure.ts";
import { clusterRowOf } from "../../nap/clusterRowOf.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { ContextRow, Place } from "../../nap/view/treeNode.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";
import { openPlace } from "./kubeAccess.ts";

/** Reads what stands below a cluster. */
export interface PlaceReader {
  /** The contexts of the user's kubeconfigs whose API serves Karpenter. */
  findContexts(): Promise<readonly ContextRow[]>;
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
      findContexts(directory).catch((error: unknown) => {
        log.warn("The kubeconfig contexts could not be tried.", error);
        return [];
      }),
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

/** The exact state of a cluster and its fixed-size pools, from a GET. */
async function confirm(row: ClusterRow, { directory, show, signal }: Reading): Promise<void> {
  const library = await directory.library();
  const { json } = await library.getCluster(directory.accessOf(row), row.id, signal);
  directory.update(clusterRowOf(json, { tenantId: row.tenantId, isConfirmed: true }));
  show({ pools: poolsOfAzure(json) });
}

async function follow(place: Place, { directory, show, signal }: Reading): Promise<void> {
  const library = await directory.library();
  const access = await openPlace(directory, place, signal);
  try {
    await library.watchCluster(access, signal, (contents) => show({ contents }));
  } finally {
    access.close();
  }
}

/** Only contexts whose sign-in asks nobody anything are tried. */
async function findContexts(directory: ClusterDirectory): Promise<readonly ContextRow[]> {
  const library = await directory.library();
  const silent = library.listContexts().contexts.filter(({ signIn }) => signIn === "stored");
  const probed = await Promise.all(
    silent.map(async ({ name, server }): Promise<ContextRow | undefined> => {
      const access = library.accessFromContext(name);
      try {
        const { servesKarpenter } = await library.probeKarpenter(access);
        return servesKarpenter === true ? { name, server } : undefined;
      } finally {
        access.close();
      }
    }),
  );
  return probed.filter((one) => one !== undefined);
}
