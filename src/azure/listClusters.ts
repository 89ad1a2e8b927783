import type { AzureFailure } from "../nap/azureFailure.ts";
import { clusterRowOf } from "../nap/clusterRowOf.ts";
import { jsonAt, objectsAt, textAt } from "../nap/json.ts";
import type { ClusterRow } from "../nap/view/clusterRow.ts";
import type { AzureAccess } from "./access.ts";
import { AzureError, failureOrThrow } from "./azureError.ts";
import { clusterQuery, clusterRowOfQuery } from "./clusterQuery.ts";
import { listAll } from "./list.ts";
import { listSubscriptions } from "./subscriptions.ts";
import { containerServiceVersion } from "./apiVersion.ts";
import { send } from "./send.ts";
import { wait } from "./retry.ts";

/** Clusters as they come, and what could not be read. */
export interface ClusterPage {
  readonly clusters: readonly ClusterRow[];
  readonly problems: readonly ScopeProblem[];
}

/** A part of the list that is missing. */
export interface ScopeProblem {
  /** Subscription ids that it is about; empty: the whole tenant. */
  readonly subscriptionIds: readonly string[];
  readonly failure: AzureFailure;
}

/** Subscriptions that one query may name. */
const subscriptionsPerQuery = 1000;
const rowsPerPage = 1000;

interface Options {
  /** Only these; without, all that the tenant shows to the account. */
  readonly subscriptions?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * All managed clusters of a tenant, page by page, from Resource Graph (api-version 2024-04-01): one query for thousands,
 * 1,000 rows per call. Where a query over several subscriptions is refused, it is divided until the subscription that
 * is the reason is known; where there is no Resource Graph, subscriptions are listed one by one. What cannot be read
 * is told in `problems`; only a cancelled call throws.
 */
export async function* listClusters(
  access: AzureAccess,
  options: Options = {},
): AsyncGenerator<ClusterPage, void> {
  const { subscriptions, signal } = options;
  if (subscriptions === undefined) yield* listScope(access, undefined, signal);
  else yield* listChosen(access, subscriptions, signal);
}

async function* listChosen(
  access: AzureAccess,
  subscriptions: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<ClusterPage> {
  for (let start = 0; start < subscriptions.length; start += subscriptionsPerQuery) {
    yield* listScope(access, subscriptions.slice(start, start + subscriptionsPerQuery), signal);
  }
}

type Scope = readonly string[] | undefined;

async function* listScope(
  access: AzureAccess,
  scope: Scope,
  signal: AbortSignal | undefined,
): AsyncGenerator<ClusterPage> {
  let skipToken: string | undefined;
  do {
    let page: QueryPage;
    try {
      page = await queryPage(access, { scope, skipToken, signal });
    } catch (error) {
      if (!(error instanceof AzureError)) throw error;
      const isBegun = skipToken !== undefined;
      yield* listOtherwise(access, { scope, failure: error.failure, isBegun, signal });
      return;
    }
    yield { clusters: page.clusters, problems: page.isCut ? [cutProblem(scope)] : [] };
    skipToken = page.skipToken;
  } while (skipToken !== undefined);
}

interface QueryPage {
  readonly clusters: readonly ClusterRow[];
  readonly skipToken: string | undefined;
  /** There is more and no way to get it. */
  readonly isCut: boolean;
}

async function queryPage(
  access: AzureAccess,
  ask: { scope: Scope; skipToken: string | undefined; signal: AbortSignal | undefined },
): Promise<QueryPage> {
  const { scope, skipToken, signal } = ask;
  const { body, headers } = await send(access, {
    method: "POST",
    path: "/providers/Microsoft.ResourceGraph/resources",
    apiVersion: "2024-04-01",
    isRead: true,
    signal,
    body: {
      query: clusterQuery,
      ...(scope !== undefined && { subscriptions: scope }),
      options: {
        $top: rowsPerPage,
        resultFormat: "objectArray",
        ...(skipToken !== undefined && { $skipToken: skipToken }),
      },
    },
  });
  const next = textAt(body, "$skipToken") || undefined;
  if (next !== undefined && headers["x-ms-user-quota-remaining"] === "0")
    await wait(access, 5000, signal);
  return {
    clusters: objectsAt(body, "data").map(clusterRowOfQuery),
    skipToken: next,
    isCut: next === undefined && jsonAt(body, "resultTruncated") === "true",
  };
}

function cutProblem(scope: Scope): ScopeProblem {
  const failure: AzureFailure = {
    kind: "service",
    request: "POST Microsoft.ResourceGraph/resources",
    message: "Resource Graph cut the list and gave no way to read on",
    changed: "no",
  };
  return { subscriptionIds: scope ?? [], failure };
}

interface Refused {
  readonly scope: Scope;
  readonly failure: AzureFailure;
  /** Some pages have come. */
  readonly isBegun: boolean;
  readonly signal: AbortSignal | undefined;
}

async function* listOtherwise(access: AzureAccess, refused: Refused): AsyncGenerator<ClusterPage> {
  const { failure, isBegun, signal } = refused;
  const canDivide = !isBegun && isAboutScope(failure);
  const scope = canDivide ? await namedScope(access, refused) : undefined;
  if (scope === undefined || scope.length === 0) {
    yield { clusters: [], problems: [{ subscriptionIds: refused.scope ?? [], failure }] };
  } else if (scope.length === 1 || failure.kind === "not-found") {
    yield* listEach(access, scope, signal);
  } else {
    const middle = Math.ceil(scope.length / 2);
    yield* listScope(access, scope.slice(0, middle), signal);
    yield* listScope(access, scope.slice(middle), signal);
  }
}

/** The subscriptions of a query that named none; undefined where they cannot be read either. */
async function namedScope(access: AzureAccess, { scope, signal }: Refused): Promise<Scope> {
  if (scope !== undefined) return scope;
  const known = await listSubscriptions(access, signal).catch(failureOrThrow);
  return "kind" in known ? undefined : known.map(({ id }) => id);
}

/** Refusals that can be those of one subscription among many, or of Resource Graph alone. */
function isAboutScope({ kind }: AzureFailure): boolean {
  return kind === "permission" || kind === "refused" || kind === "not-found";
}

/** Lists that are asked for at once where there is no Resource Graph. */
const listsAtOnce = 8;

async function* listEach(
  access: AzureAccess,
  subscriptions: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<ClusterPage> {
  for (let start = 0; start < subscriptions.length; start += listsAtOnce) {
    const some = subscriptions.slice(start, start + listsAtOnce);
    yield* await Promise.all(some.map((one) => listSubscription(access, one, signal)));
  }
}

/** One subscription without Resource Graph: exact, but a call for each. */
async function listSubscription(
  access: AzureAccess,
  subscription: string,
  signal: AbortSignal | undefined,
): Promise<ClusterPage> {
  const path = `/subscriptions/${subscription}/providers/Microsoft.ContainerService/managedClusters`;
  const more = { tenantId: access.tenantId ?? "", isConfirmed: true };
  const request = { path, apiVersion: containerServiceVersion };
  const found = await listAll(access, request, signal).catch(failureOrThrow);
  if ("kind" in found)
    return { clusters: [], problems: [{ subscriptionIds: [subscription], failure: found }] };
  return { clusters: found.map((cluster) => clusterRowOf(cluster, more)), problems: [] };
}
