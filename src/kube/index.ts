/** What the extension uses of this folder; ui reaches it through src/cluster.ts. */
export {
  accessFromFile,
  accessFromText,
  type AccessOptions,
  type ClusterAccess,
} from "./access.ts";
export type { EntraToken, TokenSupplier } from "./authenticator.ts";
export { aksServerId, type EntraLogin } from "./entraLogin.ts";
export { KubeError, problemOf } from "./kubeError.ts";
export { listAll, listPages, type ListPage, type ListQuery } from "./list.ts";
export type { ResourceName } from "./resources.ts";
export type { KubeObject } from "./trim.ts";
export { watchCluster } from "./watchCluster.ts";
export {
  watchKinds,
  type WatchedKind,
  type WatchedKinds,
  type WatchKindsOptions,
} from "./watchKinds.ts";
