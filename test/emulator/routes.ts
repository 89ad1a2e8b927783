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
import { getSubscription, listLocations, listSubscriptions, listTenants } from "./subscriptions.ts";

/** One route of the stand-in; paths are compared without case. */
export interface Route {
  readonly method: "GET" | "PUT" | "PATCH" | "DELETE" | "POST";
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
  { method: "GET", path: `${subscription}/${provider}/managedClusters`, handler: listClusters },
  { method: "GET", path: clusters, handler: listClusters },
  { method: "GET", path: cluster, handler: getCluster },
  { method: "PUT", path: cluster, handler: putCluster, asksWorld: true },
  { method: "PATCH", path: cluster, handler: patchCluster },
  { method: "DELETE", path: cluster, handler: deleteCluster },
  { method: "GET", path: `${cluster}/agentPools`, handler: listPools },
  { method: "GET", path: `${cluster}/agentPools/:pool`, handler: getPool },
  { method: "PUT", path: `${cluster}/agentPools/:pool`, handler: putPool },
  { method: "DELETE", path: `${cluster}/agentPools/:pool`, handler: deletePool },
  { method: "GET", path: `${location}/operations/:operation`, handler: getOperation },
  { method: "GET", path: `${location}/operationresults/:operation`, handler: getOperationResult },
];
