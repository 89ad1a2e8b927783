/** The parts of a resource id of Azure Resource Manager, as written. */
export interface ResourceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** The last segment. */
  readonly name: string;
}

const pattern = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/.*\/([^/]+)\/?$/i;

/** The parts of a resource id; undefined for what is none. Azure answers `resourcegroups` as well as `resourceGroups`. */
export function parseResourceId(id: string): ResourceId | undefined {
  const [, subscriptionId, resourceGroup, name] = pattern.exec(id) ?? [];
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined)
    return undefined;
  return { subscriptionId, resourceGroup, name };
}

/** The end of a resource id, which people know it by: `virtualNetworks/net/subnets/nodes` is `net/subnets/nodes`. */
export function shortResourceId(id: string): string {
  return id.split("/").slice(-3).join("/");
}
