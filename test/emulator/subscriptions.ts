import { ok, page, param, type ArmRequest, type Handler } from "./answers.ts";
import { refuse, subscriptionNotFound } from "./errors.ts";
import { sameName, type JsonObject } from "./json.ts";
import type { AzureState, Subscription } from "./state.ts";

function view(subscription: Subscription): JsonObject {
  const { subscriptionId, displayName, tenantId } = subscription;
  return {
    id: `/subscriptions/${subscriptionId}`,
    authorizationSource: "RoleBased",
    managedByTenants: [],
    subscriptionId,
    tenantId,
    displayName,
    state: "Enabled",
    subscriptionPolicies: {
      locationPlacementId: "Public_2014-09-01",
      quotaId: "PayAsYouGo_2014-09-01",
      spendingLimit: "Off",
    },
  };
}

/** The subscriptions that the token's tenant has. */
export function visibleSubscriptions(
  state: AzureState,
  request: ArmRequest,
): readonly Subscription[] {
  return state.subscriptions.filter(({ tenantId }) => tenantId === request.caller.tenantId);
}

/** GET /subscriptions. */
export const listSubscriptions: Handler = (state, request) =>
  page(state, request, visibleSubscriptions(state, request).map(view));

/** GET /subscriptions/{id}. */
export const getSubscription: Handler = (state, request) => {
  const id = param(request, "subscription");
  const found = state.subscriptions.find((known) => sameName(known.subscriptionId, id));
  return found === undefined ? refuse(state, subscriptionNotFound(id)) : ok(state, view(found));
};

const displayNames: Readonly<Record<string, string>> = {
  uksouth: "UK South",
  westeurope: "West Europe",
  westus2: "West US 2",
};

/** GET /subscriptions/{id}/locations: two regions, and those that clusters and usages of the state name. */
export const listLocations: Handler = (state, request) => {
  const names = new Set(["uksouth", "westeurope", ...Object.keys(state.usages)]);
  for (const cluster of Object.values(state.clusters)) {
    if (typeof cluster.location === "string") names.add(cluster.location);
  }
  const id = param(request, "subscription");
  const value = [...names].sort().map((name) => ({
    id: `/subscriptions/${id}/locations/${name}`,
    name,
    type: "Region",
    displayName: displayNames[name] ?? name,
    metadata: { regionType: "Physical" },
  }));
  return ok(state, { value });
};

/** GET /tenants. */
export const listTenants: Handler = (state, request) => {
  const value = state.tenants.map(({ tenantId, displayName, defaultDomain }) => ({
    id: `/tenants/${tenantId}`,
    tenantId,
    displayName,
    defaultDomain,
    countryCode: "DE",
    domains: [defaultDomain],
    tenantCategory: tenantId === request.caller.tenantId ? "Home" : "ProjectedBy",
  }));
  return page(state, request, value);
};
