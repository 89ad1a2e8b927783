/** What the extension uses of this folder; ui reaches it through src/cluster.ts. */
export {
  accessFromFile,
  accessFromText,
  type AccessOptions,
  type ClusterAccess,
} from "./access.ts";
export { applyChange, isKubeChange, type KubeChange } from "./applyChange.ts";
export type { EntraToken, TokenSupplier } from "./authenticator.ts";
export {
  createObject,
  deleteObject,
  evictPod,
  getObject,
  patchObject,
  type ChangeOptions,
  type ObjectName,
  type Patch,
  type ReadObject,
} from "./changes.ts";
export {
  accessFromContext,
  kubeconfigPaths,
  listContexts,
  pinnedContext,
  type ContextList,
  type PinnedContext,
} from "./contexts.ts";
export { aksServerId, type EntraLogin } from "./entraLogin.ts";
export { KubeError, problemOf } from "./kubeError.ts";
export { listAll, listPages, type ListPage, type ListQuery } from "./list.ts";
export { mergeIntoKubeconfigFile, type MergedFile } from "./kubeconfigFile.ts";
export type { MergeOptions } from "./mergeKubeconfig.ts";
export { manifestText, objectText } from "./objectText.ts";
export { probeKarpenter, type KarpenterProbe } from "./probe.ts";
export { readNapEvidence } from "./readNapEvidence.ts";
export { readSnapshot } from "./readSnapshot.ts";
export type { ResourceName } from "./resources.ts";
export type { KubeObject } from "./trim.ts";
export { watchCluster } from "./watchCluster.ts";
export { watchSnapshot, type WatchSnapshotOptions } from "./watchSnapshot.ts";
export {
  watchKinds,
  type WatchedKind,
  type WatchedKinds,
  type WatchKindsOptions,
} from "./watchKinds.ts";
