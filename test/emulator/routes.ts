import { abortOperation, startCluster, stopCluster } from "./clusterPower.ts";
import { listSkus, listUsages } from "./compute.ts";
import { listCredentials } from "./credentials.ts";
import { queryLogs } from "./logs.ts";
import { changeFeature, getFeature, getProvider, registerProvider } from "./registrations.ts";
import { getCommandResult, runCommand } from "./runCommand.ts";
import {
  deleteStored,
  diagnosticSetting,
  getStored,
  listStored,
  maintenanceConfiguration,
  putStored,
  roleAssignment,
  type ResourceKind,
} from "./storedResources.ts";
import { deletePool, getPool, listPools, putPool } from "./agentPools.ts";
import type { Handler } from "./answers.ts";
import {
  deleteCluster,
  getCluster,
  listClusters,
  patchCluster,
  putCluster,
} from "./managedClusters.ts";
import { getEndpoints } from "./metadata.ts";
import { getOperation, getOperationResult } from "./polling.ts";
import {
  deleteGroup,
  getGroup,
  getGroupResult,
  headGroup,
  listGroups,
  putGroup,
} from "./resourceGroups.ts";
import { queryResources } from "./resourceGraph.ts";
import { getSubscription, listLocations, listSubscriptions, listTenants } from "./subscriptions.ts";

/** One route of the stand-in; paths are compared without case. */
export interface Route {
  readonly method: "GET" | "HEAD" | "PUT" | "PATCH" | "DELETE" | "POST";
  readonly path: string;
  readonly handler: Handler;
  /** Answers without a token. */
  readonly isPublic?: boolean;
  /** Its decision depends on what runs in the cluster. */
  readonly asksWorld?: boolean;
}

const subscription = "/subscriptions/:subscription";
const group = `${subscription}/resourceGroups/:group`;
const provider = "providers/Microsoft.ContainerService";
const clusters = `${group}/${provider}/managedClusters`;
const cluster = `${clusters}/:name`;
const location = `${subscription}/${provider}/locations/:location`;

const features = `${subscription}/providers/Microsoft.Features/providers/:namespace/features`;

function stored(path: string, kind: ResourceKind): readonly Route[] {
  return [
    { method: "GET", path, handler: listStored },
    { method: "GET", path: `${path}/:resource`, handler: getStored },
    { method: "PUT", path: `${path}/:resource`, handler: putStored(kind) },
    { method: "DELETE", path: `${path}/:resource`, handler: deleteStored },
  ];
}

/** Scopes on which a role may be assigned. */
const scopes = [
  subscription,
  group,
  `${group}/providers/:namespace/:type/:name`,
  `${group}/providers/:namespace/:type/:name/:subtype/:subname`,
];

/** Resource Manager's own: groups. */
const groups: readonly Route[] = [
  { method: "GET", path: `${subscription}/resourceGroups`, handler: listGroups },
  { method: "GET", path: group, handler: getGroup },
  { method: "HEAD", path: group, handler: headGroup },
  { method: "PUT", path: group, handler: putGroup },
  { method: "DELETE", path: group, handler: deleteGroup },
  { method: "GET", path: `${subscription}/operationresults/:token`, handler: getGroupResult },
];

/** What surrounds clusters: features, providers, sizes, quotas, rights, logs. */
const neighbours: readonly Route[] = [
  { method: "GET", path: `${features}/:feature`, handler: getFeature },
  {
    method: "POST",
    path: `${features}/:feature/register`,
    handler: changeFeature("Registered"),
  },
  {
    method: "POST",
    path: `${features}/:feature/unregister`,
    handler: changeFeature("Unregistered"),
  },
  { method: "GET", path: `${subscription}/providers/:namespace`, handler: getProvider },
  {
    method: "POST",
    path: `${subscription}/providers/:namespace/register`,
    handler: registerProvider,
  },
  { method: "GET", path: `${subscription}/providers/Microsoft.Compute/skus`, handler: listSkus },
  {
    method: "GET",
    path: `${subscription}/providers/Microsoft.Compute/locations/:location/usages`,
    handler: listUsages,
  },
  ...stored(`${cluster}/maintenanceConfigurations`, maintenanceConfiguration),
  ...stored(`${cluster}/providers/Microsoft.Insights/diagnosticSettings`, diagnosticSetting),
  ...scopes.flatMap((scope) =>
    stored(`${scope}/providers/Microsoft.Authorization/roleAssignments`, roleAssignment),
  ),
  { method: "POST", path: "/v1/*", handler: queryLogs },
];

/** Every route. */
export const routes: readonly Route[] = [
  { method: "GET", path: "/metadata/endpoints", handler: getEndpoints, isPublic: true },
  { method: "GET", path: "/tenants", handler: listTenants },
  { method: "GET", path: "/subscriptions", handler: listSubscriptions },
  { method: "GET", path: subscription, handler: getSubscription },
  { method: "GET", path: `${subscription}/locations`, handler: listLocations },
  { method: "POST", path: "/providers/Microsoft.ResourceGraph/resources", handler: queryResources },
  { method: "GET", path: `${subscription}/${provider}/managedClusters`, handler: listClusters },
  { method: "GET", path: clusters, handler: listClusters },
  { method: "GET", path: cluster, handler: getCluster },
  { method: "PUT", path: cluster, handler: putCluster, asksWorld: true },
  { method: "PATCH", path: cluster, handler: patchCluster },
  { method: "DELETE", path: cluster, handler: deleteCluster },
  { method: "POST", path: `${cluster}/stop`, handler: stopCluster },
  { method: "POST", path: `${cluster}/start`, handler: startCluster },
  { method: "POST", path: `${cluster}/abort`, handler: abortOperation },
  {
    method: "POST",
    path: `${cluster}/listClusterUserCredential`,
    handler: listCredentials("clusterUser"),
  },
  {
    method: "POST",
    path: `${cluster}/listClusterAdminCredential`,
    handler: listCredentials("clusterAdmin"),
  },
  { method: "POST", path: `${cluster}/runCommand`, handler: runCommand },
  { method: "GET", path: `${cluster}/commandResults/:command`, handler: getCommandResult },
  { method: "GET", path: `${cluster}/agentPools`, handler: listPools },
  { method: "GET", path: `${cluster}/agentPools/:pool`, handler: getPool },
  { method: "PUT", path: `${cluster}/agentPools/:pool`, handler: putPool },
  { method: "DELETE", path: `${cluster}/agentPools/:pool`, handler: deletePool },
  { method: "GET", path: `${location}/operations/:operation`, handler: getOperation },
  { method: "GET", path: `${location}/operationresults/:operation`, handler: getOperationResult },
  ...groups,
  ...neighbours,
];
