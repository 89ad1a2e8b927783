import { textAt } from "../nap/json.ts";
import type { RegistrationEnd } from "../nap/enable/registrationText.ts";
import type { AzureAccess } from "./access.ts";
import { failureOrThrow, isCancelled } from "./azureError.ts";
import { wait } from "./retry.ts";
import { send, type ArmRequest } from "./send.ts";

const versions = { feature: "2021-07-01", provider: "2021-04-01" } as const;

/** A feature of a subscription: `Microsoft.ContainerService` and `AllowClusterAutoscalerAndNAP`. */
export interface FeatureName {
  readonly subscriptionId: string;
  readonly namespace: string;
  readonly feature: string;
}

function featurePath({ subscriptionId, namespace, feature }: FeatureName): string {
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Features/providers/${namespace}/features/${feature}`;
}

/** `Registered`, `NotRegistered`, `Registering`, `Pending`, ...: an open set. */
export async function readFeature(
  access: AzureAccess,
  name: FeatureName,
  signal?: AbortSignal,
): Promise<string> {
  const request = { method: "GET", path: featurePath(name), signal } as const;
  const { body } = await send(access, { ...request, apiVersion: versions.feature });
  return textAt(body, "properties", "state");
}

export interface RegisterOptions {
  readonly signal?: AbortSignal;
  /** The state after each look. */
  readonly onState?: (state: string) => void;
  /** Azure has taken the registration of the feature. */
  readonly onTaken?: () => void;
}

/**
 * Registers a feature, waits until it is Registered (some minutes; Pending means that somebody at Azure decides),
 * then registers its provider again, without which AKS does not see it. Gives the last state.
 */
export async function registerFeature(
  access: AzureAccess,
  name: FeatureName,
  options: RegisterOptions = {},
): Promise<string> {
  const { subscriptionId, namespace } = name;
  const { signal } = options;
  const path = `${featurePath(name)}/register`;
  await send(access, { method: "POST", path, apiVersion: versions.feature, signal });
  options.onTaken?.();
  const state = await untilRegistered(access, () => readFeature(access, name, signal), options);
  if (state === "Registered")
    await registerProvider(access, { subscriptionId, namespace }, options);
  return state;
}

/** A resource provider of a subscription. */
export interface ProviderName {
  readonly subscriptionId: string;
  readonly namespace: string;
}

/** `Registered`, `NotRegistered`, `Registering`, `Unregistering`. */
export async function readProvider(
  access: AzureAccess,
  { subscriptionId, namespace }: ProviderName,
  signal?: AbortSignal,
): Promise<string> {
  const path = `/subscriptions/${subscriptionId}/providers/${namespace}`;
  const { body } = await send(access, {
    method: "GET",
    path,
    apiVersion: versions.provider,
    signal,
  });
  return textAt(body, "registrationState");
}

/** Registers a resource provider and waits until it is Registered. Gives the last state. */
export async function registerProvider(
  access: AzureAccess,
  name: ProviderName,
  options: RegisterOptions = {},
): Promise<string> {
  const { signal } = options;
  const path = `/subscriptions/${name.subscriptionId}/providers/${name.namespace}/register`;
  const request: ArmRequest = { method: "POST", path, apiVersion: versions.provider, signal };
  await send(access, request);
  return untilRegistered(access, () => readProvider(access, name, signal), options);
}

/** Registers a feature as `registerFeature` does, and gives whatever comes of it as plain data; throws nothing of Azure. */
export async function endOfRegistration(
  access: AzureAccess,
  name: FeatureName,
  options: RegisterOptions = {},
): Promise<RegistrationEnd> {
  let isTaken = false;
  const onTaken = () => {
    isTaken = true;
  };
  try {
    const state = await registerFeature(access, name, { ...options, onTaken });
    if (state !== "Registered") return { kind: "open", state };
    const provider = await readProvider(access, name, options.signal);
    return provider === "Registered" ? { kind: "registered" } : { kind: "open", state, provider };
  } catch (error) {
    if (isCancelled(error)) return { kind: "cancelled", isTaken };
    return { kind: "failed", isTaken, failure: failureOrThrow(error) };
  }
}

const intervalMs = 10_000;
const mostLooks = 180;

async function untilRegistered(
  access: AzureAccess,
  read: () => Promise<string>,
  { signal, onState }: RegisterOptions,
): Promise<string> {
  for (let look = 1; ; look += 1) {
    const state = await read();
    onState?.(state);
    if (!["Registering", "NotRegistered"].includes(state) || look === mostLooks) return state;
    await wait(access, intervalMs, signal);
  }
}
