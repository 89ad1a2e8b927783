import { bodyOf, page, param, type ArmRequest, type Handler } from "./answers.ts";
import { gatewayError, refuse } from "./errors.ts";
import { asObject, asText, isObject, type JsonObject } from "./json.ts";
import { withEntry, type AzureState } from "./state.ts";

/** Resource Manager itself answers with a charset, other than AKS (recorded traffic). */
const type = { "content-type": "application/json; charset=utf-8" };

const retryAfterSeconds = 15;

function form(id: string, location: string, tags?: JsonObject): JsonObject {
  return {
    id,
    name: id.split("/").at(-1) ?? "",
    type: "Microsoft.Resources/resourceGroups",
    location,
    ...(tags && { tags }),
    properties: { provisioningState: "Succeeded" },
  };
}

/** Groups by key; one that was never created itself exists as long as a cluster is in it. */
function groupsOf(state: AzureState, subscription: string): ReadonlyMap<string, JsonObject> {
  const prefix = `/subscriptions/${subscription.toLowerCase()}/resourcegroups/`;
  const groups = new Map<string, JsonObject>();
  for (const [key, cluster] of Object.entries(state.clusters)) {
    if (!key.startsWith(prefix)) continue;
    const id = asText(cluster.id).split("/").slice(0, 5).join("/");
    const known = groups.get(id.toLowerCase());
    const spelled = id.replace(/\/resourcegroups\//i, "/resourceGroups/");
    groups.set(id.toLowerCase(), known ?? form(spelled, asText(cluster.location)));
  }
  for (const [key, group] of Object.entries(state.resources)) {
    if (key.startsWith(prefix) && key.split("/").length === 5) groups.set(key, group);
  }
  return groups;
}

function keyOf(request: ArmRequest): string {
  return `/subscriptions/${param(request, "subscription")}/resourcegroups/${param(request, "group")}`.toLowerCase();
}

/** GET /subscriptions/{id}/resourceGroups. */
export const listGroups: Handler = (state, request) =>
  page(state, request, [...groupsOf(state, param(request, "subscription")).values()]);

/** GET of one group. */
export const getGroup: Handler = (state, request) => {
  const body = groupsOf(state, param(request, "subscription")).get(keyOf(request));
  if (body !== undefined) return { state, answer: { status: 200, headers: type, body } };
  const message = `Resource group '${param(request, "group")}' could not be found.`;
  return refuse(state, gatewayError(404, "ResourceGroupNotFound", message));
};

/** HEAD of one group: 204 when it exists. */
export const headGroup: Handler = (state, request) => {
  const isThere = groupsOf(state, param(request, "subscription")).has(keyOf(request));
  return { state, answer: { status: isThere ? 204 : 404 } };
};

/** PUT of a group. */
export const putGroup: Handler = (state, request) => {
  const { location, tags } = bodyOf(request);
  const before = groupsOf(state, param(request, "subscription")).get(keyOf(request));
  const [subscription, group] = [param(request, "subscription"), param(request, "group")];
  const id = `/subscriptions/${subscription}/resourceGroups/${group}`;
  const where = asText(before?.location) || asText(location);
  const body = form(id, where, isObject(tags) ? tags : undefined);
  return {
    state: { ...state, resources: withEntry(state.resources, keyOf(request), body) },
    answer: { status: before === undefined ? 201 : 200, headers: type, body },
  };
};

function without<T>(table: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(table).filter(([name]) => name !== key && !name.startsWith(`${key}/`)),
  );
}

/** DELETE of a group and of all that is in it: 202; its result comes 15 s later. */
export const deleteGroup: Handler = (state, request) => {
  const key = keyOf(request);
  if (!groupsOf(state, param(request, "subscription")).has(key)) return getGroup(state, request);
  const readyAt = request.now.getTime() + retryAfterSeconds * 1000;
  const token = Buffer.from(String(readyAt)).toString("base64url");
  const headers = {
    location: `${request.origin}/subscriptions/${param(request, "subscription")}/operationresults/${token}?api-version=2020-06-01&t=${readyAt}&c=${token}&s=${token}&h=${token}`,
    "retry-after": String(retryAfterSeconds),
  };
  const { clusters, resources } = state;
  return {
    state: { ...state, clusters: without(clusters, key), resources: without(resources, key) },
    answer: { status: 202, headers },
  };
};

/** GET of what became of a group's deletion: 202, then 200 without a body. */
export const getGroupResult: Handler = (state, request) => {
  const readyAt = Number(Buffer.from(param(request, "token"), "base64url").toString("utf8"));
  if (readyAt <= request.now.getTime()) return { state, answer: { status: 200 } };
  const headers = { location: `${request.origin}${request.url}` };
  return { state, answer: { status: 202, headers: { ...headers, "retry-after": "15" } } };
};

/** The location of a group, for what is created in it without one. */
export function locationOfGroup(state: AzureState, request: ArmRequest): string {
  const group = groupsOf(state, param(request, "subscription")).get(keyOf(request));
  return asText(asObject(group).location);
}
