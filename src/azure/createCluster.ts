import type { AzureFailure } from "../nap/azureFailure.ts";
import type { Truth } from "../nap/enable/outcome.ts";
import { stopped } from "../nap/enable/statement.ts";
import type { JsonObject } from "../nap/json.ts";
import { refusalInWords } from "../nap/refusal/refusalInWords.ts";
import type { AzureAccess } from "./access.ts";
import { failureOrThrow } from "./azureError.ts";
import { createResource, getCluster } from "./managedClusters.ts";
import {
  waitForResource,
  type OperationEnd,
  type StartedOperation,
  type WaitOptions,
} from "./operation.ts";
import { createResourceGroup } from "./places.ts";
import { readTruth } from "./readTruth.ts";
import { wait } from "./retry.ts";

/** A cluster to be made. */
export interface NewCluster {
  /** Resource id. */
  readonly id: string;
  readonly name: string;
  readonly body: JsonObject;
  /** The resource group, where it is to be made as well. */
  readonly newGroup?: {
    readonly subscriptionId: string;
    readonly name: string;
    readonly location: string;
  };
}

/** How a creation ended; the sentence claims no more than Azure shows. */
export interface CreationEnd {
  readonly isThere: boolean;
  readonly statement: string;
  readonly truth: Truth;
}

/** A request can arrive late: where its answer was lost, Azure is asked after some seconds. */
const secondLookMs = 10_000;

/**
 * Asks Azure for a cluster. Throws an Error whose sentence is true when it did not take it, also about the resource
 * group that was made before; where the answer is lost and the cluster is there, its creation is what is waited for.
 */
export async function startCreation(
  access: AzureAccess,
  cluster: NewCluster,
): Promise<StartedOperation> {
  const { id, name, body, newGroup } = cluster;
  if (newGroup !== undefined)
    await createResourceGroup(access, newGroup).catch((error: unknown) => {
      throw new Error(`${name} was not created. ${refusalInWords(failureOrThrow(error))}`);
    });
  const put = await createResource(access, id, body).catch(failureOrThrow);
  if (!("kind" in put)) return put.operation;
  const group = newGroup === undefined ? "" : ` The resource group ${newGroup.name} is there now.`;
  if (put.changed === "no") throw new Error(`${refusal(name, put)}${group}`);
  await wait(access, secondLookMs);
  const read = await getCluster(access, id).catch(failureOrThrow);
  if (!("kind" in read))
    return {
      resourceId: id,
      apiVersion: read.apiVersion,
      startedAt: new Date().toISOString(),
    };
  const shown =
    read.kind === "not-found"
      ? "Azure shows no such cluster"
      : `whether Azure creates it is not known (${read.message})`;
  throw new Error(
    `The answer to the creation of ${name} was lost: ${put.message}; ${shown}.${group}`,
  );
}

function refusal(name: string, failure: AzureFailure): string {
  const why =
    failure.kind === "precondition"
      ? "A cluster of this name is there already."
      : refusalInWords(failure);
  return `${name} was not created. ${why}`;
}

/** Waits until a creation has ended and reads what there is then. Throws only when the signal is aborted: it goes on. */
export async function followCreation(
  access: AzureAccess,
  operation: StartedOperation,
  options: WaitOptions = {},
): Promise<CreationEnd> {
  const end = await waitForResource(access, operation, options);
  const truth = await readTruth(access, operation.resourceId);
  return {
    isThere: end.status === "Succeeded",
    statement: `${ended(end)} ${shown(end, truth)}`,
    truth,
  };
}

function ended(end: OperationEnd): string {
  switch (end.status) {
    case "Succeeded":
      return "The cluster is there.";
    case "lost":
      return `How its creation ended is not known: ${stopped(end.failure.message)}`;
    case "Failed":
    case "Canceled":
      return `Azure could not create it (${end.code}): ${stopped(end.message)}`;
  }
}

function shown({ status }: OperationEnd, truth: Truth): string {
  if (!truth.isKnown)
    return truth.failure.kind === "not-found"
      ? "Azure shows no such cluster."
      : `Azure could not be asked afterwards: ${stopped(truth.failure.message)}`;
  const { mode, provisioningState } = truth;
  if (status === "Succeeded") return `Azure shows node auto-provisioning mode ${mode}.`;
  return `Azure shows it in the state ${provisioningState}.${status === "lost" ? "" : " What there is of it can cost money: delete it where it is not wanted."}`;
}
