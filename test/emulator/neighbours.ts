import {
  getRoleDefinition,
  listPermissions,
  listRoleDefinitions,
  listScoped,
} from "./authorization.ts";
import type { Handler } from "./answers.ts";
import { listSkus, listUsages } from "./compute.ts";
import { queryLogs } from "./logs.ts";
import { getNetwork, getSubnet, listNetworks, listSubnets, subnet } from "./networks.ts";
import {
  changeFeature,
  getFeature,
  getProvider,
  listFeatures,
  registerProvider,
} from "./registrations.ts";
import {
  deleteGroup,
  getGroup,
  getGroupResult,
  headGroup,
  listGroups,
  putGroup,
} from "./resourceGroups.ts";
import type { Route } from "./routes.ts";
import {
  deleteStored,
  diagnosticSetting,
  getStored,
  listEverywhere,
  listStored,
  loadBalancer,
  lock,
  maintenanceConfiguration,
  network,
  putStored,
  roleAssignment,
  userIdentity,
  type ResourceKind,
} from "./storedResources.ts";

const subscription = "/subscriptions/:subscription";
const group = `${subscription}/resourceGroups/:group`;
const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/:name`;
const features = `${subscription}/providers/Microsoft.Features/providers/:namespace/features`;

const networks = "providers/Microsoft.Network/virtualNetworks";
const identities = "providers/Microsoft.ManagedIdentity/userAssignedIdentities";

function stored(
  path: string,
  kind: ResourceKind,
  { list = listStored, get = getStored }: { list?: Handler; get?: Handler } = {},
): readonly Route[] {
  return [
    { method: "GET", path, handler: list },
    { method: "GET", path: `${path}/:resource`, handler: get },
    { method: "PUT", path: `${path}/:resource`, handler: putStored(kind) },
    { method: "DELETE", path: `${path}/:resource`, handler: deleteStored },
  ];
}

/** Rights and locks of a scope. */
function authorization(scope: string): readonly Route[] {
  const own = `${scope}/providers/Microsoft.Authorization`;
  return [
    ...stored(`${own}/roleAssignments`, roleAssignment, { list: listScoped("roleAssignments") }),
    ...stored(`${own}/locks`, lock, { list: listScoped("locks") }),
    { method: "GET", path: `${own}/roleDefinitions`, handler: listRoleDefinitions },
    { method: "GET", path: `${own}/roleDefinitions/:resource`, handler: getRoleDefinition },
    { method: "GET", path: `${own}/permissions`, handler: listPermissions },
  ];
}

/** Scopes on which there are rights and locks. */
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
export const neighbours: readonly Route[] = [
  { method: "GET", path: features, handler: listFeatures },
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
  ...scopes.flatMap(authorization),
  { method: "GET", path: `${subscription}/${networks}`, handler: listNetworks },
  ...stored(`${group}/providers/Microsoft.Network/loadBalancers`, loadBalancer),
  ...stored(`${group}/${networks}`, network, { list: listNetworks, get: getNetwork }),
  ...stored(`${group}/${networks}/:network/subnets`, subnet, {
    list: listSubnets,
    get: getSubnet,
  }),
  { method: "GET", path: `${subscription}/${identities}`, handler: listEverywhere },
  ...stored(`${group}/${identities}`, userIdentity),
  { method: "POST", path: "/v1/*", handler: queryLogs },
  ...groups,
];
