import { bodyOf, ok, page, param, type Handler } from "./answers.ts";
import { gatewayError, refuse } from "./errors.ts";
import { asObject, asObjects, asText, at, withAt, withoutAt, type JsonObject } from "./json.ts";
import { guidOf } from "./pools.ts";
import { withEntry } from "./state.ts";

/** How the service shows and changes a kind of resource that it stores as it comes. */
export interface ResourceKind {
  /** Absent where the service names none. */
  readonly type?: string;
  /** Status of the first PUT. */
  readonly created: 200 | 201;
  /** What is filled in when a resource is stored. */
  readonly complete?: (body: JsonObject, about: { id: string; today: string }) => JsonObject;
  /** The only names that there are. */
  readonly names?: readonly string[];
}

/** An empty notAllowedTime goes, and so do milliseconds (recorded traffic). */
function withPlainTimes(body: JsonObject): JsonObject {
  const path = ["properties", "notAllowedTime"];
  const spans = at(body, ...path);
  if (!Array.isArray(spans)) return body;
  if (spans.length === 0) return withoutAt(body, path);
  const plain = (time: unknown): string => asText(time).replace(/\.0+Z$/, "Z");
  const cut = asObjects(spans).map((span) => ({
    ...span,
    start: plain(span.start),
    end: plain(span.end),
  }));
  return withAt(body, path, cut);
}

/** Planned maintenance; the first PUT answers 200 too, and there is no type (recorded traffic). */
export const maintenanceConfiguration: ResourceKind = {
  created: 200,
  names: ["default", "aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"],
  complete: (body, { today }) => {
    const clean = withPlainTimes(body);
    const window = at(clean, "properties", "maintenanceWindow");
    if (window === undefined || at(window, "startDate") !== undefined) return clean;
    return withAt(clean, ["properties", "maintenanceWindow", "startDate"], today);
  },
};

/** A role assignment on any scope. */
export const roleAssignment: ResourceKind = {
  type: "Microsoft.Authorization/roleAssignments",
  created: 201,
};

/** A lock on any scope. */
export const lock: ResourceKind = { type: "Microsoft.Authorization/locks", created: 201 };

/** A virtual network; its subnets are completed when it is read. */
export const network: ResourceKind = {
  type: "Microsoft.Network/virtualNetworks",
  created: 201,
  complete: (body) => withAt(body, ["properties", "provisioningState"], "Succeeded"),
};

/** A load balancer, such as AKS keeps in the node resource group. */
export const loadBalancer: ResourceKind = {
  type: "Microsoft.Network/loadBalancers",
  created: 201,
};

/** A user-assigned identity; Azure makes its ids. */
export const userIdentity: ResourceKind = {
  type: "Microsoft.ManagedIdentity/userAssignedIdentities",
  created: 201,
  complete: (body, { id }) => ({
    ...body,
    properties: { clientId: guidOf(`client${id}`), principalId: guidOf(`principal${id}`) },
  }),
};

/** Where a cluster's logs go. */
export const diagnosticSetting: ResourceKind = {
  type: "Microsoft.Insights/diagnosticSettings",
  created: 200,
};

/** Requests may write `resourcegroups`; these resources spell `resourceGroups` in their ids. */
function idOf(path: string): string {
  return path.replace(/\/resourcegroups\//i, "/resourceGroups/").replace(/\/$/, "");
}

/** GET of one. */
export const getStored: Handler = (state, request) => {
  const found = state.resources[request.path.toLowerCase()];
  if (found !== undefined) return ok(state, found);
  const message = `The resource ${request.path} was not found.`;
  return refuse(state, gatewayError(404, "ResourceNotFound", message));
};

/** GET of all resources of a type in a subscription, whatever their group. */
export const listEverywhere: Handler = (state, request) => {
  const [, subscription = "", type = ""] =
    /^(\/subscriptions\/[^/]+)(\/providers\/.+)$/.exec(request.path.toLowerCase()) ?? [];
  const found = Object.entries(state.resources).filter(
    ([key]) => key.startsWith(`${subscription}/`) && key.includes(`${type}/`),
  );
  return page(
    state,
    request,
    found.map(([, resource]) => resource),
  );
};

/** GET of the collection that the path names. */
export const listStored: Handler = (state, request) => {
  const prefix = `${request.path.toLowerCase()}/`;
  const found = Object.entries(state.resources).filter(
    ([key]) => key.startsWith(prefix) && !key.slice(prefix.length).includes("/"),
  );
  return page(
    state,
    request,
    found.map(([, resource]) => resource),
  );
};

/** PUT of one. */
export function putStored(kind: ResourceKind): Handler {
  return (state, request) => {
    const name = param(request, "resource");
    if (kind.names !== undefined && !kind.names.includes(name)) {
      const message = `The name ${name} is none of ${kind.names.join(", ")}.`;
      return refuse(state, gatewayError(400, "InvalidParameter", message));
    }
    const key = request.path.toLowerCase();
    const today = request.now.toISOString().slice(0, 10);
    const id = idOf(request.path);
    const body = kind.complete?.(bodyOf(request), { id, today }) ?? bodyOf(request);
    const stored = {
      id,
      name,
      ...(kind.type !== undefined && { type: kind.type }),
      ...(body.location !== undefined && { location: body.location }),
      ...(body.tags !== undefined && { tags: body.tags }),
      properties: asObject(body.properties),
    };
    const status = state.resources[key] === undefined ? kind.created : 200;
    const resources = withEntry(state.resources, key, stored);
    return { state: { ...state, resources }, answer: { status, body: stored } };
  };
}

/** DELETE of one: 200 without a body, 204 when there is none. */
export const deleteStored: Handler = (state, request) => {
  const key = request.path.toLowerCase();
  if (state.resources[key] === undefined) return { state, answer: { status: 204 } };
  const resources = withEntry(state.resources, key, undefined);
  return { state: { ...state, resources }, answer: { status: 200 } };
};
