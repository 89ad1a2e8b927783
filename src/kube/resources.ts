/** A collection of the API server. */
export interface Resource {
  /** API group, empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** As in URLs and in RBAC rules: `nodepools`. */
  readonly plural: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
}

const namespaced = { isNamespaced: true } as const;
const clusterWide = { isNamespaced: false } as const;
const core = { group: "", version: "v1" } as const;
const karpenter = { group: "karpenter.sh", version: "v1", ...clusterWide } as const;

/** What is read and changed of a cluster, by the names that snapshots give their lists. */
export const resources = {
  nodePools: { ...karpenter, plural: "nodepools", kind: "NodePool" },
  nodeClaims: { ...karpenter, plural: "nodeclaims", kind: "NodeClaim" },
  aksNodeClasses: {
    group: "karpenter.azure.com",
    version: "v1beta1",
    plural: "aksnodeclasses",
    kind: "AKSNodeClass",
    ...clusterWide,
  },
  nodes: { ...core, plural: "nodes", kind: "Node", ...clusterWide },
  pods: { ...core, plural: "pods", kind: "Pod", ...namespaced },
  events: { ...core, plural: "events", kind: "Event", ...namespaced },
  namespaces: { ...core, plural: "namespaces", kind: "Namespace", ...clusterWide },
  persistentVolumes: {
    ...core,
    plural: "persistentvolumes",
    kind: "PersistentVolume",
    ...clusterWide,
  },
  persistentVolumeClaims: {
    ...core,
    plural: "persistentvolumeclaims",
    kind: "PersistentVolumeClaim",
    ...namespaced,
  },
  podDisruptionBudgets: {
    group: "policy",
    version: "v1",
    plural: "poddisruptionbudgets",
    kind: "PodDisruptionBudget",
    ...namespaced,
  },
  daemonSets: {
    group: "apps",
    version: "v1",
    plural: "daemonsets",
    kind: "DaemonSet",
    ...namespaced,
  },
  deployments: {
    group: "apps",
    version: "v1",
    plural: "deployments",
    kind: "Deployment",
    ...namespaced,
  },
  replicaSets: {
    group: "apps",
    version: "v1",
    plural: "replicasets",
    kind: "ReplicaSet",
    ...namespaced,
  },
  storageClasses: {
    group: "storage.k8s.io",
    version: "v1",
    plural: "storageclasses",
    kind: "StorageClass",
    ...clusterWide,
  },
  volumeAttachments: {
    group: "storage.k8s.io",
    version: "v1",
    plural: "volumeattachments",
    kind: "VolumeAttachment",
    ...clusterWide,
  },
  customResourceDefinitions: {
    group: "apiextensions.k8s.io",
    version: "v1",
    plural: "customresourcedefinitions",
    kind: "CustomResourceDefinition",
    ...clusterWide,
  },
} as const satisfies Record<string, Resource>;

export type ResourceName = keyof typeof resources;

/** Which object or collection is meant; a namespace of `undefined` means all of them, or none where there are none. */
export interface Place {
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  /** `eviction`, `status`. */
  readonly subresource?: string | undefined;
}

/** The URL path of a collection, or of an object in it. */
export function pathOf(resource: Resource, place: Place = {}): string {
  const { group, version, plural } = resource;
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  const parts = [
    ...(place.namespace === undefined ? [] : ["namespaces", place.namespace]),
    plural,
    ...(place.name === undefined ? [] : [place.name]),
    ...(place.subresource === undefined ? [] : [place.subresource]),
  ];
  return [root, ...parts.map(encodeURIComponent)].join("/");
}

/** As RBAC and kubectl name a collection: `nodepools.karpenter.sh`, `pods`, `pods/eviction`. */
export function rbacName({ group, plural }: Resource, subresource?: string): string {
  const name = group === "" ? plural : `${plural}.${group}`;
  return subresource === undefined ? name : `${name}/${subresource}`;
}
