import { isJsonObject, textAt, type JsonObject } from "../nap/json.ts";
import type { AzureAccess } from "./access.ts";
import { AzureError } from "./azureError.ts";
import { sendToAks } from "./containerService.ts";
import { unreadable } from "./failureOf.ts";
import { startedOperation, type StartedOperation } from "./operation.ts";
import { send } from "./send.ts";

/** A resource as a GET gave it. */
export interface ReadResource {
  /** As asked for. */
  readonly id: string;
  /** The raw answer, unknown members kept. */
  readonly json: JsonObject;
  /** Absent where the cloud or the api-version has none: then nothing is sent as If-Match. */
  readonly eTag?: string;
  readonly apiVersion: string;
}

/** GET of a managed cluster by its resource id. */
export function getCluster(
  access: AzureAccess,
  id: string,
  signal?: AbortSignal,
): Promise<ReadResource> {
  return readResource(access, id, signal);
}

/** GET of a cluster or one of its children; the eTag stands in the body, of a pool among its properties. */
export async function readResource(
  access: AzureAccess,
  id: string,
  signal?: AbortSignal,
): Promise<ReadResource> {
  const answer = await sendToAks(access, { method: "GET", path: id, signal });
  const { body, apiVersion } = answer;
  if (!isJsonObject(body) || textAt(body, "name") === "")
    throw new AzureError(unreadable({ request: `GET ${id}`, isRead: true }, answer));
  const eTag = textAt(body, "eTag") || textAt(body, "properties", "eTag");
  return { id, json: body, apiVersion, ...(eTag !== "" && { eTag }) };
}

/** What a PUT was answered with. */
export interface AcceptedPut {
  readonly json: JsonObject | undefined;
  readonly operation: StartedOperation;
}

/**
 * PUT of a whole cluster or pool under the eTag that its GET gave. `body` goes out as it is: make it with
 * `planModeChange` or `planPoolChange`, which take read-only members away and never send nodeImageVersion again.
 */
export async function putResource(
  access: AzureAccess,
  read: Pick<ReadResource, "id" | "eTag" | "apiVersion">,
  body: JsonObject,
  signal?: AbortSignal,
): Promise<AcceptedPut> {
  const answer = await send(access, {
    method: "PUT",
    path: read.id,
    apiVersion: read.apiVersion,
    body,
    signal,
    ...(read.eTag !== undefined && { headers: { "if-match": read.eTag } }),
  });
  const json = isJsonObject(answer.body) ? answer.body : undefined;
  return { json, operation: startedOperation(read, answer) };
}

/** PUT of a new cluster or pool: fails with 412 when there is one of that name. */
export async function createResource(
  access: AzureAccess,
  id: string,
  body: JsonObject,
  signal?: AbortSignal,
): Promise<AcceptedPut> {
  const headers = { "if-none-match": "*" };
  const answer = await sendToAks(access, { method: "PUT", path: id, body, headers, signal });
  const json = isJsonObject(answer.body) ? answer.body : undefined;
  return { json, operation: startedOperation({ id, apiVersion: answer.apiVersion }, answer) };
}

/** POST or DELETE that starts an operation: `abort`, `start`, `stop`; the id for DELETE. */
export async function startAction(
  access: AzureAccess,
  id: string,
  action: { method: "POST" | "DELETE"; name?: string; eTag?: string },
  signal?: AbortSignal,
): Promise<StartedOperation> {
  const answer = await sendToAks(access, {
    method: action.method,
    path: action.name === undefined ? id : `${id}/${action.name}`,
    signal,
    ...(action.eTag !== undefined && { headers: { "if-match": action.eTag } }),
  });
  return startedOperation({ id, apiVersion: answer.apiVersion }, answer);
}

/** Ends what is in progress on a cluster (or on a pool, by its id); the interrupted operation ends as Canceled. */
export function abortLatestOperation(
  access: AzureAccess,
  id: string,
  signal?: AbortSignal,
): Promise<StartedOperation> {
  return startAction(access, id, { method: "POST", name: "abort" }, signal);
}
