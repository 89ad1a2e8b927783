import type * as vscode from "vscode";
import type { PlaceContents } from "../../nap/view/contentNodes.ts";
import type { ContextRow, Place } from "../../nap/view/treeNode.ts";
import type { ClusterDirectory } from "./clusterDirectory.ts";

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
    findContexts: () => Promise.resolve([]),
    read: (place, show, signal) => {
      void readPlace(place, { directory, show, signal }).catch((error: unknown) => {
        if (signal.aborted) return;
        log.error("The cluster could not be read.", error);
        const text = error instanceof Error ? error.message : String(error);
        show({ problem: { text, canRunCommand: false } });
      });
    },
  };
}

interface Reading {
  readonly directory: ClusterDirectory;
  readonly show: (change: Partial<PlaceContents>) => void;
  readonly signal: AbortSignal;
}

async function readPlace(place: Place, { directory, signal }: Reading): Promise<void> {
  if (place.kind !== "cluster") return;
  const library = await directory.library();
  await library.getCluster(directory.accessOf(place.row), place.row.id, signal);
}
