import * as vscode from "vscode";
import type { Change } from "../../nap/disable/changes/change.ts";
import type { DisableSession } from "./disableSession.ts";

/** Whether the vCPU quotas allow what agent pools are to grow by, in sentences; never in the way of going on. */
export async function quotaNotes(
  session: DisableSession,
  changes: readonly Change[],
): Promise<readonly string[]> {
  const snapshot = session.reading?.state.inventory.snapshot;
  const { subscriptionId, location } = snapshot?.managedCluster ?? {};
  if (snapshot === undefined || subscriptionId === undefined || location === undefined) return [];
  const library = await session.library();
  const region = { subscriptionId, location };
  return vscode.window.withProgress({ location: { viewId: "nap.disabling" } }, async () => {
    try {
      const { access } = session.azure();
      const [quotas, skus] = await Promise.all([
        library.listQuotas(access, region),
        library.listVmSizes(access, region),
      ]);
      const sizes = library.vcpuSizesOf(skus);
      return library.quotaText(library.quotaVerdicts(changes, snapshot, { quotas, sizes }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [`Whether the vCPU quotas allow it could not be read: ${reason}`];
    }
  });
}
