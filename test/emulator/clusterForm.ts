import type { ArmRequest } from "./answers.ts";
import {
  asObject,
  asObjects,
  asText,
  at,
  isObject,
  overlay,
  withAt,
  withoutAt,
  type JsonObject,
} from "./json.ts";
import { poolForm, withoutReadOnlyOfPool } from "./poolForm.ts";
import { guidOf } from "./pools.ts";

/** What a request cannot set: the service keeps its own. */
const readOnly: readonly (readonly string[])[] = [
  ["id"],
  ["name"],
  ["type"],
  ["eTag"],
  ["systemData"],
  ["identity", "principalId"],
  ["identity", "tenantId"],
  ...[
    "provisioningState",
    "powerState",
    "fqdn",
    "privateFQDN",
    "azurePortalFQDN",
    "currentKubernetesVersion",
    "maxAgentPools",
    "resourceUID",
    "status",
  ].map((name) => ["properties", name]),
  ["properties", "networkProfile", "loadBalancerProfile", "effectiveOutboundIPs"],
];

/** A request's cluster without what it cannot set. */
function withoutReadOnly(body: JsonObject): JsonObject {
  const writable = readOnly.reduce(withoutAt, body);
  const pools = asObjects(at(writable, "properties", "agentPoolProfiles"));
  if (pools.length === 0) return writable;
  return withAt(writable, ["properties", "agentPoolProfiles"], pools.map(withoutReadOnlyOfPool));
}

/** What the service fills into a new cluster (recorded creates of 2025 and 2026). */
function newCluster(request: ArmRequest, body: JsonObject): JsonObject {
  const { subscription = "", group = "", name = "" } = request.params;
  const id = `/subscriptions/${subscription}/resourcegroups/${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;
  const location = asText(body.location).replaceAll(" ", "").toLowerCase();
  const hash = guidOf(id.toLowerCase()).slice(0, 8);
  const host = `${asText(at(body, "properties", "dnsPrefix")) || name}-${hash}`;
  const version = asText(at(body, "properties", "kubernetesVersion")) || "1.35";
  return {
    id,
    location,
    name,
    type: "Microsoft.ContainerService/ManagedClusters",
    kind: "Base",
    properties: {
      powerState: { code: "Running" },
      kubernetesVersion: version,
      currentKubernetesVersion: version.split(".").length > 2 ? version : `${version}.4`,
      fqdn: `${host}.hcp.${location}.azmk8s.io`,
      azurePortalFQDN: `${host}.portal.hcp.${location}.azmk8s.io`,
      nodeResourceGroup: `MC_${group}_${name}_${location}`,
      enableRBAC: true,
      supportPlan: "KubernetesOfficial",
      ...(namesPlugin(body) && { windowsProfile }),
      networkProfile: networkDefaults(body),
      maxAgentPools: 100,
      autoUpgradeProfile: { nodeOSUpgradeChannel: "NodeImage" },
      securityProfile: {},
      storageProfile: {
        diskCSIDriver: { enabled: true },
        fileCSIDriver: { enabled: true },
        snapshotController: { enabled: true },
      },
      oidcIssuerProfile: { enabled: false },
      workloadAutoScalerProfile: {},
      resourceUID: guidOf(`uid${id}`).replaceAll("-", "").slice(0, 24),
      metricsProfile: { costAnalysis: { enabled: false } },
      nodeProvisioningProfile: { mode: "Manual" },
      bootstrapProfile: { artifactSource: "Direct" },
      hostedSystemProfile: { enabled: false },
    },
    sku: { name: "Base", tier: "Free" },
  };
}

/** Recorded where the request named the plug-in, and only there. */
const windowsProfile = { adminUsername: "azureuser", enableCSIProxy: true };

function namesPlugin(body: JsonObject): boolean {
  return at(body, "properties", "networkProfile", "networkPlugin") === "azure";
}

function networkDefaults(body: JsonObject): JsonObject {
  const asked = asObject(at(body, "properties", "networkProfile"));
  const plain = asked.networkPlugin === undefined;
  const outbound = asked.outboundType ?? "loadBalancer";
  const balancer = { managedOutboundIPs: { count: 1 }, backendPoolType: "nodeIPConfiguration" };
  return {
    networkPlugin: "azure",
    ...(plain && { networkPluginMode: "overlay" }),
    networkPolicy: asked.networkDataplane === "cilium" ? "cilium" : "none",
    networkDataplane: "azure",
    loadBalancerSku: "standard",
    ...(outbound === "loadBalancer" && { loadBalancerProfile: balancer }),
    podCidr: "10.244.0.0/16",
    serviceCidr: "10.0.0.0/16",
    dnsServiceIP: "10.0.0.10",
    outboundType: "loadBalancer",
    podCidrs: ["10.244.0.0/16"],
    serviceCidrs: ["10.0.0.0/16"],
    ipFamilies: ["IPv4"],
  };
}

function identityOf(request: ArmRequest, cluster: JsonObject): JsonObject {
  const identity = asObject(cluster.identity);
  if (identity.type !== "SystemAssigned") return cluster;
  const principalId = guidOf(`principal${asText(cluster.id)}`);
  const tenantId = request.caller.tenantId;
  const clientId = at(cluster, "properties", "servicePrincipalProfile", "clientId") ?? "msi";
  const known = { ...cluster, identity: { principalId, tenantId, ...identity } };
  return withAt(known, ["properties", "servicePrincipalProfile", "clientId"], clientId);
}

function withIssuer(cluster: JsonObject): JsonObject {
  if (at(cluster, "properties", "oidcIssuerProfile", "enabled") !== true) return cluster;
  const issuer = `https://${asText(cluster.location)}.oic.prod-aks.azure.com/${guidOf(`issuer${asText(cluster.id)}`)}/`;
  return withAt(cluster, ["properties", "oidcIssuerProfile", "issuerURL"], issuer);
}

function mergedPools(before: JsonObject | undefined, after: JsonObject): readonly JsonObject[] {
  const known = asObjects(at(before, "properties", "agentPoolProfiles"));
  const asked = asObjects(at(after, "properties", "agentPoolProfiles"));
  const others = known.filter(({ name }) => !asked.some((pool) => pool.name === name));
  const form = (pool: JsonObject): JsonObject =>
    poolForm(
      after,
      known.find(({ name }) => name === pool.name),
      pool,
    );
  return [...asked.map(form), ...others];
}

/** The cluster that a PUT makes of the stored one: members that were left out stay, read-only ones too. */
export function clusterForm(
  request: ArmRequest,
  before: JsonObject | undefined,
  body: JsonObject,
): JsonObject {
  const base = before ?? newCluster(request, body);
  const laid = overlay(base, { ...withoutReadOnly(body), location: asText(base.location) });
  const pools = mergedPools(before, laid);
  const tagged = withAt(withoutAt(laid, ["tags"]), ["properties", "agentPoolProfiles"], pools);
  const { tags } = body;
  return identityOf(request, withIssuer(isObject(tags) ? { ...tagged, tags } : tagged));
}
