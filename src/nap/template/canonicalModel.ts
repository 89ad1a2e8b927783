import { Unresolved, type ModelObject, type ModelValue } from "../model.ts";
import { isModelList, isModelObject } from "../model.ts";
import { withOrigin, type Origins } from "./expression/origins.ts";

/** Members of a managed cluster beside `properties`; all others of a flattened one belong inside. */
const topMembers = new Set(
  `id name type location tags sku identity kind extendedLocation systemData eTag resourceGroup apiVersion zones managedBy plan
  subscriptionId tenantId properties scope`
    .toLowerCase()
    .split(/\s+/),
);

/** Members that a judge of clusters asks for, spelt as the REST API does: texts in the wild differ in case. */
const spellings = new Map(
  `id name type location tags sku tier identity userAssignedIdentities principalId tenantId kind properties provisioningState powerState code
  kubernetesVersion currentKubernetesVersion dnsPrefix fqdnSubdomain fqdn privateFQDN azurePortalFQDN agentPoolProfiles
  servicePrincipalProfile clientId addonProfiles podIdentityProfile enabled oidcIssuerProfile nodeResourceGroup enableRBAC
  supportPlan networkProfile aadProfile managed enableAzureRBAC autoUpgradeProfile upgradeChannel nodeOSUpgradeChannel
  apiServerAccessProfile enablePrivateCluster privateDNSZone diskEncryptionSetID disableLocalAccounts httpProxyConfig
  securityProfile customCATrustCertificates publicNetworkAccess nodeProvisioningProfile mode defaultNodePools
  hostedSystemProfile networkPlugin networkPluginMode networkPolicy networkMode networkDataplane podCidr podCidrs
  serviceCidr serviceCidrs dnsServiceIP outboundType loadBalancerSku loadBalancerProfile ipFamilies count vmSize
  osDiskSizeGB osDiskType vnetSubnetID podSubnetID podIPAllocationMode maxPods osType osSKU minCount maxCount
  enableAutoScaling scaleDownMode orchestratorVersion availabilityZones enableNodePublicIP scaleSetPriority nodeLabels
  nodeTaints kubeletConfig linuxOSConfig enableFIPS virtualMachinesProfile windowsProfile linuxProfile
  autoScalerProfile metricsProfile costAnalysis upgradeSettings storageProfile bootstrapProfile nodeImageVersion`
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
);

/** Objects whose keys are the user's own. */
const free = new Set(["tags", "nodelabels", "userassignedidentities", "addonprofiles"]);

/** The cluster in the form of the REST API: flattened members moved into `properties`, known members in their spelling. */
export function canonicalModel(model: ModelObject, origins: Origins): ModelObject {
  const whole = hasProperties(model) ? model : withProperties(model, origins);
  const spelt = respell(whole, origins);
  return isModelObject(spelt) ? spelt : whole;
}

function hasProperties(model: ModelObject): boolean {
  return Object.entries(model).some(
    ([key, value]) => key.toLowerCase() === "properties" && value !== null,
  );
}

function withProperties(model: ModelObject, origins: Origins): ModelObject {
  const node = origins.get(model);
  const entries = Object.entries(model);
  const isTop = (key: string) => topMembers.has(key.toLowerCase());
  const inner = entries.filter(([key]) => !isTop(key));
  const top = entries.filter(([key]) => isTop(key) && key.toLowerCase() !== "properties");
  const properties: ModelValue =
    inner.length === 0
      ? new Unresolved("properties")
      : withOrigin<ModelObject>(origins, Object.fromEntries(inner), node);
  const result: ModelObject = { ...Object.fromEntries(top), properties };
  return withOrigin(origins, result, node);
}

function respell(value: ModelValue, origins: Origins): ModelValue {
  if (value instanceof Unresolved || typeof value !== "object" || value === null) return value;
  if (isModelList(value)) {
    const items = value.map((item) => respell(item, origins));
    return withOrigin(origins, items, origins.get(value));
  }
  const entries = Object.entries(value).map(([key, member]): [string, ModelValue] => {
    const name = spellings.get(key.toLowerCase()) ?? key;
    const inner = free.has(key.toLowerCase()) ? member : respell(member, origins);
    return [name, inner];
  });
  return withOrigin<ModelObject>(origins, Object.fromEntries(entries), origins.get(value));
}
