export type { AzureAccess } from "./access.ts";
export { azureCliAccess, managedIdentityAccess } from "./access.ts";
export { AzureError, isCancelled } from "./azureError.ts";
export {
  chinaCloud,
  cloudFromSettings,
  portalUrl,
  publicCloud,
  readCloud,
  usGovernmentCloud,
  type AzureCloud,
} from "./cloud.ts";
export { listClusters, type ClusterPage, type ScopeProblem } from "./listClusters.ts";
export { listSubscriptions, listTenants, type TenantRow } from "./subscriptions.ts";
export {
  abortLatestOperation,
  getCluster,
  putResource,
  startAction,
  type AcceptedPut,
  type ReadResource,
} from "./managedClusters.ts";
export {
  keptOperation,
  waitForOperation,
  waitUntilIdle,
  type OperationEnd,
  type OperationProgress,
  type StartedOperation,
  type WaitOptions,
} from "./operation.ts";
export { abortOperation, type Aborted } from "./abortOperation.ts";
export {
  followCreation,
  startCreation,
  type CreationEnd,
  type NewCluster,
} from "./createCluster.ts";
export { changeMode } from "./changeMode.ts";
export type {
  ModeChangeEvents,
  ModeChangeProgress,
  PendingModeChange,
} from "./modeChangeEvents.ts";
export { entraTokens } from "./entraTokens.ts";
export { resumeModeChange } from "./lostChange.ts";
export { readTruth } from "./readTruth.ts";
export {
  addAgentPool,
  changeAgentPool,
  deleteAgentPool,
  listAgentPools,
  type PoolName,
} from "./agentPools.ts";
export { listQuotas, listVmSizes, type Quota, type RegionName } from "./compute.ts";
export { readAzVersions } from "./azVersions.ts";
export { applyRemedy } from "./applyRemedy.ts";
export { readKubeconfig } from "./kubeconfig.ts";
export { listLocks } from "./locks.ts";
export {
  listKubernetesVersions,
  listRegions,
  listResourceGroups,
  listSubnets,
  listUserIdentities,
  type KubernetesVersion,
  type Place,
  type Subnet,
  type UserIdentity,
} from "./places.ts";
export { readSurroundings, subnetActions } from "./readSurroundings.ts";
export {
  endOfRegistration,
  readFeature,
  type FeatureName,
  type RegisterOptions,
} from "./registrations.ts";
export {
  listRoleAssignments,
  mayDo,
  missingActions,
  type RoleAssignment,
} from "./roleAssignments.ts";
export { createSshKey, sshKeyPath } from "./sshKey.ts";
export { runCommand, type CommandResult } from "./runCommand.ts";
