import { ok, param, type Handler } from "./answers.ts";
import { asText, at, type JsonObject } from "./json.ts";
import { withCluster } from "./managedClusters.ts";
import { poolsOf } from "./pools.ts";

/** What the stand-in's AKS offers: minor version, its patches, and whether it is a preview or the default. */
const offered = [
  { version: "1.33", patches: ["1.33.9", "1.33.10"] },
  { version: "1.34", patches: ["1.34.5", "1.34.6"], isDefault: true },
  { version: "1.35", patches: ["1.35.3", "1.35.4"] },
  { version: "1.36", patches: ["1.36.0"], isPreview: true },
] as const;

const newestImage = "AKSUbuntu-2404gen2containerd-202609.03.1";

function minorOf(version: string): number {
  return Number(version.split(".")[1] ?? 0);
}

/** Versions to which one can be upgraded: newer patches, and those of the next minor version. */
function upgradesOf(current: string): readonly JsonObject[] {
  const all = offered.flatMap((one) =>
    one.patches.map((patch) => ({
      kubernetesVersion: patch,
      ...("isPreview" in one && { isPreview: true }),
    })),
  );
  const [minor, place] = [
    minorOf(current),
    all.findIndex((one) => one.kubernetesVersion === current),
  ];
  return all.filter(
    ({ kubernetesVersion: other }, index) =>
      minorOf(other) === minor + 1 || (minorOf(other) === minor && index > place),
  );
}

/** GET .../locations/{region}/kubernetesVersions. */
export const listKubernetesVersions: Handler = (state) =>
  ok(state, {
    values: offered.map(({ version, patches, ...more }) => ({
      version,
      ...("isDefault" in more && { isDefault: true }),
      isPreview: "isPreview" in more ? true : null,
      capabilities: { supportPlan: ["KubernetesOfficial", "AKSLongTermSupport"] },
      patchVersions: Object.fromEntries(
        patches.map((patch) => [
          patch,
          { upgrades: upgradesOf(patch).map(({ kubernetesVersion }) => kubernetesVersion ?? "") },
        ]),
      ),
    })),
  });

/** GET .../upgradeProfiles/default of a cluster. */
export const getUpgradeProfile: Handler = withCluster((state, _request, cluster) => {
  const current = asText(at(cluster, "properties", "currentKubernetesVersion"));
  const upgrades = upgradesOf(current);
  const profile = { kubernetesVersion: current, osType: "Linux", upgrades };
  return ok(state, {
    id: `${asText(cluster.id)}/upgradeprofiles/default`,
    name: "default",
    type: "Microsoft.ContainerService/ManagedClusters/upgradeprofiles",
    properties: {
      controlPlaneProfile: profile,
      agentPoolProfiles: poolsOf(cluster).map(({ name }) => ({ name: asText(name), ...profile })),
    },
  });
});

/** GET .../agentPools/{pool}/upgradeProfiles/default. */
export const getPoolUpgradeProfile: Handler = withCluster((state, request, cluster) => {
  const current = asText(at(cluster, "properties", "currentKubernetesVersion"));
  const name = param(request, "pool");
  const pool = poolsOf(cluster).find((known) => known.name === name);
  return ok(state, {
    id: `${asText(cluster.id)}/agentPools/${name}/upgradeprofiles/default`,
    name: "default",
    type: "Microsoft.ContainerService/managedClusters/agentPools/upgradeProfiles",
    properties: {
      kubernetesVersion: current,
      osType: asText(pool?.osType) || "Linux",
      latestNodeImageVersion: newestImage,
      upgrades: upgradesOf(current),
    },
  });
});

/** GET .../availableAgentPoolVersions: what pools of a cluster may have, at most its own version. */
export const listPoolVersions: Handler = withCluster((state, _request, cluster) => {
  const current = asText(at(cluster, "properties", "currentKubernetesVersion"));
  const usable = offered
    .flatMap(({ patches }) => patches)
    .filter((patch) => minorOf(patch) <= minorOf(current) && minorOf(patch) > minorOf(current) - 4);
  return ok(state, {
    id: `${asText(cluster.id)}/availableagentpoolversions`,
    name: "default",
    type: "Microsoft.ContainerService/managedClusters/availableAgentpoolVersions",
    properties: {
      agentPoolVersions: usable.map((kubernetesVersion) => ({
        kubernetesVersion,
        ...(kubernetesVersion === current && { default: true }),
      })),
    },
  });
});
