import type { AzureFailure, FailureKind } from "../nap/azureFailure.ts";
import { isJsonObject, jsonAt, textAt, type Json } from "../nap/json.ts";
import { redact, redactJson } from "../nap/redact.ts";

/** What is known of a request when its answer is judged. */
interface Asked {
  readonly request: string;
  /** It changes nothing whatever happens to it. */
  readonly isRead: boolean;
}

/** An answer of Azure as plain data. */
export interface ArmAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined for an empty body. */
  readonly body: Json | undefined;
}

/** The error object of an answer: Resource Manager wraps it in `error`, AKS does not. */
function errorIn(body: Json | undefined): Json | undefined {
  const inner = jsonAt(body, "error");
  return isJsonObject(inner) ? inner : body;
}

/** A failed answer (HTTP 4xx or 5xx) as plain data. */
export function failureOfAnswer(asked: Asked, answer: ArmAnswer): AzureFailure {
  const { status, headers, body } = answer;
  const error = errorIn(body);
  const code = textAt(error, "code");
  const text = textAt(error, "message") || (typeof body === "string" ? firstLine(body) : "");
  const retryAfterSeconds = retryAfter(headers);
  const correlationId = headers["x-ms-correlation-request-id"];
  return {
    kind: kindOf(status, code),
    request: asked.request,
    status,
    ...(code !== "" && { code }),
    message: redact(text) || statusWords(status),
    ...(body !== undefined && { body: redactJson(body) }),
    changed: asked.isRead || isRefusal(status) ? "no" : "maybe",
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(correlationId !== undefined && { correlationId }),
  };
}

/** An answer of 2xx whose body is no JSON: a proxy's or a sign-in page of a network, a text cut off. */
export function unreadable(asked: Asked, { status, body }: ArmAnswer): AzureFailure {
  const text = typeof body === "string" ? firstLine(body) : "";
  return {
    kind: "unreadable",
    request: asked.request,
    status,
    message: `The answer is not one of Azure: ${redact(text) || "it is empty"}`,
    changed: asked.isRead ? "no" : "maybe",
  };
}

/** An answer that says that nothing was done: 4xx but for a timeout, in which the work may go on. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 499;
}

function kindOf(status: number, code: string): FailureKind {
  if (status === 401 || code === "ExpiredAuthenticationToken") return "sign-in";
  if (status === 403) return "permission";
  if (status === 404) return "not-found";
  if (status === 409) return "conflict";
  if (status === 412) return "precondition";
  if (status === 429) return "throttled";
  return status >= 500 || status === 408 ? "service" : "refused";
}

function statusWords(status: number): string {
  return status >= 500
    ? "Azure could not answer and gave no reason"
    : "Azure refused and gave no reason";
}

function firstLine(text: string): string {
  return text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
}

/** Seconds to wait: Retry-After in seconds or as a date, or Resource Graph's `hh:mm:ss`. */
export function retryAfter(headers: Readonly<Record<string, string>>): number | undefined {
  const text = headers["retry-after"];
  if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  const until = text === undefined ? Number.NaN : Date.parse(text);
  if (!Number.isNaN(until)) return Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [, hours, minutes, seconds] =
    /^(\d+):(\d+):(\d+)/.exec(headers["x-ms-user-quota-resets-after"] ?? "") ?? [];
  if (seconds === undefined) return undefined;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** Codes of Node that a request gets before anything of it has left: no name, no connection. */
const beforeSending = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/;

const certificates = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

/** A request without an answer, as plain data; `error` is what the client threw. */
export function failureOfError(asked: Asked, error: unknown): AzureFailure {
  const code = codeOf(error);
  const isUnsent = beforeSending.test(code) || certificates.test(code);
  return {
    kind: "network",
    request: asked.request,
    ...(code !== "" && { code }),
    message: networkWords(code, error),
    changed: asked.isRead || isUnsent ? "no" : "maybe",
  };
}

function codeOf(error: unknown): string {
  // Not the caller's signal, which is looked at before: the time that one answer may take is over.
  if (error instanceof Error && error.name === "AbortError") return "ETIMEDOUT";
  const code = error instanceof Error && "code" in error ? error.code : "";
  return typeof code === "string" ? code : "";
}

function networkWords(code: string, error: unknown): string {
  if (certificates.test(code))
    return "The certificate of the endpoint cannot be verified. A proxy that reads TLS needs its CA among the trusted ones";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return "The name of the endpoint is not known here";
  if (beforeSending.test(code)) return "The endpoint cannot be reached";
  if (code === "ETIMEDOUT") return "No answer came in time";
  if (code === "ECONNRESET") return "The connection was lost";
  return redact(error instanceof Error ? error.message : String(error));
}

/** A token that could not be had: signed out, `az` missing, no identity on this machine. */
export function failureOfSignIn(asked: Asked, error: unknown): AzureFailure {
  const text = error instanceof Error ? error.message : String(error);
  return { kind: "sign-in", request: asked.request, message: redact(text), changed: "no" };
}
