import { fieldManager as ourManager } from "../nap/disable/changes/fieldManagers.ts";
import type { ClusterAccess } from "./access.ts";
import { actionOn, requestOn, type ApiRequest } from "./apiRequest.ts";
import { pathOf, resources, type Place, type ResourceName } from "./resources.ts";
import type { KubeObject } from "./trim.ts";

/** Which object of a kind. */
export interface ObjectName {
  readonly name: string;
  readonly namespace?: string | undefined;
}

/** An object as it was read; a change of it fails with `conflict` when it is another one by now. */
export interface ReadObject extends ObjectName {
  readonly uid: string;
  /** Left out where a newer state of the same object may be changed too. */
  readonly resourceVersion?: string | undefined;
}

export interface ChangeOptions {
  readonly signal?: AbortSignal | undefined;
  /** The server checks rights, rules and webhooks, and changes nothing. */
  readonly isDryRun?: boolean;
  /** The name under which the API server remembers who set the fields; `aks-nap` where none is given. */
  readonly fieldManager?: string;
}

/** A change of one object's fields. */
export type Patch =
  /** RFC 7386; `metadata.resourceVersion` in it makes the change fail with `conflict` when the object has changed. */
  | { readonly type: "merge"; readonly patch: Readonly<Record<string, unknown>> }
  /** RFC 6902; its `test` operations fail with `invalid`. */
  | { readonly type: "json"; readonly patch: readonly Readonly<Record<string, unknown>>[] };

/** The object as the server has it, with everything. @throws KubeError; `not-found` */
export async function getObject(
  access: ClusterAccess,
  kind: ResourceName,
  target: ObjectName & { readonly signal?: AbortSignal | undefined },
): Promise<KubeObject> {
  return sent(access, kind, target, { verb: "get", method: "GET", signal: target.signal });
}

/**
 * Creates an object and answers it as stored.
 * @throws KubeError; `conflict` when it exists, `invalid` with the fields that the server refuses
 */
export async function createObject(
  access: ClusterAccess,
  kind: ResourceName,
  { object, ...options }: ChangeOptions & { readonly object: KubeObject },
): Promise<KubeObject> {
  const { kind: kindName, group, version } = resources[kind];
  const apiVersion = group === "" ? version : `${group}/${version}`;
  const { name, namespace } = object.metadata;
  const body = { apiVersion, kind: kindName, ...object };
  const query = { ...queryOf(options), fieldValidation: "Strict" };
  const request = { method: "POST", body, query, signal: options.signal } as const;
  const path = pathOf(resources[kind], { namespace });
  const action = actionOn("create", resources[kind], { name, namespace });
  return (await access.send({ ...request, path, action })) as KubeObject;
}

/**
 * Changes fields of an object and answers it as stored.
 * @throws KubeError; after `cut` and `timeout` it may or may not have been changed: read it again
 */
export async function patchObject(
  access: ClusterAccess,
  kind: ResourceName,
  { target, change, ...options }: ChangeOptions & { target: ObjectName; change: Patch },
): Promise<KubeObject> {
  return sent(access, kind, target, {
    verb: "patch",
    method: "PATCH",
    body: change.patch,
    contentType: `application/${change.type === "merge" ? "merge-patch" : "json-patch"}+json`,
    query: queryOf(options),
    ...options,
  });
}

/**
 * Deletes exactly the object that was read; finalizers may keep it for a while.
 * @throws KubeError; `conflict` when it is another one or has changed since, `not-found` when it is gone
 */
export async function deleteObject(
  access: ClusterAccess,
  kind: ResourceName,
  { target, ...options }: ChangeOptions & { readonly target: ReadObject },
): Promise<void> {
  await sent(access, kind, target, {
    verb: "delete",
    method: "DELETE",
    body: { ...deleteOptions(target), ...(options.isDryRun === true && { dryRun: ["All"] }) },
    ...options,
  });
}

/**
 * Asks for the eviction of exactly the pod that was read, under its PodDisruptionBudgets.
 * @throws KubeError; `blocked` while a budget allows none, `conflict` when it is another pod by now
 */
export async function evictPod(
  access: ClusterAccess,
  { target, ...options }: ChangeOptions & { readonly target: ReadObject },
): Promise<void> {
  const { name, namespace } = target;
  const body = {
    apiVersion: "policy/v1",
    kind: "Eviction",
    metadata: { name, namespace },
    deleteOptions: deleteOptions(target),
  };
  const place = { name, namespace, subresource: "eviction" };
  const query = queryOf(options);
  await sent(access, "pods", place, { verb: "create", method: "POST", body, query, ...options });
}

function deleteOptions({ uid, resourceVersion }: ReadObject): object {
  const preconditions = { uid, ...(resourceVersion !== undefined && { resourceVersion }) };
  return { apiVersion: "v1", kind: "DeleteOptions", preconditions };
}

function queryOf({
  isDryRun,
  fieldManager = ourManager,
}: ChangeOptions): Record<string, string | undefined> {
  return { fieldManager, dryRun: isDryRun === true ? "All" : undefined };
}

async function sent(
  access: ClusterAccess,
  kind: ResourceName,
  place: Place,
  request: Omit<ApiRequest, "path" | "action"> & { readonly verb: string },
): Promise<KubeObject> {
  const { name, namespace, subresource } = place;
  const where = { name, namespace, subresource };
  // An answer that is no refusal is the object, or a Status with metadata.
  return (await access.send(requestOn(resources[kind], where, request))) as KubeObject;
}
