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
