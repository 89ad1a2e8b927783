import type { Json } from "./json.ts";

/** Why a request to Azure did not succeed, by what a person can do about it. */
export type FailureKind =
  | "sign-in"
  | "permission"
  | "not-found"
  | "conflict"
  | "precondition"
  | "throttled"
  | "refused"
  | "service"
  | "network"
  | "unreadable";

/** A request that did not succeed, as plain data without secrets. */
export interface AzureFailure {
  readonly kind: FailureKind;
  /** What was asked, `GET managedClusters/demo`. */
  readonly request: string;
  /** HTTP status; absent when no answer came. */
  readonly status?: number;
  /** Azure's code, or that of the system (`ECONNRESET`). */
  readonly code?: string;
  /** Azure's own words, redacted. */
  readonly message: string;
  /** The body of the answer, redacted; absent when there was none. */
  readonly body?: Json;
  /** Whether the request can have changed something: `no` when Azure said so, never got it, or it only reads. */
  readonly changed: "no" | "maybe";
  /** Seconds that Azure asks to wait. */
  readonly retryAfterSeconds?: number;
  /** For support: x-ms-correlation-request-id. */
  readonly correlationId?: string;
}
