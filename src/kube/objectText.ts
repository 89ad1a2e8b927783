import { stringify } from "yaml";
import type { ClusterAccess } from "./access.ts";
import { getObject, type ObjectName } from "./changes.ts";
import { resources, type ResourceName } from "./resources.ts";

/**
 * An object as YAML to read, without the notes of the API server about who set which field.
 * @throws KubeError; `not-found`
 */
export async function objectText(
  access: ClusterAccess,
  kind: ResourceName,
  target: ObjectName & { readonly signal?: AbortSignal | undefined },
): Promise<string> {
  const { metadata, ...object } = await getObject(access, kind, target);
  const { group, version, kind: kindName } = resources[kind];
  const head = { apiVersion: group === "" ? version : `${group}/${version}`, kind: kindName };
  const kept = Object.entries(metadata).filter(([key]) => key !== "managedFields");
  return stringify({ ...head, metadata: Object.fromEntries(kept), ...object }, { lineWidth: 0 });
}
