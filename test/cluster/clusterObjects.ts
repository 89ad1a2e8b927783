import { parseAllDocuments } from "yaml";
import type { ApiClient, ApiAnswer } from "./apiClient.ts";

/** An object of the API server, as far as the tests read it. */
export interface ClusterObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** An event, as `kubectl get events` shows it. */
export interface ClusterEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** Some components tell of objects without a name. */
  readonly involvedObject: { readonly kind: string; readonly name?: string };
  readonly source?: { readonly component?: string };
}

const collections: Readonly<Record<string, string>> = {
  AKSNodeClass: "/apis/karpenter.azure.com/v1beta1/aksnodeclasses",
  DaemonSet: "/apis/apps/v1/namespaces/default/daemonsets",
  Deployment: "/apis/apps/v1/namespaces/default/deployments",
  Event: "/api/v1/events",
  Node: "/api/v1/nodes",
  NodeClaim: "/apis/karpenter.sh/v1/nodeclaims",
  NodeOverlay: "/apis/karpenter.sh/v1alpha1/nodeoverlays",
  NodePool: "/apis/karpenter.sh/v1/nodepools",
  Pod: "/api/v1/namespaces/default/pods",
  PodDisruptionBudget: "/apis/policy/v1/namespaces/default/poddisruptionbudgets",
};

/** The collection of a kind; namespaced ones in `default`. @throws Error for a kind no test uses. */
export function collectionOf(kind: string): string {
  const path = collections[kind];
  if (path === undefined) throw new Error(`no path known for kind ${kind}`);
  return path;
}

/**
 * Creates or changes every object of a YAML text by server-side apply.
 * @throws Error with the server's message at the first refusal.
 */
export async function applyManifests(client: ApiClient, text: string): Promise<void> {
  for (const document of parseAllDocuments(text)) {
    const object = document.toJS() as ClusterObject | null;
    if (object === null) continue;
    const path = `${collectionOf(object.kind)}/${object.metadata.name}`;
    const query = "fieldManager=test&force=true&fieldValidation=Strict";
    const type = "application/apply-patch+yaml";
    accepted(await client.send("PATCH", `${path}?${query}`, { body: document.toString(), type }));
  }
}

/** Changes an object by a JSON merge patch. @throws Error with the server's message when it refuses. */
export async function mergePatch(
  client: ApiClient,
  object: { kind: string; name: string },
  patch: unknown,
): Promise<void> {
  const content = { body: JSON.stringify(patch), type: "application/merge-patch+json" };
  accepted(await client.send("PATCH", `${collectionOf(object.kind)}/${object.name}`, content));
}

/** All objects of a kind (namespaced ones in `default`). */
export async function listObjects<T = ClusterObject>(
  client: ApiClient,
  kind: string,
): Promise<readonly T[]> {
  const list = accepted(await client.send("GET", collectionOf(kind))) as { items: T[] };
  return list.items;
}

/** Deletes an object. @throws Error with the server's message, also when there is none. */
export async function deleteObject(client: ApiClient, kind: string, name: string): Promise<void> {
  accepted(await client.send("DELETE", `${collectionOf(kind)}/${name}`));
}

function accepted({ status, body }: ApiAnswer): unknown {
  if (status < 300) return body;
  throw new Error((body as { message?: string }).message ?? String(body));
}

/**
 * Asks until the answer is not undefined. The limit (ms) is there to tell a failure from a slow machine: it is many
 * times what a busy one needs.
 * @throws Error after the limit, naming what was waited for.
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  limit = 600_000,
): Promise<T> {
  for (const end = Date.now() + limit; ;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited ${limit / 1000} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
