import { at, asText, overlay, withoutAt, type JsonObject } from "./json.ts";

/** What a request cannot set on a pool. */
const readOnly = ["provisioningState", "eTag", "currentOrchestratorVersion", "status"];

/** Members that the service drops when they say the default (recorded traffic). */
const dropped: Readonly<Record<string, (value: unknown) => boolean>> = {
  scaleSetPriority: (value) => value === "Regular",
  scaleSetEvictionPolicy: (value) => value === "Delete",
  spotMaxPrice: (value) => value === -1,
  nodeTaints: (value) => Array.isArray(value) && value.length === 0,
};

/** Replaced as a whole when a request has them. */
const maps = ["tags", "nodeLabels"];

/** A request's pool without what it cannot set. */
export function withoutReadOnlyOfPool(pool: JsonObject): JsonObject {
  return readOnly.reduce((rest, name) => withoutAt(rest, [name]), pool);
}

function newPool(cluster: JsonObject): JsonObject {
  const version = at(cluster, "properties", "kubernetesVersion") ?? "1.35";
  const current = at(cluster, "properties", "currentKubernetesVersion") ?? "1.35.4";
  const overlayMode = at(cluster, "properties", "networkProfile", "networkPluginMode");
  return {
    count: 1,
    vmSize: "Standard_D8ds_v5",
    osDiskSizeGB: 128,
    osDiskType: "Managed",
    kubeletDiskType: "OS",
    maxPods: overlayMode === "overlay" ? 250 : 110,
    type: "VirtualMachineScaleSets",
    scaleDownMode: "Delete",
    powerState: { code: "Running" },
    orchestratorVersion: version,
    currentOrchestratorVersion: current,
    enableNodePublicIP: false,
    mode: "User",
    osType: "Linux",
    osSKU: "Ubuntu",
    nodeImageVersion: "AKSUbuntu-2404gen2containerd-202609.03.1",
    upgradeSettings: { maxSurge: "10%", maxUnavailable: "0" },
    enableFIPS: false,
    securityProfile: { sshAccess: "LocalUser", enableVTPM: false, enableSecureBoot: false },
  };
}

/** The pool that a PUT makes of the stored one, or of nothing. */
export function poolForm(
  cluster: JsonObject,
  before: JsonObject | undefined,
  asked: JsonObject,
): JsonObject {
  const known = maps.reduce(
    (rest, name) => (asked[name] === undefined ? rest : withoutAt(rest, [name])),
    before ?? newPool(cluster),
  );
  const laid = overlay(known, withoutReadOnlyOfPool(asked));
  const kept = Object.entries(laid).filter(([name, value]) => !(dropped[name]?.(value) ?? false));
  const pool = Object.fromEntries(kept);
  const disk = pool.osDiskSizeGB === 0 ? 128 : (pool.osDiskSizeGB ?? 128);
  const size = asText(pool.vmSize) || "Standard_D8ds_v5";
  return { ...pool, name: pool.name ?? "", osDiskSizeGB: disk, vmSize: size };
}
