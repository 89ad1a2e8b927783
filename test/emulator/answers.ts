import { isObject, type Json, type JsonObject } from "./json.ts";
import type { AzureState } from "./state.ts";

/** An HTTP answer before it is sent; `body` undefined means an empty one. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

/** What happened outside Azure that a decision depends on, asked before the request is handled. */
export interface Facts {
  /** Why node auto-provisioning cannot be switched off now: nodes that exist, limits above 0. */
  readonly napInUse: readonly string[];
}

/** A request of a client, and what of the world the pure functions need. */
export interface ArmRequest {
  readonly method: string;
  /** Path as sent, without the query. */
  readonly path: string;
  /** Path and query as sent. */
  readonly url: string;
  /** Parts of the path by the names of the route, as sent. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
  /** `https://localhost:<port>`. */
  readonly origin: string;
  readonly now: Date;
  readonly newGuid: () => string;
  readonly facts: Facts;
  /** Tenant and object of the token. */
  readonly caller: { readonly tenantId: string; readonly objectId: string };
}

/** Something outside Azure that a change brings about; the operation waits for it. */
export type Effect =
  | {
      readonly kind: "scalePool";
      readonly operation: string;
      readonly cluster: string;
      readonly pool: string;
      /** Members of the pool; count 0 when it goes. */
      readonly profile: JsonObject;
    }
  | {
      readonly kind: "setMode";
      readonly operation: string;
      readonly cluster: string;
      readonly mode: "Auto" | "Manual";
    }
  | {
      readonly kind: "runCommand";
      readonly operation: string;
      readonly cluster: string;
      readonly command: string;
    };

/** The result of a handler: the new state, the answer, and what is to be done outside. */
export interface Step {
  readonly state: AzureState;
  readonly answer: Answer;
  readonly effects?: readonly Effect[];
}

/** One operation of an Azure service, without side effects. */
export type Handler = (state: AzureState, request: ArmRequest) => Step;

/** 200 with a body and no change. */
export function ok(state: AzureState, body: Json): Step {
  return { state, answer: { status: 200, body } };
}

/** The body as an object; other bodies count as empty. */
export function bodyOf(request: ArmRequest): JsonObject {
  return isObject(request.body) ? request.body : {};
}

/** A part of the path by its name in the route; the empty text where the route has none. */
export function param(request: ArmRequest, name: string): string {
  return request.params[name] ?? "";
}

/** One page of a list as `{value, nextLink?}`; nextLink carries `$skiptoken`, the place to go on. */
export function page(state: AzureState, request: ArmRequest, items: readonly Json[]): Step {
  const size = state.settings.pageSize ?? items.length;
  const start = Number(request.query.$skiptoken ?? 0);
  const value = items.slice(start, start + size);
  if (start + size >= items.length) return ok(state, { value });
  const next = new URL(request.url, request.origin);
  next.searchParams.set("$skiptoken", String(start + size));
  return ok(state, { value, nextLink: next.href });
}
