import type { AzureFailure } from "../nap/azureFailure.ts";
import { jsonAt, textAt, type Json } from "../nap/json.ts";
import { redact, redactJson } from "../nap/redact.ts";
import type { AzureAccess } from "./access.ts";
import { failureOrThrow } from "./azureError.ts";
import { retryAfter, unreadable, type ArmAnswer } from "./failureOf.ts";
import { wait } from "./retry.ts";
import { send } from "./send.ts";

/**
 * An operation that Azure has accepted: plain JSON, so that it can be kept and waited for after a restart.
 * Its URL is signed: it opens nothing without a token, but it does not belong into logs.
 */
export interface StartedOperation {
  /** Where its status is, used unchanged; absent when the answer named none: then the resource's state tells. */
  readonly url?: string;
  readonly resourceId: string;
  readonly apiVersion: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** How an operation ended, or why its end is not known. */
export type OperationEnd =
  | { readonly status: "Succeeded" }
  | {
      readonly status: "Failed" | "Canceled";
      readonly code: string;
      readonly message: string;
      /** Azure's error object, redacted. */
      readonly error: Json;
    }
  | { readonly status: "lost"; readonly failure: AzureFailure };

/** What waiting for an operation reports. */
export interface OperationProgress {
  /** Azure's word for it, `InProgress` mostly; `connection lost` while nothing answers. */
  readonly status: string;
  readonly secondsRunning: number;
}

export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: OperationProgress) => void) | undefined;
}

/** The operation that an answer started. */
export function startedOperation(
  resource: { readonly id: string; readonly apiVersion: string },
  { headers }: ArmAnswer,
): StartedOperation {
  const url = headers["azure-asyncoperation"];
  return {
    ...(url !== undefined && { url }),
    resourceId: resource.id,
    apiVersion: resource.apiVersion,
    startedAt: new Date().toISOString(),
  };
}

/**
 * The same, for resources whose state tells how the operation ended: Azure forgets the status of an operation after a
 * while, may not answer a URL that has lost its signature, and the state remains.
 */
export async function waitForResource(
  access: AzureAccess,
  operation: StartedOperation,
  options: WaitOptions = {},
): Promise<OperationEnd> {
  const end = await waitForOperation(access, operation, options);
  if (end.status !== "lost" || operation.url === undefined) return end;
  const { kind } = end.failure;
  const isUnsigned = operation.url === withoutSignature(operation.url);
  const mayBeUnsigned = isUnsigned && (kind === "permission" || kind === "refused");
  if (kind !== "not-found" && !mayBeUnsigned) return end;
  const { resourceId, apiVersion, startedAt } = operation;
  return waitForOperation(access, { resourceId, apiVersion, startedAt }, options);
}

/**
 * What may outlive the window of an operation: its URL without the signature (t, c, s, h), which belongs to no file.
 * Azure names an operation by its path; see `waitForResource` for where it wants the signature too.
 */
export function keptOperation(operation: StartedOperation): StartedOperation {
  const { url } = operation;
  return url === undefined ? operation : { ...operation, url: withoutSignature(url) };
}

function withoutSignature(url: string): string {
  const [place = "", query = ""] = url.split("?");
  const version = new URLSearchParams(query).get("api-version");
  return version === null ? place : `${place}?api-version=${encodeURIComponent(version)}`;
}

/** Seconds between two looks where Azure asks for none; enabling takes about four minutes. */
const defaultIntervalSeconds = 15;
const longestIntervalSeconds = 120;

/** Looks in a row that may go without an answer before the end counts as unknown. */
const mostLostLooks = 20;

/**
 * Waits until an operation ends. A lost connection is waited out for some minutes; a 404 of the status (it is kept for
 * a while only) and a refusal to read it end as `lost`. Throws only when the signal is aborted: the operation goes on.
 */
export async function waitForOperation(
  access: AzureAccess,
  operation: StartedOperation,
  options: WaitOptions = {},
): Promise<OperationEnd> {
  const { signal, onProgress } = options;
  for (let lost = 0; ;) {
    const look = await lookAt(access, operation, signal);
    if ("end" in look) return look.end;
    lost = look.failure === undefined ? 0 : lost + 1;
    if (look.failure !== undefined && lost > mostLostLooks)
      return { status: "lost", failure: look.failure };
    onProgress?.({
      status: look.failure === undefined ? look.status : "connection lost",
      secondsRunning: secondsSince(operation.startedAt),
    });
    const intervalSeconds = look.retryAfterSeconds ?? defaultIntervalSeconds;
    await wait(access, Math.min(intervalSeconds, longestIntervalSeconds) * 1000, signal);
  }
}

interface Running {
  readonly status: string;
  readonly retryAfterSeconds: number | undefined;
  /** Why nothing was seen this time. */
  readonly failure?: AzureFailure;
}

async function lookAt(
  access: AzureAccess,
  operation: StartedOperation,
  signal: AbortSignal | undefined,
): Promise<{ readonly end: OperationEnd } | Running> {
  const { url, resourceId, apiVersion } = operation;
  const where = url === undefined ? { path: resourceId, apiVersion } : { path: url };
  const answer = await send(access, { method: "GET", ...where, signal }).catch(failureOrThrow);
  if ("kind" in answer) {
    const isPassing = ["network", "service", "throttled", "unreadable"].includes(answer.kind);
    if (!isPassing) return { end: { status: "lost", failure: answer } };
    return { status: "", retryAfterSeconds: answer.retryAfterSeconds, failure: answer };
  }
  const status =
    url === undefined
      ? textAt(answer.body, "properties", "provisioningState")
      : textAt(answer.body, "status");
  if (status === "") {
    // Something answers in Azure's place; the operation goes on unseen.
    const failure = unreadable({ request: "GET operation", isRead: true }, answer);
    return { status, retryAfterSeconds: undefined, failure };
  }
  const error =
    jsonAt(answer.body, "error") ??
    jsonAt(answer.body, "properties", "status", "provisioningError");
  const end = endOf(status, error);
  return end === undefined ? { status, retryAfterSeconds: retryAfter(answer.headers) } : { end };
}

/** Any other status means that it goes on: `ProvisionControlPlane` was seen. */
function endOf(status: string, error: Json | undefined): OperationEnd | undefined {
  const word = status.toLowerCase();
  if (word === "succeeded") return { status: "Succeeded" };
  if (word !== "failed" && word !== "canceled" && word !== "cancelled") return undefined;
  return {
    status: word === "failed" ? "Failed" : "Canceled",
    code: textAt(error, "code"),
    message: redact(textAt(error, "message")),
    error: redactJson(error ?? null),
  };
}

function secondsSince(iso: string): number {
  return Math.max(0, Math.round((Date.now() - Date.parse(iso)) / 1000));
}

/** Waits until nothing is in progress on a cluster or pool any more, whoever began it. */
export function waitUntilIdle(
  access: AzureAccess,
  resource: { readonly id: string; readonly apiVersion: string },
  options: WaitOptions = {},
): Promise<OperationEnd> {
  const { id, apiVersion } = resource;
  const operation = { resourceId: id, apiVersion, startedAt: new Date().toISOString() };
  return waitForOperation(access, operation, options);
}
