import type { Json, Path } from "../yaml/node.ts";
import { fieldsOf } from "./jsonObject.ts";
import type { Fields } from "./jsonObject.ts";

const templateKinds = [
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "Job",
  "ReplicationController",
];

/** Where objects of a kind keep the pods they make: the path to the pod's `metadata` and `spec`; undefined for kinds without pods. */
export function podPath(kind: string): Path | undefined {
  if (kind === "Pod") return [];
  if (templateKinds.includes(kind)) return ["spec", "template"];
  return kind === "CronJob" ? ["spec", "jobTemplate", "spec", "template"] : undefined;
}

/** The path to the metadata of a kind's pods; undefined for kinds without pods. */
export function podMetadataPath(kind: string): Path | undefined {
  const path = podPath(kind);
  return path && [...path, "metadata"];
}

/** The pod's spec inside a Pod or a workload; undefined for every other object. */
export function podSpecOf(object: Json): Fields | undefined {
  const kind = fieldsOf(object)?.kind;
  const path = typeof kind === "string" ? podPath(kind) : undefined;
  if (path === undefined) return undefined;
  let value: Json | undefined = object;
  for (const step of [...path, "spec"]) value = fieldsOf(value)?.[step];
  return fieldsOf(value);
}
