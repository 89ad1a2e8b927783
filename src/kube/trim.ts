import type { ObjectMeta } from "../nap/disable/snapshot/kubernetesObjects.ts";
import { isRecord, listOf, recordOf } from "../karpenter/plain.ts";
import type { ResourceName } from "./resources.ts";

/** An object as the API server sent it, less what nobody reads. */
export interface KubeObject {
  readonly metadata: ObjectMeta;
  readonly [member: string]: unknown;
}

type Plain = Readonly<Record<string, unknown>>;

/** Few, and whoever changes them wants to know whose fields they are. */
const keptWhole: ReadonlySet<ResourceName> = new Set(["nodePools", "aksNodeClasses"]);

/** What pods run stays out of our memory: it is large, and may hold secrets. */
const droppedOfContainers: ReadonlySet<string> = new Set([
  "args",
  "command",
  "env",
  "envFrom",
  "lifecycle",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "volumeMounts",
]);

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * The object without the bulk that no view and no plan reads: of managed fields only who wrote with which operation,
 * no last-applied text, of containers no commands, environments, mounts and probes, of pods' status only what says
 * how they are, of nodes no images. NodePools and AKSNodeClasses stay whole.
 */
export function trimmed(name: ResourceName, object: KubeObject): KubeObject {
  if (keptWhole.has(name)) return object;
  const metadata = trimmedMeta(object.metadata);
  switch (name) {
    case "pods":
      return { ...object, metadata, spec: podSpec(object.spec), status: podStatus(object.status) };
    case "nodes":
      return { ...object, metadata, status: without(object.status, ["images"]) };
    case "daemonSets":
    case "deployments":
    case "replicaSets":
      return { ...object, metadata, spec: workloadSpec(object.spec) };
    case "customResourceDefinitions":
      return { ...object, metadata, spec: definitionSpec(object.spec) };
    default:
      return { ...object, metadata };
  }
}

function trimmedMeta(metadata: ObjectMeta): ObjectMeta {
  const { managedFields, annotations, ...rest } = metadata;
  const owners = managedFields?.map(({ manager, operation }) => ({
    ...(manager !== undefined && { manager }),
    ...(operation !== undefined && { operation }),
  }));
  return {
    ...rest,
    ...(owners && { managedFields: owners }),
    ...(annotations && { annotations: withoutLastApplied(annotations) }),
  };
}

function withoutLastApplied(
  annotations: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (!(lastApplied in annotations)) return annotations;
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== lastApplied));
}

function podSpec(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const containers = listOf(value.containers).map(container);
  return {
    ...value,
    containers,
    ...(value.initContainers !== undefined && {
      initContainers: listOf(value.initContainers).map(container),
    }),
  };
}

function container(value: unknown): Plain {
  return Object.fromEntries(
    Object.entries(recordOf(value)).filter(([member]) => !droppedOfContainers.has(member)),
  );
}

function podStatus(value: unknown): unknown {
  return without(value, [
    "containerStatuses",
    "initContainerStatuses",
    "ephemeralContainerStatuses",
    "hostIPs",
    "podIPs",
  ]);
}

function workloadSpec(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const template = recordOf(value.template);
  return { ...value, template: { ...template, spec: podSpec(template.spec) } };
}

/** The schemas of a CRD are most of it. */
function definitionSpec(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const versions = listOf(value.versions).map((version) =>
    without(version, ["schema", "additionalPrinterColumns"]),
  );
  return { ...value, versions };
}

function without(value: unknown, members: readonly string[]): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([member]) => !members.includes(member)));
}
