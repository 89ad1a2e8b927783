import type { ClusterList, ListProblem } from "../../nap/view/clusterList.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { AzureSettings } from "./azureSettings.ts";
import type { Session } from "./session.ts";

/** A reading, as far as it tells which tenants could not be asked. */
interface Asked {
  readonly session: Session;
  readonly settings: AzureSettings;
}

/** Of a tenant: reasons that pass. Whose sign-in has ended may see it again tomorrow. */
const passing: readonly ListProblem["kind"][] = ["network", "sign-in", "other"];
/** Of a whole account: a sign-in that has ended may be the user's own wish. */
const passingForAccounts: readonly ListProblem["kind"][] = ["network", "other"];

/** Whether a tenant that is to be shown cannot be asked now, for a reason that passes. */
function isLost({ session, settings }: Asked, tenantId: string): boolean {
  const { tenants, problems } = session;
  const isShown =
    settings.tenants.length === 0 || settings.tenants.includes(tenantId.toLowerCase());
  if (!isShown || tenants.some(({ access }) => access.tenantId === tenantId)) return false;
  return problems.some((problem) =>
    problem.tenantId === undefined
      ? passingForAccounts.includes(problem.kind)
      : problem.tenantId === tenantId && passing.includes(problem.kind),
  );
}

function isChosen({ settings }: Asked, subscriptionId: string): boolean {
  return settings.subscriptions?.includes(subscriptionId.toLowerCase()) ?? true;
}

/** The clusters of tenants that cannot be asked now, as they were. */
export function lostRows(asked: Asked, rows: readonly ClusterRow[]): readonly ClusterRow[] {
  return rows
    .filter((row) => isLost(asked, row.tenantId) && isChosen(asked, row.subscriptionId))
    .map((row) => ({ ...row, isOld: true }));
}

/** The subscriptions of these tenants. */
export function lostSubscriptions(
  asked: Asked,
  subscriptions: ClusterList["subscriptions"],
): ClusterList["subscriptions"] {
  return subscriptions.filter(({ id, tenantId }) => isLost(asked, tenantId) && isChosen(asked, id));
}
