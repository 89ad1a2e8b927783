import { ok, param, type Answer, type ArmRequest, type Handler } from "./answers.ts";
import { gatewayError } from "./errors.ts";
import { withEntry, type AzureState, type Registration } from "./state.ts";

type Word = "NotRegistered" | "Registering" | "Registered" | "Unregistering";

function wordOf(entry: Registration | undefined, otherwise: Word, now: Date): Word {
  if (entry === undefined) return otherwise;
  const isDone = Date.parse(entry.readyAt) <= now.getTime();
  if (entry.to === "Registered") return isDone ? "Registered" : "Registering";
  return isDone ? "NotRegistered" : "Unregistering";
}

function keyOf(...parts: readonly string[]): string {
  return parts.join("/").toLowerCase();
}

/** The state of a feature, named `{namespace}/{feature}`, in a subscription. */
export function featureState(
  state: AzureState,
  where: { subscription: string; feature: string },
  now: Date,
): Word {
  const key = keyOf(where.subscription, where.feature);
  return wordOf(state.registrations[key], "NotRegistered", now);
}

function providerState(state: AzureState, request: ArmRequest, namespace: string): Word {
  const key = keyOf(param(request, "subscription"), namespace);
  return wordOf(state.registrations[key], "Registered", request.now);
}

/** The 409 of a subscription in which AKS is not registered; providers are registered unless the state says otherwise. */
export function unregisteredRefusal(state: AzureState, request: ArmRequest): Answer | undefined {
  const namespace = "Microsoft.ContainerService";
  if (providerState(state, request, namespace) === "Registered") return undefined;
  const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
  return gatewayError(409, "MissingSubscriptionRegistration", message);
}

const getFeatureOf = (state: AzureState, request: ArmRequest) => {
  const [subscription, namespace, feature] = ["subscription", "namespace", "feature"].map((part) =>
    param(request, part),
  );
  const name = `${namespace ?? ""}/${feature ?? ""}`;
  return {
    id: `/subscriptions/${subscription ?? ""}/providers/Microsoft.Features/providers/${namespace ?? ""}/features/${feature ?? ""}`,
    name,
    type: "Microsoft.Features/providers/features",
    properties: {
      state: featureState(state, { subscription: subscription ?? "", feature: name }, request.now),
    },
  };
};

/** GET of a feature. */
export const getFeature: Handler = (state, request) => ok(state, getFeatureOf(state, request));

/** GET of the features of a namespace: those that were ever registered. */
export const listFeatures: Handler = (state, request) => {
  const prefix = `${keyOf(param(request, "subscription"), param(request, "namespace"))}/`;
  const names = Object.keys(state.registrations)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
  const value = names.map((feature) => {
    const params = { ...request.params, feature };
    return getFeatureOf(state, { ...request, params });
  });
  return ok(state, { value });
};

function register(
  state: AzureState,
  request: ArmRequest,
  entry: { key: string; to: Registration["to"] },
): AzureState {
  const ready = request.now.getTime() + state.settings.registerSeconds * 1000;
  const value = { readyAt: new Date(ready).toISOString(), to: entry.to };
  return { ...state, registrations: withEntry(state.registrations, entry.key, value) };
}

/** POST of a feature's register or unregister: done after the settings' delay; once registered nothing changes. */
export function changeFeature(to: Registration["to"]): Handler {
  return (state, request) => {
    const parts = ["subscription", "namespace", "feature"].map((part) => param(request, part));
    const isThere = getFeatureOf(state, request).properties.state === to;
    const next = isThere ? state : register(state, request, { key: keyOf(...parts), to });
    return ok(next, getFeatureOf(next, request));
  };
}

function providerView(state: AzureState, request: ArmRequest) {
  const [subscription, namespace] = [param(request, "subscription"), param(request, "namespace")];
  return {
    id: `/subscriptions/${subscription}/providers/${namespace}`,
    namespace,
    registrationPolicy: "RegistrationRequired",
    registrationState: providerState(state, request, namespace),
    resourceTypes: [],
  };
}

/** GET of a resource provider. */
export const getProvider: Handler = (state, request) => ok(state, providerView(state, request));

/** POST of a provider's register. */
export const registerProvider: Handler = (state, request) => {
  const key = keyOf(param(request, "subscription"), param(request, "namespace"));
  const isThere = providerView(state, request).registrationState === "Registered";
  const next = isThere ? state : register(state, request, { key, to: "Registered" });
  return ok(next, providerView(next, request));
};
