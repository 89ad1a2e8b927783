import { jsonAt, type Json, type JsonObject } from "../json.ts";
import { differences, without, withValue, type Difference, type JsonPath } from "../jsonEdit.ts";
import { readOnlyMembers } from "./readOnly.ts";

/** What node auto-provisioning is to become. */
export interface ModeChange {
  readonly mode: "Auto" | "Manual";
  /** Whether AKS makes the NodePools `default` and `system-surge`; absent: as it is. */
  readonly defaultNodePools?: "Auto" | "None";
}

/** A change as it would be sent. */
export interface ClusterChangePlan {
  /** The body of the PUT: the GET without read-only members, with the change. */
  readonly body: JsonObject;
  /** What differs between the GET and the body, read-only members aside: what was asked for alone. */
  readonly changes: readonly Difference[];
  /** Nothing differs: there is nothing to send. */
  readonly isNothing: boolean;
}

const profilePath = ["properties", "nodeProvisioningProfile"] as const;

/** A GET of a managed cluster without what a PUT cannot set. */
export function writableCluster(cluster: JsonObject): JsonObject {
  const writable = readOnlyMembers.reduce<Json>(without, cluster);
  // `without` keeps objects objects.
  return writable as JsonObject;
}

/**
 * The PUT that changes the mode of a cluster and nothing else. `cluster` is the raw GET; members that nobody knows stay
 * as they are. Values that differ only in case count as equal, as they do for the service.
 */
export function planModeChange(cluster: JsonObject, change: ModeChange): ClusterChangePlan {
  const wanted = Object.entries({
    mode: change.mode,
    ...(change.defaultNodePools !== undefined && { defaultNodePools: change.defaultNodePools }),
  });
  return planClusterChange(
    cluster,
    wanted
      .filter(([name, value]) => !isSame(jsonAt(cluster, ...profilePath, name), value))
      .map(([name, value]) => ({ path: [...profilePath, name], value })),
  );
}

/** The PUT that sets some members of a cluster and nothing else. */
export function planClusterChange(
  cluster: JsonObject,
  edits: readonly { readonly path: JsonPath; readonly value: Json }[],
): ClusterChangePlan {
  const writable = writableCluster(cluster);
  const body = edits.reduce((model, { path, value }) => withValue(model, path, value), writable);
  const changes = differences(writable, body);
  return { body, changes, isNothing: changes.length === 0 };
}

function isSame(value: Json | undefined, wanted: string): boolean {
  return typeof value === "string" && value.toLowerCase() === wanted.toLowerCase();
}
