import type * as clusterLibrary from "../../cluster.ts";
import type { AzureFailure, FailureKind } from "../../nap/azureFailure.ts";
import { deniedAction } from "../../nap/deniedAction.ts";
import type { ListProblem } from "../../nap/view/clusterList.ts";
import type { SubscriptionRow } from "../../nap/view/clusterRow.ts";
import { AccountCredential, accountsOf, isUsable } from "./accountCredential.ts";
import { providerOf } from "./azureSettings.ts";
import type { AzureSettings } from "./azureSettings.ts";

/** Everything that reaches Azure and clusters; loaded on first use. */
export type ClusterLibrary = typeof clusterLibrary;
export type AzureAccess = clusterLibrary.AzureAccess;
export type ClusterAccess = clusterLibrary.ClusterAccess;

/** One sign-in to one tenant, and what it may see there. */
interface TenantSession {
  readonly access: AzureAccess;
  readonly subscriptions: readonly SubscriptionRow[];
}

/** A tenant to choose. */
export interface TenantChoice {
  readonly id: string;
  readonly name: string;
  readonly defaultDomain: string;
}

/** What the chosen credential can reach. */
export interface Session {
  /** The tenants of everybody who is signed in, shown or not; a managed identity names none. */
  readonly knownTenants?: readonly TenantChoice[];
  /** Labels of the accounts of VS Code that were asked; none for other credentials. */
  readonly accounts?: readonly string[];
  readonly tenants: readonly TenantSession[];
  readonly problems: readonly ListProblem[];
}

interface SignIn {
  readonly settings: AzureSettings;
  /** Called for each sign-in to a tenant before its subscriptions are listed. */
  readonly onTenant: (access: AzureAccess) => void;
  readonly signal: AbortSignal;
}

/** Signs in without asking anybody; undefined where nobody is signed in, or nobody whom we may use. */
export async function openSession(
  library: ClusterLibrary,
  signIn: SignIn,
): Promise<Session | undefined> {
  const { settings } = signIn;
  const cloud = library.cloudFromSettings(settings.environment, settings.customEnvironment);
  if (cloud === undefined) return { tenants: [], problems: [incompleteCloud] };
  if (settings.credential === "managedIdentity") {
    const access = library.managedIdentityAccess(cloud, settings.managedIdentityClientId);
    return sessionOf(library, [{ access }], signIn);
  }
  if (settings.credential === "azureCli") {
    const accessOf = (tenantId?: string) => library.azureCliAccess(cloud, tenantId);
    return tenantSessions(library, accessOf, signIn);
  }
  const provider = providerOf(settings);
  const accounts = await accountsOf(provider);
  const usable = await Promise.all(accounts.map((one) => isUsable(provider, cloud.scope, one)));
  const used = accounts.filter((_, index) => usable[index]);
  if (used.length === 0) return undefined;
  const sessions = await Promise.all(
    used.map((account) => {
      const accessOf = (tenantId?: string): AzureAccess => ({
        cloud,
        credential: new AccountCredential(provider, account, tenantId),
        account: account.id,
        ...(tenantId === undefined ? {} : { tenantId }),
      });
      return tenantSessions(library, accessOf, signIn);
    }),
  );
  return {
    accounts: accounts.map(({ label }) => label),
    knownTenants: uniqueTenants(sessions.flatMap(({ knownTenants = [] }) => knownTenants)),
    tenants: sessions.flatMap(({ tenants }) => tenants),
    problems: [
      ...accounts.filter((one) => !used.includes(one)).map(({ label }) => unused(label)),
      ...sessions.flatMap(({ problems }) => problems),
    ],
  };
}

function uniqueTenants(tenants: readonly TenantChoice[]): readonly TenantChoice[] {
  return [...new Map(tenants.map((one) => [one.id, one])).values()];
}

/** People sign in to VS Code for other things, too: that is nothing to warn of. */
function unused(label: string): ListProblem {
  const text = "not used here: this account is not allowed yet, or its sign-in has expired";
  return { scope: label, text, kind: "account" };
}

const incompleteCloud: ListProblem = {
  scope: "microsoft-sovereign-cloud.customEnvironment",
  text: "the settings of the custom cloud name no endpoints",
  kind: "settings",
};

async function tenantSessions(
  library: ClusterLibrary,
  accessOf: (tenantId?: string) => AzureAccess,
  signIn: SignIn,
): Promise<Session> {
  const { settings } = signIn;
  try {
    const tenants = await library.listTenants(accessOf(), signIn.signal);
    const chosen = tenants.filter(
      ({ id }) => settings.tenants.length === 0 || settings.tenants.includes(id.toLowerCase()),
    );
    const session = await sessionOf(
      library,
      chosen.map((tenant) => ({ access: accessOf(tenant.id), tenant })),
      signIn,
    );
    return { ...session, knownTenants: tenants };
  } catch (error) {
    return { tenants: [], problems: [problemOf(library, error)] };
  }
}

interface Entry {
  readonly access: AzureAccess;
  /** Absent for a managed identity, which names none. */
  readonly tenant?: TenantChoice;
}

async function sessionOf(
  library: ClusterLibrary,
  entries: readonly Entry[],
  { onTenant, signal }: SignIn,
): Promise<Session> {
  const problems: ListProblem[] = [];
  const sessions = await Promise.all(
    entries.map(async ({ access, tenant }): Promise<TenantSession | undefined> => {
      onTenant(access);
      try {
        return { access, subscriptions: await library.listSubscriptions(access, signal) };
      } catch (error) {
        problems.push({
          ...problemOf(library, error),
          ...(tenant && { scope: tenantName(tenant), tenantId: tenant.id }),
          ...(access.account !== undefined && { accountId: access.account }),
        });
        return undefined;
      }
    }),
  );
  return { tenants: sessions.filter((one) => one !== undefined), problems };
}

/** How a tenant is called: by its id where Azure tells a guest no name. */
export function tenantName({ name, defaultDomain, id }: TenantChoice): string {
  return name || defaultDomain || id;
}

/** What went wrong, for the list; cancelling is thrown on. */
function problemOf(library: ClusterLibrary, error: unknown): ListProblem {
  if (library.isCancelled(error)) throw error;
  const scope = "";
  if (!(error instanceof library.AzureError)) {
    const text = error instanceof Error ? error.message : String(error);
    return { scope, text, kind: "sign-in" };
  }
  const { failure } = error;
  // Which request failed for want of a sign-in or a right tells nobody anything.
  const isToldByItself = failure.kind === "sign-in" || failure.kind === "permission";
  const text = isToldByItself ? problemText(failure) : error.message;
  return { scope, text, kind: problemKind(failure.kind) };
}

/** What failed, in words; of a missing right its action and not who lacks it by which ids. */
export function problemText({ kind, message }: AzureFailure): string {
  const action = kind === "permission" ? deniedAction(message) : undefined;
  return action === undefined ? message : `you lack the permission ${action}`;
}

export function problemKind(kind: FailureKind): ListProblem["kind"] {
  if (kind === "sign-in" || kind === "permission" || kind === "network") return kind;
  return "other";
}
