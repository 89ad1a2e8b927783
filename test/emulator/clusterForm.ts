import type { ArmRequest } from "./answers.ts";
import {
  asObject,
  asObjects,
  asText,
  at,
  overlay,
  withAt,
  withoutAt,
  type JsonObject,
} from "./json.ts";
import { poolForm, withoutReadOnlyOfPool } from "./poolForm.ts";
import { guidOf } from "./pools.ts";
import type { Settings } from "./state.ts";

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
      networkProfile: networkDefaults(body),
      maxAgentPools: 100,
      identityProfile: { kubeletidentity: kubeletIdentity(request, location) },
      autoUpgradeProfile: { nodeOSUpgradeChannel: "NodeImage" },
      disableLocalAccounts: false,
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
    },
    sku: { name: "Base", tier: "Free" },
  };
}

function networkDefaults(body: JsonObject): JsonObject {
  const asked = asObject(at(body, "properties", "networkProfile"));
  const plain = asked.networkPlugin === undefined;
  return {
    networkPlugin: "azure",
    ...(plain && { networkPluginMode: "overlay" }),
    networkPolicy: asked.networkDataplane === "cilium" ? "cilium" : "none",
    networkDataplane: "azure",
    loadBalancerSku: "standard",
    podCidr: "10.244.0.0/16",
    serviceCidr: "10.0.0.0/16",
    dnsServiceIP: "10.0.0.10",
    outboundType: "loadBalancer",
    podCidrs: ["10.244.0.0/16"],
    serviceCidrs: ["10.0.0.0/16"],
    ipFamilies: ["IPv4"],
  };
}

function kubeletIdentity(request: ArmRequest, location: string): JsonObject {
  const { subscription = "", group = "", name = "" } = request.params;
  const seed = `${subscription}/${group}/${name}`;
  return {
    resourceId: `/subscriptions/${subscription}/resourcegroups/MC_${group}_${name}_${location}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}-agentpool`,
    clientId: guidOf(`client${seed}`),
    objectId: guidOf(`object${seed}`),
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
  const after = withAt(laid, ["properties", "agentPoolProfiles"], pools);
  return identityOf(request, body.tags === undefined ? withoutAt(after, ["tags"]) : after);
}

const order = [
  "id",
  "location",
  "name",
  "tags",
  "type",
  "kind",
  "properties",
  "identity",
  "sku",
] as const;

/** A stored cluster as an answer shows it: the service's order of members, eTags only where the settings have them. */
export function clusterView(
  settings: Settings,
  cluster: JsonObject,
  answerOf: "GET" | "PUT",
): JsonObject {
  const { eTag, ...rest } = cluster;
  const ordered = { ...Object.fromEntries(order.map((name) => [name, undefined])), ...rest };
  const shows = settings.eTags === "always" || (settings.eTags === "get" && answerOf === "GET");
  const clean = JSON.parse(JSON.stringify(ordered)) as JsonObject;
  if (shows) return { ...clean, ...(eTag !== undefined && { eTag }) };
  const pools = asObjects(at(clean, "properties", "agentPoolProfiles"));
  return withAt(
    clean,
    ["properties", "agentPoolProfiles"],
    pools.map((pool) => withoutAt(pool, ["eTag"])),
  );
}
