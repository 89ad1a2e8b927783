import type { AbortEnd } from "../nap/enable/abortText.ts";
import type { Truth } from "../nap/enable/outcome.ts";
import type { AzureAccess } from "./access.ts";
import { failureOrThrow, isCancelled } from "./azureError.ts";
import { abortLatestOperation } from "./managedClusters.ts";
import { waitForOperation, type WaitOptions } from "./operation.ts";
import { readTruth } from "./readTruth.ts";

/** An abort and what Azure shows of the cluster afterwards. */
export interface Aborted {
  readonly end: AbortEnd;
  readonly truth: Truth;
}

/** Ends what is in progress on a cluster, waits for that and reads the truth. Throws nothing that Azure answers. */
export async function abortOperation(
  access: AzureAccess,
  id: string,
  options: WaitOptions = {},
): Promise<Aborted> {
  const end = await abort(access, id, options);
  return { end, truth: await readTruth(access, id) };
}

async function abort(access: AzureAccess, id: string, options: WaitOptions): Promise<AbortEnd> {
  try {
    const operation = await abortLatestOperation(access, id, options.signal).catch(failureOrThrow);
    if ("kind" in operation) return { status: "not-taken", failure: operation };
    return await waitForOperation(access, operation, options);
  } catch (error) {
    if (isCancelled(error)) return { status: "left" };
    throw error;
  }
}
