import { createHash } from "node:crypto";
import { bodyOf, type Answer, type ArmRequest, type Handler } from "./answers.ts";
import { asObject, asText, at, withoutAt, type Json, type JsonObject } from "./json.ts";
import { readQuery, type Query } from "./kqlQuery.ts";
import { KqlError } from "./kqlTokens.ts";
import type { AzureState } from "./state.ts";
import { visibleSubscriptions } from "./subscriptions.ts";

const mostRows = 1000;

function rowOf(cluster: JsonObject, tenants: ReadonlyMap<string, string>): JsonObject {
  const [, , subscription = "", , group = ""] = asText(cluster.id).split("/");
  return {
    ...withoutAt(cluster, ["eTag"]),
    type: "microsoft.containerservice/managedclusters",
    tenantId: tenants.get(subscription.toLowerCase()) ?? "",
    resourceGroup: group.toLowerCase(),
    subscriptionId: subscription,
  };
}

/** The rows of a table that a caller may see, within the subscriptions of the request when it names some. */
function rowsOf(state: AzureState, request: ArmRequest, table: string): readonly JsonObject[] {
  const asked = at(bodyOf(request), "subscriptions");
  const names = Array.isArray(asked) ? asked.map((id) => asText(id).toLowerCase()) : undefined;
  const visible = visibleSubscriptions(state, request).filter(
    ({ subscriptionId }) => names?.includes(subscriptionId.toLowerCase()) ?? true,
  );
  if (table === "resourcecontainers")
    return visible.map(({ subscriptionId, displayName, tenantId }) => ({
      id: `/subscriptions/${subscriptionId}`,
      name: displayName,
      type: "microsoft.resources/subscriptions",
      subscriptionId,
      tenantId,
    }));
  if (table !== "resources") throw new KqlError(`The stand-in does not know the table ${table}.`);
  const tenants = new Map(
    visible.map(({ subscriptionId, tenantId }) => [subscriptionId.toLowerCase(), tenantId]),
  );
  return Object.entries(state.clusters)
    .filter(([key]) => tenants.has(key.split("/")[2] ?? ""))
    .map(([, cluster]) => rowOf(cluster, tenants));
}

interface Results {
  readonly rows: readonly JsonObject[];
  readonly query: Query;
}

/** Results of the last state, so that pages of one query are computed once. */
const results = new WeakMap<AzureState["clusters"], Map<string, Results>>();

function resultsOf(state: AzureState, request: ArmRequest): Results {
  const { query: text, subscriptions = null } = bodyOf(request);
  const key = JSON.stringify([text, subscriptions, request.caller.tenantId]);
  const known = results.get(state.clusters) ?? new Map<string, Results>();
  results.set(state.clusters, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const query = readQuery(asText(text));
  const made = { query, rows: query.run(rowsOf(state, request, query.table)) };
  known.set(key, made);
  return made;
}

function badRequest(code: string, message: string): Answer {
  const details = [{ code, message }];
  const error = {
    code: "BadRequest",
    message: "Please provide below info when asking for support.",
    details,
  };
  return { status: 400, body: { error } };
}

/** A token that only goes with the query that it came from. */
function skipToken(request: ArmRequest, place: number): string {
  const { query, subscriptions = null } = bodyOf(request);
  const hash = createHash("sha256")
    .update(JSON.stringify([query, subscriptions]))
    .digest("hex");
  return Buffer.from(JSON.stringify({ place, hash: hash.slice(0, 16) })).toString("base64");
}

function placeOf(request: ArmRequest): number | undefined {
  const options = asObject(bodyOf(request).options);
  const token = options.$skipToken;
  if (token === undefined || token === null) return Number(options.$skip ?? 0);
  try {
    const text = Buffer.from(asText(token), "base64").toString("utf8");
    const place = Number(asObject(JSON.parse(text)).place);
    return skipToken(request, place) === token ? place : undefined;
  } catch {
    return undefined;
  }
}

function pageOf(request: ArmRequest, { rows, query }: Results, place: number): Answer {
  const top = Math.min(Number(at(bodyOf(request), "options", "$top") ?? mostRows), mostRows);
  const data: readonly Json[] = rows.slice(place, place + top);
  const more = place + top < rows.length;
  const canPage = !query.isCut && rows[0]?.id !== undefined;
  return {
    status: 200,
    headers: {
      "x-ms-user-quota-remaining": "14",
      "x-ms-user-quota-resets-after": "00:00:05",
      "x-ms-resource-graph-request-duration": "0:00:00:00.1",
    },
    body: {
      totalRecords: rows.length,
      count: data.length,
      data,
      facets: [],
      resultTruncated: more ? "true" : "false",
      ...(more && canPage && { $skipToken: skipToken(request, place + top) }),
    },
  };
}

/** POST /providers/Microsoft.ResourceGraph/resources: a query over all clusters that the caller sees. */
export const queryResources: Handler = (state, request) => {
  const place = placeOf(request);
  if (place === undefined)
    return {
      state,
      answer: badRequest("InvalidSkipToken", "The skip token is not of this query."),
    };
  try {
    return { state, answer: pageOf(request, resultsOf(state, request), place) };
  } catch (cause) {
    if (!(cause instanceof KqlError)) throw cause;
    return { state, answer: badRequest("ParserFailure", cause.message) };
  }
};
