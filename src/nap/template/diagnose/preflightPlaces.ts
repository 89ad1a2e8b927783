import { Unresolved, type ModelValue } from "../../model.ts";
import { isModelObject } from "../../model.ts";
import { valueAt, type TemplateCluster } from "./templateCluster.ts";

const network = "/properties/networkProfile";

/** Where in a cluster the answer of a check stands, by the check's id. */
const single: Readonly<Record<string, string>> = {
  "service-principal": "/properties/servicePrincipalProfile/clientId",
  "public-network-access": "/properties/publicNetworkAccess",
  "rbac-disabled": "/properties/enableRBAC",
  ipv6: `${network}/ipFamilies`,
  "cidr-overlap": `${network}/podCidr`,
  kubenet: `${network}/networkPlugin`,
  "own-cni": `${network}/networkPlugin`,
  calico: `${network}/networkPolicy`,
  "basic-load-balancer": `${network}/loadBalancerSku`,
  "cilium-afterwards": `${network}/networkDataplane`,
  "outbound-type": `${network}/outboundType`,
  automatic: "/sku/name",
  "disk-encryption-set": "/properties/diskEncryptionSetID",
  "pod-identity": "/properties/podIdentityProfile/enabled",
  "custom-ca": "/properties/securityProfile/customCATrustCertificates",
  "http-proxy": "/properties/httpProxyConfig",
  "system-pool": "/properties/agentPoolProfiles",
  stopped: "/properties/powerState/code",
};

/** The member of a pool that a check judges, and whether this value of it is the one. */
const ofPools: Readonly<
  Record<string, readonly [member: string, isIt: (v: ModelValue) => boolean]>
> = {
  "windows-pools": ["osType", (value) => isText(value, "windows")],
  "cluster-autoscaler": ["enableAutoScaling", (value) => isText(value, "true")],
  "dynamic-pod-ips": ["podSubnetID", (value) => value !== ""],
  "node-public-ip": ["enableNodePublicIP", (value) => isText(value, "true")],
  "os-sku": ["osSKU", () => true],
  "stopped-pools": ["powerState", () => true],
};

function isText(value: ModelValue, text: string): boolean {
  const isScalar = typeof value === "string" || typeof value === "boolean";
  return isScalar && String(value).toLowerCase() === text;
}

/** Pointers into the model of a cluster: one per pool for checks of pools; none where the check judges what is not there. */
export function placesOf(id: string, cluster: TemplateCluster): readonly string[] {
  const place = single[id];
  const { model } = cluster.cluster;
  if (place !== undefined) return valueAt(model, place) === undefined ? [] : [place];
  const [member, isIt] = ofPools[id] ?? [];
  const pools = valueAt(model, "/properties/agentPoolProfiles");
  if (member === undefined || isIt === undefined || !Array.isArray(pools)) return [];
  return (pools as readonly ModelValue[]).flatMap((pool, index) => {
    const value = isModelObject(pool) ? pool[member] : undefined;
    if (value === undefined || value === null || value instanceof Unresolved) return [];
    return isIt(value) ? [`/properties/agentPoolProfiles/${String(index)}/${member}`] : [];
  });
}
