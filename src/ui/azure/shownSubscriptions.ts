import type { SubscriptionRow } from "../../nap/view/clusterRow.ts";
import type { AzureSettings } from "./azureSettings.ts";
import type { Session } from "./session.ts";

type Subscriptions = readonly SubscriptionRow[];

/** The ids that the user chose among these; undefined: no choice was made. */
export function chosenOf(
  subscriptions: Subscriptions,
  settings: AzureSettings,
): readonly string[] | undefined {
  if (settings.subscriptions === undefined) return undefined;
  const chosen = new Set(settings.subscriptions);
  return subscriptions.map(({ id }) => id).filter((id) => chosen.has(id.toLowerCase()));
}

/** The subscriptions that are shown, each once though several accounts see it. */
export function shownSubscriptions(session: Session, settings: AzureSettings): Subscriptions {
  const all = session.tenants.flatMap(({ subscriptions }) => subscriptions);
  const chosen = chosenOf(all, settings);
  const shown = all.filter(({ id }) => chosen === undefined || chosen.includes(id));
  const names = new Map(session.knownTenants?.map(({ id, name }) => [id.toLowerCase(), name]));
  const named = shown.map((one) => {
    const tenantName = names.get(one.tenantId.toLowerCase());
    return tenantName ? { ...one, tenantName } : one;
  });
  return [...new Map(named.map((one) => [one.id.toLowerCase(), one])).values()];
}

/** Names for a message; only their number where there are many. */
export function namesOf(ids: readonly string[], subscriptions: Subscriptions): string {
  const names = ids.map(
    (id) => subscriptions.find((one) => one.id === id.toLowerCase())?.name ?? id,
  );
  return names.length <= 3 ? names.join(", ") : `${names.length} subscriptions`;
}
