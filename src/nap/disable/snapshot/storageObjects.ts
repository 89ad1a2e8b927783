/** Volumes and where they can be used; see kubernetesObjects.ts for the form. */

import type { NodeSelector, ObjectMeta } from "./kubernetesObjects.ts";

export interface PersistentVolume {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly nodeAffinity?: { readonly required?: NodeSelector };
    readonly local?: unknown;
    readonly hostPath?: unknown;
    readonly csi?: { readonly driver?: string };
    readonly storageClassName?: string;
  };
}

export interface PersistentVolumeClaim {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly volumeName?: string;
    readonly storageClassName?: string;
    readonly accessModes?: readonly string[];
  };
  readonly status?: { readonly phase?: string };
}

export interface StorageClass {
  readonly metadata: ObjectMeta;
  readonly provisioner?: string;
  readonly volumeBindingMode?: string;
  readonly allowedTopologies?: readonly {
    readonly matchLabelExpressions?: readonly {
      readonly key: string;
      readonly values: readonly string[];
    }[];
  }[];
}
