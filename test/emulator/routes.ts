import { deletePool, getPool, listPools, putPool } from "./agentPools.ts";
import type { Handler } from "./answers.ts";
import { abortOperation, startCluster, stopCluster } from "./clusterPower.ts";
import { listCredentials } from "./credentials.ts";
import {
  deleteCluster,
  getCluster,
  listClusters,
  patchCluster,
  putCluster,
} from "./managedClusters.ts";
import { getEndpoints } from "./metadata.ts";
import { neighbours } from "./neighbours.ts";
import { getOperation, getOperationResult } from "./polling.ts";
import { queryResources } from "./resourceGraph.ts";
import { getCommandResult, runCommand } from "./runCommand.ts";
import { getSubscription, listLocations, listSubscriptions, listTenants } from "./subscriptions.ts";
import {
  getPoolUpgradeProfile,
  getUpgradeProfile,
  listKubernetesVersions,
  listPoolVersions,
} from "./versions.ts";

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
  { method: "GET", path: `${cluster}/upgradeProfiles/default`, handler: getUpgradeProfile },
  { method: "GET", path: `${cluster}/availableAgentPoolVersions`, handler: listPoolVersions },
  {
    method: "GET",
    path: `${cluster}/agentPools/:pool/upgradeProfiles/default`,
    handler: getPoolUpgradeProfile,
  },
  { method: "GET", path: `${location}/kubernetesVersions`, handler: listKubernetesVersions },
  ...neighbours,
];
