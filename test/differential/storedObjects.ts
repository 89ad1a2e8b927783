import type { ApiClient } from "../cluster/apiClient.ts";
import { collectionOf, waitFor } from "../cluster/clusterObjects.ts";
import type { ClusterObject } from "../cluster/clusterObjects.ts";
import { atOnce } from "./atOnce.ts";
import { settledConditions } from "./conditions.ts";
import type { Condition } from "./conditions.ts";

/** An object that the API server stored. */
export interface Stored {
  readonly name: string;
  readonly manifest: string;
  readonly spec: unknown;
}

/** Creates objects from JSON texts; those that the server accepts. */
export async function createAccepted(
  client: ApiClient,
  kind: string,
  manifests: readonly string[],
): Promise<readonly Stored[]> {
  const path = `${collectionOf(kind)}?fieldValidation=Strict`;
  const answers = await atOnce(manifests, async (manifest) => {
    const { status } = await client.send("POST", path, { body: manifest });
    const { metadata, spec } = JSON.parse(manifest) as ClusterObject;
    return status === 201 ? [{ name: metadata.name, manifest, spec }] : [];
  });
  return answers.flat();
}

/** The conditions of all objects of a kind by name, once the controllers have settled on those that are wanted of each. */
export async function conditionsOf(
  client: ApiClient,
  kind: string,
  wanted: (object: ClusterObject) => readonly string[],
): Promise<ReadonlyMap<string, readonly Condition[]>> {
  const settled = async () => {
    const { body } = await client.send("GET", collectionOf(kind));
    const { items } = body as { items: readonly ClusterObject[] };
    const all = items.flatMap((item) => {
      const conditions = settledConditions(item, wanted(item));
      return conditions ? [[item.metadata.name, conditions] as const] : [];
    });
    return all.length === items.length ? new Map(all) : undefined;
  };
  return waitFor(`the conditions of every ${kind}`, settled, 600_000);
}
