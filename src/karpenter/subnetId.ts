/** The parts of a subnet's resource ID, in the case in which they were written. */
export interface SubnetId {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly network: string;
  readonly subnet: string;
}

const shape =
  /^\/subscriptions\/([^/]*)\/resourceGroups\/([^/]*)\/providers\/Microsoft\.Network\/virtualNetworks\/([^/]*)\/subnets\/([^/]*)$/i;

/**
 * Takes a subnet's resource ID apart, or gives undefined; the fixed words may be in any case
 * (karpenter-provider-azure v1.14.0 pkg/utils/subnet_parser.go, GetVnetSubnetIDComponents).
 */
export function parseSubnetId(id: string): SubnetId | undefined {
  const match = shape.exec(id);
  if (match === null) return undefined;
  const [, subscription = "", resourceGroup = "", network = "", subnet = ""] = match;
  return { subscription, resourceGroup, network, subnet };
}

/** Whether both subnets are in one virtual network. Case counts, although Azure itself ignores it (IsSameVNET). */
export function isSameNetwork(left: SubnetId, right: SubnetId): boolean {
  return (
    left.subscription === right.subscription &&
    left.resourceGroup === right.resourceGroup &&
    left.network === right.network
  );
}

/** Whether AKS made the network for the cluster (pkg/utils/utils.go, IsAKSManagedVNET). */
export function isManagedNetwork(id: SubnetId, nodeResourceGroup: string): boolean {
  const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();
  return (
    /^aks-vnet-\d{8}$/i.test(id.network) &&
    same(id.resourceGroup, nodeResourceGroup) &&
    same(id.subnet, "aks-subnet")
  );
}
