import type { ClusterList } from "../../nap/view/clusterList.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { AzureAccess, ClusterLibrary, Session, TenantChoice } from "./session.ts";

/** The sign-in that sees a cluster. Throws when it is gone. */
export function accessOf(
  session: Session | undefined,
  row: Pick<ClusterRow, "subscriptionId">,
): AzureAccess {
  const access = reachOf(session, row);
  if (access === undefined)
    throw new Error(
      `no sign-in reaches subscription ${row.subscriptionId} now. Refresh the list, or sign in again.`,
    );
  return access;
}

/** The same; undefined when it is gone. */
export function reachOf(
  session: Session | undefined,
  { subscriptionId }: Pick<ClusterRow, "subscriptionId">,
): AzureAccess | undefined {
  const id = subscriptionId.toLowerCase();
  return session?.tenants.find(({ subscriptions }) =>
    subscriptions.some((one) => one.id.toLowerCase() === id),
  )?.access;
}

/** What is left of a session for those who are signed in still. */
export function sessionOf(
  session: Session | undefined,
  accounts: readonly { readonly id: string; readonly label: string }[],
): Session | undefined {
  if (session === undefined) return undefined;
  const ids = accounts.map(({ id }) => id);
  const labels = accounts.map(({ label }) => label);
  return {
    ...session,
    accounts: (session.accounts ?? []).filter((label) => labels.includes(label)),
    tenants: session.tenants.filter(
      ({ access: { account } }) => account === undefined || ids.includes(account),
    ),
  };
}

/** A sign-in for a tenant: one of that tenant before any other; undefined where nobody is signed in. */
export function signInFor(
  session: Session | undefined,
  tenantId: string | undefined,
): AzureAccess | undefined {
  const all = session?.tenants.map(({ access }) => access) ?? [];
  return all.find((access) => access.tenantId === tenantId) ?? all[0];
}

/** The subscriptions that the sign-ins see, chosen or not. */
export function visibleSubscriptions(session: Session | undefined): ClusterList["subscriptions"] {
  const all = session?.tenants.flatMap(({ subscriptions }) => subscriptions) ?? [];
  return [...new Map(all.map((one) => [one.id.toLowerCase(), one])).values()];
}

/** The tenants of everybody who is signed in, without the ones that cannot be asked. */
export async function tenantsOf(
  session: Session | undefined,
  library: ClusterLibrary,
): Promise<readonly TenantChoice[]> {
  const known = session?.knownTenants ?? [];
  if (known.length > 0) return known;
  const accesses = session?.tenants.map(({ access }) => access) ?? [];
  const found = await Promise.all(accesses.map((access) => library.listTenants(access)));
  return [...new Map(found.flat().map((tenant) => [tenant.id, tenant])).values()];
}
