import type { Json } from "../yaml/node.ts";

const zone = (name: string, forwardDestination: string): Json => ({
  zone: name,
  queryLogging: "Error",
  protocol: "PreferUDP",
  forwardDestination,
  forwardPolicy: "Sequential",
  maxConcurrent: 1000,
  cacheDuration: "3600s",
  serveStaleDuration: "3600s",
  serveStale: "Immediate",
});

/**
 * Settings for DNS on the node that the server accepts: both lists must have the zones `.` and `cluster.local`
 * (CEL rules of karpenter.azure.com_aksnodeclasses.yaml).
 */
export const localDNS: Json = {
  mode: "Required",
  vnetDNSOverrides: [zone(".", "VnetDNS"), zone("cluster.local", "ClusterCoreDNS")],
  kubeDNSOverrides: [zone(".", "ClusterCoreDNS"), zone("cluster.local", "ClusterCoreDNS")],
};

/** Text that fills a field as a whole, by the end of its name: there is nothing to choose, or too much to type. */
const presets: readonly (readonly [string, Json])[] = [
  ["spec.localDNS", localDNS],
  ["nodeClassRef.group", "karpenter.azure.com"],
  ["nodeClassRef.kind", "AKSNodeClass"],
];

/** What fills a field as a whole; undefined where there is something to choose. */
export function presetOf(field: string): Json | undefined {
  return presets.find(([end]) => field.endsWith(end))?.[1];
}

/** The likely value of a field that has no default in the schema, by the end of its name. */
const likely: readonly (readonly [string, string])[] = [
  ["requirements[].operator", "In"],
  ["disruption.consolidateAfter", "0s"],
  ["aints[].effect", "NoSchedule"],
];

/** What most manifests write there; undefined where nothing is likelier than the rest. */
export function likelyValue(field: string): string | undefined {
  return likely.find(([end]) => field.endsWith(end))?.[1];
}

/** Keys that belong to an object although the schema does not demand them. */
const expected: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^$/, ["apiVersion", "kind", "metadata", "spec"]],
  [/^metadata$/, ["name"]],
  [/requirements\[\]$/, ["key", "operator", "values"]],
  [/aints\[\]$/, ["key", "value", "effect"]],
  [/budgets\[\]$/, ["nodes"]],
  [/nodeClassRef$/, ["group", "kind", "name"]],
  [/trustedLaunch$/, ["secureBoot", "vtpm"]],
  [/^spec\.security$/, ["encryptionAtHost"]],
  [/^spec\.resources$/, ["requests"]],
];

/** In the order in which people write them. */
export function expectedKeys(field: string): readonly string[] {
  return expected.find(([pattern]) => pattern.test(field))?.[1] ?? [];
}

/** What the server or the controllers write, and what means nothing on objects of a cluster as a whole. */
const hidden = new Set(
  [
    "status metadata.uid metadata.resourceVersion metadata.generation metadata.creationTimestamp",
    "metadata.deletionTimestamp metadata.deletionGracePeriodSeconds metadata.managedFields metadata.selfLink",
    "metadata.ownerReferences metadata.finalizers metadata.namespace",
  ].flatMap((names) => names.split(" ")),
);

/** Whether a field is never proposed: the server or a controller writes it, or it means nothing on objects of a cluster as a whole. */
export function isHidden(field: string): boolean {
  return hidden.has(field) || field.endsWith("aints[].timeAdded");
}

/** Keys of which the server accepts one only. */
const rivals: readonly (readonly [string, string])[] = [
  ["spec.price", "spec.priceAdjustment"],
  ["spec.replicas", "spec.weight"],
  ["metadata.name", "metadata.generateName"],
];

/** The other key of such a pair. */
export function rivalOf(field: string): string | undefined {
  const pair = rivals.find((names) => names.includes(field));
  return pair
    ?.find((name) => name !== field)
    ?.split(".")
    .at(-1);
}
