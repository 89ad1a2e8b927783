import { hostnameLabel } from "../snapshot/names.ts";
import type { NodeSelectorTerm } from "../snapshot/kubernetesObjects.ts";
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
} from "../snapshot/storageObjects.ts";
import type { Pod } from "../snapshot/podObjects.ts";
import type { ClusterSnapshot } from "../snapshot/snapshot.ts";

/** Where a pod's volumes can be used: each volume needs a node that meets one of its terms. */
export interface VolumeTerms {
  readonly volumes: readonly (readonly NodeSelectorTerm[])[];
  /** Persistent volumes on a node's own disk. The pod can start nowhere else with its data. */
  readonly local: readonly string[];
  /** Claims about which nothing is known, because they or their volumes were not found. */
  readonly unknown: readonly string[];
}

/** Volumes, claims and classes by name. */
export interface VolumeIndex {
  readonly claims: ReadonlyMap<string, PersistentVolumeClaim>;
  readonly volumes: ReadonlyMap<string, PersistentVolume>;
  readonly classes: ReadonlyMap<string, StorageClass>;
}

/** Indexes what pods' volumes refer to. */
export function indexVolumes(snapshot: ClusterSnapshot): VolumeIndex {
  const named = <T extends { metadata: { name: string } }>(list: readonly T[]) =>
    new Map(list.map((one) => [one.metadata.name, one]));
  return {
    claims: new Map(
      snapshot.persistentVolumeClaims.map((claim) => [
        `${claim.metadata.namespace ?? "default"}/${claim.metadata.name}`,
        claim,
      ]),
    ),
    volumes: named(snapshot.persistentVolumes),
    classes: named(snapshot.storageClasses),
  };
}

/** The names of the claims that the pod mounts; generic ephemeral volumes have claims named after pod and volume. */
function claimNamesOf({ metadata, spec }: Pod): readonly string[] {
  return (spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
    if (persistentVolumeClaim) return [persistentVolumeClaim.claimName];
    return ephemeral ? [`${metadata.name}-${name}`] : [];
  });
}

function isLocal({ spec }: PersistentVolume): boolean {
  return spec?.local !== undefined || spec?.hostPath !== undefined;
}

/** Karpenter looks for a new place of a local volume as if it were not bound to its node (volumetopology.go). */
function termsOfVolume(volume: PersistentVolume): readonly NodeSelectorTerm[] {
  const terms = volume.spec?.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  if (!isLocal(volume)) return terms;
  const freed = terms.map(({ matchExpressions = [] }) => ({
    matchExpressions: matchExpressions.filter(({ key }) => key !== hostnameLabel),
  }));
  return freed.some(({ matchExpressions }) => matchExpressions.length === 0) ? [] : freed;
}

function termsOfClass({ allowedTopologies = [] }: StorageClass): readonly NodeSelectorTerm[] {
  return allowedTopologies.map(({ matchLabelExpressions = [] }) => ({
    matchExpressions: matchLabelExpressions.map(({ key, values }) => ({
      key,
      operator: "In",
      values,
    })),
  }));
}

/** Where the volumes of a pod let it go (karpenter v1.14.0 scheduling/volumetopology.go). */
export function volumeTermsOf(pod: Pod, index: VolumeIndex): VolumeTerms {
  const volumes: (readonly NodeSelectorTerm[])[] = [];
  const local: string[] = [];
  const unknown: string[] = [];
  for (const name of claimNamesOf(pod)) {
    const claim = index.claims.get(`${pod.metadata.namespace ?? "default"}/${name}`);
    const { volumeName, storageClassName } = claim?.spec ?? {};
    const volume = index.volumes.get(volumeName ?? "");
    const storageClass = index.classes.get(storageClassName ?? "");
    if (volume) {
      volumes.push(termsOfVolume(volume));
      if (isLocal(volume)) local.push(volume.metadata.name);
    } else if (claim && !volumeName && storageClass) volumes.push(termsOfClass(storageClass));
    else unknown.push(name);
  }
  return { volumes: volumes.filter((terms) => terms.length > 0), local, unknown };
}
