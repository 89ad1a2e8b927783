import { chooseShown } from "./chooseShown.ts";
import type { ClusterContext } from "./context.ts";

/** Lets the user choose the subscriptions whose clusters are shown. */
export async function selectSubscriptions({ directory }: ClusterContext): Promise<void> {
  const all = directory.visibleSubscriptions();
  if (all.length === 0)
    throw new Error("no subscription is known yet. Sign in and wait for the list of clusters.");
  await chooseShown(
    "subscriptions",
    "Subscriptions to show",
    all.map(({ id, name, tenantId }) => ({
      id,
      label: name,
      description: id,
      detail: `Tenant ${tenantId}`,
    })),
  );
}
