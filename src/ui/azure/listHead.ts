import type { ClusterList } from "../../nap/view/clusterList.ts";
import type { AzureSettings } from "./azureSettings.ts";
import { lostSubscriptions } from "./lostTenants.ts";
import type { Session } from "./session.ts";
import { visibleSubscriptions } from "./sessionAccess.ts";
import { shownSubscriptions } from "./shownSubscriptions.ts";

/** What a list says before its clusters are read: the subscriptions, and what settings leave out. */
export function listHead(
  session: Session,
  settings: AzureSettings,
  before: ClusterList["subscriptions"],
): Pick<ClusterList, "subscriptions" | "selected" | "hiddenTenants"> {
  const lost = lostSubscriptions({ session, settings }, before);
  const subscriptions = [...shownSubscriptions(session, settings), ...lost];
  const visible = visibleSubscriptions(session).length;
  return {
    subscriptions,
    ...(settings.subscriptions === undefined
      ? {}
      : { selected: { chosen: subscriptions.length, visible } }),
    ...hiddenTenants(session, settings),
  };
}

/** How many tenants the setting leaves out, where it leaves out all of them. */
function hiddenTenants(
  { knownTenants = [] }: Session,
  { tenants }: AzureSettings,
): Pick<ClusterList, "hiddenTenants"> {
  const isAnyShown =
    tenants.length === 0 || knownTenants.some(({ id }) => tenants.includes(id.toLowerCase()));
  return isAnyShown || knownTenants.length === 0 ? {} : { hiddenTenants: knownTenants.length };
}
