import type { AzureCloud } from "./cloud.ts";
import type { Json } from "../nap/json.ts";
import type { AzureAccess } from "./access.ts";
import { AzureError, CancelledError } from "./azureError.ts";
import { clientOf, forgetClient, TokenError } from "./client.ts";
import {
  failureOfAnswer,
  failureOfError,
  failureOfSignIn,
  unreadable,
  type ArmAnswer,
} from "./failureOf.ts";
import { retryDelay, wait } from "./retry.ts";

/** A request to Azure Resource Manager. */
export interface ArmRequest {
  readonly method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
  /** A path from `/subscriptions` on, or a whole URL that an answer named, which is used unchanged. */
  readonly path: string;
  readonly apiVersion?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** A POST that changes nothing: it may be repeated like a GET. */
  readonly isRead?: boolean;
}

/** One answer must come within this time; long work goes on as an operation. */
const timeoutMs = 90_000;

/**
 * Sends a request through the pipeline of the container service's client and gives the answer as raw JSON.
 * Repeats it where that is safe: what reads after every passing failure; what changes only when nothing of it arrived
 * or Azure says 429; anything once with a new token after a 401. Throws {@link AzureError} for everything but 2xx,
 * {@link CancelledError} when the signal is aborted.
 */
export async function send(access: AzureAccess, request: ArmRequest): Promise<ArmAnswer> {
  let hasNewToken = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sendOnce(access, request);
    } catch (error) {
      if (!(error instanceof AzureError)) throw error;
      const tried = { attempt, hasNewToken };
      const delayMs = retryDelay(error.failure, isReadOnly(request), tried);
      if (error.failure.status === 401) {
        forgetClient(access);
        hasNewToken = true;
      }
      if (delayMs === undefined) throw error;
      await wait(access, delayMs, request.signal);
    }
  }
}

async function sendOnce(access: AzureAccess, request: ArmRequest): Promise<ArmAnswer> {
  const asked = { request: nameOf(request), isRead: isReadOnly(request) };
  const answer = await answerOf(access, request).catch((error: unknown) => {
    if (isAborted(request)) throw new CancelledError();
    if (error instanceof AzureError) throw error;
    throw new AzureError(
      error instanceof TokenError
        ? failureOfSignIn(asked, error.cause)
        : failureOfError(asked, error),
    );
  });
  if (answer.status < 200 || answer.status >= 300)
    throw new AzureError(failureOfAnswer(asked, answer));
  if (typeof answer.body === "string") throw new AzureError(unreadable(asked, answer));
  return answer;
}

function isAborted({ signal }: ArmRequest): boolean {
  return signal?.aborted === true;
}

async function answerOf(access: AzureAccess, request: ArmRequest): Promise<ArmAnswer> {
  if (isAborted(request)) throw new CancelledError();
  const { method, headers, body, signal } = request;
  const path = clientOf(access).pathUnchecked(urlOf(access, request));
  const options = {
    timeout: timeoutMs,
    ...(headers && { headers: { ...headers } }),
    ...(body !== undefined && { body, contentType: "application/json" }),
    ...(signal && { abortSignal: signal }),
  };
  const verb = method.toLowerCase() as "get" | "put" | "post" | "patch" | "delete";
  try {
    const answer = await path[verb](options);
    return plainAnswer(Number(answer.status), answer.headers, answer.body as Json | undefined);
  } catch (error) {
    const broken = brokenAnswer(error);
    if (broken === undefined) throw error;
    return broken;
  }
}

function plainAnswer(
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  body: Json | undefined,
): ArmAnswer {
  const known = Object.entries(headers).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined;
  });
  return { status, headers: Object.fromEntries(known), body: body === "" ? undefined : body };
}

/** The answer inside the client's error about JSON that is none: a proxy's page, a text cut off. */
function brokenAnswer(error: unknown): ArmAnswer | undefined {
  if (!(error instanceof Error) || !("response" in error)) return undefined;
  // RestError of the pipeline: its response is not enumerable, its class is of a package below the client.
  const response = error.response as
    | { status: number; headers: { toJSON(): Record<string, string> }; bodyAsText?: string | null }
    | undefined;
  if (response === undefined) return undefined;
  return plainAnswer(response.status, response.headers.toJSON(), response.bodyAsText ?? undefined);
}

function urlOf({ cloud }: AzureAccess, { path, apiVersion, query }: ArmRequest): string {
  const url = path.startsWith("https://") ? path : `${cloud.resourceManager}${path}`;
  // A token is for this cloud alone: an answer cannot send it elsewhere.
  if (!isOfCloud(url, cloud)) throw new Error(`${new URL(url).host} is not of ${cloud.name}`);
  const more = { ...(apiVersion !== undefined && { "api-version": apiVersion }), ...query };
  const entries = Object.entries(more);
  if (entries.length === 0) return url;
  const added = entries.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return `${url}${url.includes("?") ? "&" : "?"}${added}`;
}

function isOfCloud(url: string, cloud: AzureCloud): boolean {
  const { protocol, host } = new URL(url);
  const known = new URL(cloud.resourceManager).host;
  return protocol === "https:" && (host === known || host.endsWith(`.${known}`));
}

function isReadOnly({ method, isRead }: ArmRequest): boolean {
  return method === "GET" || isRead === true;
}

/** `GET managedClusters/demo`: enough to recognise a request, without its query. */
function nameOf({ method, path }: ArmRequest): string {
  const segments = (path.split("?")[0] ?? "").split("/").filter(Boolean);
  return `${method} ${segments.slice(-2).join("/")}`;
}
