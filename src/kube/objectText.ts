import { stringify } from "yaml";
import type { ClusterAccess } from "./access.ts";
import { getObject, type ObjectName } from "./changes.ts";
import { resources, type ResourceName } from "./resources.ts";
import type { KubeObject } from "./trim.ts";

/**
 * An object as YAML to read, without the notes of the API server about who set which field.
 * @throws KubeError; `not-found`
 */
export async function objectText(
  access: ClusterAccess,
  kind: ResourceName,
  target: ObjectName & { readonly signal?: AbortSignal | undefined },
): Promise<string> {
  return textOf(kind, await getObject(access, kind, target), (key) => key !== "managedFields");
}

/** What an author writes into the metadata of an object; the rest is the API server's. */
const authored: ReadonlySet<string> = new Set(["name", "namespace", "labels", "annotations"]);

/**
 * An object as a manifest to edit and apply: without its status and what the API server adds.
 * @throws KubeError; `not-found`
 */
export async function manifestText(
  access: ClusterAccess,
  kind: ResourceName,
  target: ObjectName & { readonly signal?: AbortSignal | undefined },
): Promise<string> {
  const { metadata, ...object } = await getObject(access, kind, target);
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([name]) => !ofTools.test(name),
  );
  const own = { ...metadata, annotations: Object.fromEntries(annotations) };
  const spec = Object.fromEntries(Object.entries(object).filter(([name]) => name !== "status"));
  return textOf(
    kind,
    { ...spec, metadata: own },
    (key) => authored.has(key) && (key !== "annotations" || annotations.length > 0),
  );
}

/** Annotations that kubectl and Karpenter keep for themselves. */
const ofTools =
  /^(kubectl\.kubernetes\.io\/last-applied-configuration|karpenter(\.azure\.com|\.sh)\/[\w-]*hash[\w-]*)$/;

function textOf(
  name: ResourceName,
  { metadata, ...object }: KubeObject,
  keeps: (member: string) => boolean,
): string {
  const { group, version, kind } = resources[name];
  const head = { apiVersion: group === "" ? version : `${group}/${version}`, kind };
  const kept = Object.fromEntries(Object.entries(metadata).filter(([key]) => keeps(key)));
  return stringify({ ...head, metadata: kept, ...object }, { lineWidth: 0 });
}
