import type { KubeAction } from "../nap/view/contents/kubeProblem.ts";
import { pathOf, rbacName, type Place, type Resource } from "./resources.ts";

/** One request to the API server. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** `application/json` by default. */
  readonly contentType?: string;
  /** What is asked, for the words of a refusal. */
  readonly action: KubeAction;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the answer must have begun. */
  readonly timeoutMs?: number;
}

/** Which right a request needs, and on what. */
export function actionOn(verb: string, resource: Resource, place: Place = {}): KubeAction {
  return {
    verb,
    resource: rbacName(resource, place.subresource),
    name: place.name,
    namespace: place.namespace,
  };
}

/** A request about a collection or object. */
export function requestOn(
  resource: Resource,
  place: Place,
  request: Omit<ApiRequest, "path" | "action"> & { readonly verb: string },
): ApiRequest {
  const { verb, ...rest } = request;
  return { ...rest, path: pathOf(resource, place), action: actionOn(verb, resource, place) };
}
