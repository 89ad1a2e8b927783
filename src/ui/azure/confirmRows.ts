import { clusterRowOf } from "../../nap/clusterRowOf.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { AzureAccess, ClusterLibrary } from "./session.ts";

interface Confirmed {
  readonly rows: readonly ClusterRow[];
  /** Azure shows them no more, or not to us. */
  readonly gone: readonly ClusterRow[];
}

/** Asks Azure itself for clusters; one that cannot be read now stays as it was, marked as old. Throws when it is cancelled. */
export async function confirmRows(
  library: ClusterLibrary,
  rows: readonly ClusterRow[],
  { accessOf, signal }: { accessOf: (row: ClusterRow) => AzureAccess; signal: AbortSignal },
): Promise<Confirmed> {
  const asked = await Promise.all(
    rows.map(async (row) => ({ row, now: await readRow(library, row, { accessOf, signal }) })),
  );
  return {
    rows: asked.flatMap(({ now }) => now ?? []),
    gone: asked.flatMap(({ row, now }) => (now === undefined ? [row] : [])),
  };
}

async function readRow(
  library: ClusterLibrary,
  row: ClusterRow,
  { accessOf, signal }: { accessOf: (row: ClusterRow) => AzureAccess; signal: AbortSignal },
): Promise<ClusterRow | undefined> {
  try {
    const { json } = await library.getCluster(accessOf(row), row.id, signal);
    return clusterRowOf(json, { tenantId: row.tenantId, isConfirmed: true });
  } catch (error) {
    if (library.isCancelled(error)) throw error;
    const kind = error instanceof library.AzureError ? error.failure.kind : undefined;
    const isGone = kind === "not-found" || kind === "permission";
    return isGone ? undefined : { ...row, isConfirmed: false, isOld: true };
  }
}
