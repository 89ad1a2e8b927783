export type { AzureAccess } from "./azure/access.ts";
export { azureCliAccess, managedIdentityAccess } from "./azure/access.ts";
export { AzureError, isCancelled } from "./azure/azureError.ts";
export {
  chinaCloud,
  cloudFromSettings,
  portalUrl,
  publicCloud,
  readCloud,
  usGovernmentCloud,
  type AzureCloud,
} from "./azure/cloud.ts";
export { listClusters, type ClusterPage, type ScopeProblem } from "./azure/listClusters.ts";
export { listSubscriptions, listTenants, type TenantRow } from "./azure/subscriptions.ts";
export {
  abortLatestOperation,
  createResource,
  getCluster,
  putResource,
  startAction,
  type AcceptedPut,
  type ReadResource,
} from "./azure/managedClusters.ts";
export {
  waitForOperation,
  type OperationEnd,
  type OperationProgress,
  type StartedOperation,
  type WaitOptions,
} from "./azure/operation.ts";
export {
  accessFromContext,
  accessFromFile,
  accessFromText,
  aksServerId,
  createObject,
  deleteObject,
  evictPod,
  getObject,
  KubeError,
  kubeconfigPaths,
  listAll,
  listContexts,
  mergeIntoKubeconfigFile,
  patchObject,
  probeKarpenter,
  problemOf,
  readNapEvidence,
  readSnapshot,
  watchCluster,
  watchKinds,
  type AccessOptions,
  type ChangeOptions,
  type ClusterAccess,
  type ContextList,
  type ContextRow,
  type EntraLogin,
  type KarpenterProbe,
  type KubeObject,
  type MergedFile,
  type MergeOptions,
  type ObjectName,
  type Patch,
  type ReadObject,
  type TokenSupplier,
  type WatchedKinds,
} from "./kube/index.ts";
