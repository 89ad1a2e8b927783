import type { AzureFailure } from "../nap/azureFailure.ts";
import { textAt } from "../nap/json.ts";
import type { RegistrationEnd } from "../nap/enable/registrationText.ts";
import type { AzureAccess } from "./access.ts";
import { AzureError, failureOrThrow, isCancelled } from "./azureError.ts";
import { unreadable, type ArmAnswer } from "./failureOf.ts";
import { wait } from "./retry.ts";
import { send } from "./send.ts";

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
  /** The state of the feature after each look, then that of its provider. */
  readonly onState?: (state: string) => void;
}

/**
 * Registers a feature, waits until it is Registered (some minutes; Pending means that somebody at Azure decides),
 * then registers its provider again, without which AKS does not see it. Gives whatever comes of it as plain data; throws
 * nothing of Azure.
 */
export async function endOfRegistration(
  access: AzureAccess,
  name: FeatureName,
  options: RegisterOptions = {},
): Promise<RegistrationEnd> {
  let reached: "nothing" | "taken" | "registered" = "nothing";
  try {
    await begin(access, name, options.signal);
    reached = "taken";
    const read = () => readFeature(access, name, options.signal);
    const state = await untilRegistered(access, read, options);
    if (state !== "Registered") return { kind: "open", state };
    reached = "registered";
    const provider = await registerProvider(access, name, options);
    return provider === "Registered" ? { kind: "registered" } : { kind: "open", state, provider };
  } catch (error) {
    const isTaken = reached !== "nothing";
    if (isCancelled(error)) return { kind: "cancelled", isTaken };
    const failure = failureOrThrow(error);
    if (reached === "registered") return { kind: "unrefreshed", failure };
    return { kind: "failed", isTaken, failure };
  }
}

/** Asks Azure to register a feature. Its answer may be lost, or wrong: what Azure shows counts. */
async function begin(
  access: AzureAccess,
  name: FeatureName,
  signal: AbortSignal | undefined,
): Promise<void> {
  const path = `${featurePath(name)}/register`;
  const request = { method: "POST", path, apiVersion: versions.feature, signal } as const;
  const failure = await send(access, request).then(failureOfBegin, failureOrThrow);
  if (failure === undefined) return;
  const state = await readFeature(access, name, signal).catch(failureOrThrow);
  if (typeof state === "string" && /^(registering|registered|pending)$/i.test(state)) return;
  const isOpen = typeof state !== "string" && failure.kind === "throttled";
  throw new AzureError(isOpen ? { ...failure, changed: "maybe" } : failure);
}

function failureOfBegin(answer: ArmAnswer): AzureFailure | undefined {
  if (textAt(answer.body, "properties", "state") !== "") return undefined;
  return unreadable({ request: "POST register", isRead: false }, answer);
}

/** Registers a resource provider and waits until it is Registered. Gives the last state. */
async function registerProvider(
  access: AzureAccess,
  { subscriptionId, namespace }: Pick<FeatureName, "subscriptionId" | "namespace">,
  options: RegisterOptions,
): Promise<string> {
  const path = `/subscriptions/${subscriptionId}/providers/${namespace}`;
  const provider = { path, apiVersion: versions.provider, signal: options.signal };
  await send(access, { ...provider, method: "POST", path: `${path}/register` });
  const read = async () => {
    const { body } = await send(access, { ...provider, method: "GET" });
    return textAt(body, "registrationState");
  };
  return untilRegistered(access, read, options);
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
