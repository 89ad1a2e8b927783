import type { OperationEnd } from "../../cluster.ts";
import type { ClusterLibrary } from "./session.ts";

/** Throws where an operation of Azure did not succeed: what was wanted, and what Azure says; AzureError where its end is lost. */
export function requireSuccess(library: ClusterLibrary, end: OperationEnd, wanted: string): void {
  if (end.status === "lost") throw new library.AzureError(end.failure);
  if (end.status !== "Succeeded")
    throw new Error(`Azure could not ${wanted}: ${end.message} (${end.code})`);
}
