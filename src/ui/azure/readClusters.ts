import type { ScopeProblem } from "../../cluster.ts";
import type { ClusterList, ListProblem } from "../../nap/view/clusterList.ts";
import type { ClusterRow } from "../../nap/view/clusterRow.ts";
import type { AzureSettings } from "./azureSettings.ts";
import type { ClusterQueries } from "./clusterQueries.ts";
import { lostRows } from "./lostTenants.ts";
import { problemKind, problemText, tenantName, type AzureAccess, type Session } from "./session.ts";
import { chosenOf, namesOf } from "./shownSubscriptions.ts";

/** What of a list is read page by page. */
export type ReadClusters = Pick<ClusterList, "clusters" | "problems">;

interface Reading {
  readonly session: Session;
  readonly settings: AzureSettings;
  /** The rows of before. */
  readonly before: readonly ClusterRow[];
  /** What is known to lack before anything is read. */
  readonly problems: readonly ListProblem[];
  readonly queries: ClusterQueries;
}

/**
 * Reads the clusters of all tenants at once and shows every page with all before it. Rows that cannot be read now stay,
 * marked as old, unless the reason is that one may not see them.
 */
export async function readClusters(
  { session, settings, before, problems: known, queries }: Reading,
  show: (read: ReadClusters) => void,
): Promise<ReadClusters> {
  const lost = lostRows({ session, settings }, before);
  const clusters = new Map(lost.map((row) => [row.id.toLowerCase(), row]));
  const problems = [...known];
  const read = () => ({ clusters: [...clusters.values()], problems });
  await Promise.all(
    session.tenants.map(async (tenant) => {
      const chosen = chosenOf(tenant.subscriptions, settings);
      if (chosen?.length === 0) return;
      for await (const page of queries.pagesOf(tenant.access, chosen)) {
        for (const row of page.clusters) clusters.set(row.id.toLowerCase(), row);
        for (const problem of page.problems) {
          problems.push(problemOfScope(problem, tenant, session));
          for (const row of stillKnown(before, problem, tenant.access))
            if (!clusters.has(row.id.toLowerCase())) clusters.set(row.id.toLowerCase(), row);
        }
        show(read());
      }
    }),
  );
  return read();
}

function problemOfScope(
  { subscriptionIds, failure }: ScopeProblem,
  { access, subscriptions }: Session["tenants"][number],
  { tenants, knownTenants = [] }: Session,
): ListProblem {
  const tenant = knownTenants.find(({ id }) => id === access.tenantId);
  const isWholeTenant = subscriptionIds.length === 0 && tenants.length > 1;
  const scope =
    isWholeTenant && tenant ? tenantName(tenant) : namesOf(subscriptionIds, subscriptions);
  return { scope, text: problemText(failure), kind: problemKind(failure.kind) };
}

/** The clusters of a scope that cannot be read now, as they were: unless the reason is that one may not see them. */
function stillKnown(
  rows: readonly ClusterRow[],
  { subscriptionIds, failure }: ScopeProblem,
  { tenantId }: AzureAccess,
): readonly ClusterRow[] {
  if (!["network", "service", "throttled", "sign-in", "unreadable"].includes(failure.kind))
    return [];
  const ids = new Set(subscriptionIds.map((id) => id.toLowerCase()));
  const isConcerned = (row: ClusterRow) =>
    ids.size === 0
      ? tenantId === undefined || row.tenantId === tenantId
      : ids.has(row.subscriptionId.toLowerCase());
  return rows.filter(isConcerned).map((row) => ({ ...row, isOld: true }));
}

/** Whether the network alone is the reason that nothing was found: what was known before is better than nothing. */
export function isCutOff(found: readonly unknown[], problems: readonly ListProblem[]): boolean {
  return found.length === 0 && problems.length > 0 && problems.every(isOfNetwork);
}

function isOfNetwork({ kind }: ListProblem): boolean {
  return kind === "network";
}
