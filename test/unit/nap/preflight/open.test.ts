import assert from "node:assert/strict";
import type { FoundCluster, ModelObject, ModelValue } from "../../../../src/nap/model.ts";
import { preflight } from "../../../../src/nap/preflight/preflight.ts";
import { answer, model, network, open, pool, pools } from "./judged.ts";

const autoscaled = pool({ enableAutoScaling: true });

/** For each check a cluster that it blocks, and where the reason stands. */
const blocked: readonly (readonly [id: string, path: string, cluster: FoundCluster])[] = [
  [
    "windows-pools",
    "properties.agentPoolProfiles.0.osType",
    model(pools(pool({ osType: "Windows" }))),
  ],
  [
    "ipv6",
    "properties.networkProfile.ipFamilies.0",
    model({ networkProfile: network({ ipFamilies: ["IPv6"] }) }),
  ],
  [
    "service-principal",
    "properties.servicePrincipalProfile.clientId",
    model({ servicePrincipalProfile: { clientId: "7b1c" } }, { identity: null }),
  ],
  ["stopped", "properties.powerState.code", model({ powerState: { code: "Stopped" } })],
  [
    "basic-load-balancer",
    "properties.networkProfile.loadBalancerSku",
    model({ networkProfile: network({ loadBalancerSku: "Basic" }) }),
  ],
  [
    "kubenet",
    "properties.networkProfile.networkPlugin",
    model({ networkProfile: network({ networkPlugin: "kubenet" }) }),
  ],
  [
    "calico",
    "properties.networkProfile.networkPolicy",
    model({ networkProfile: network({ networkPolicy: "calico" }) }),
  ],
  [
    "cluster-autoscaler",
    "properties.agentPoolProfiles.0.enableAutoScaling",
    model(pools(autoscaled)),
  ],
  [
    "public-network-access",
    "properties.publicNetworkAccess",
    model({ publicNetworkAccess: "Disabled" }),
  ],
  ["rbac-disabled", "properties.enableRBAC", model({ enableRBAC: false })],
  ["system-pool", "properties.agentPoolProfiles.0.mode", model(pools(pool({ mode: "User" })))],
  ["provisioning-state", "properties.provisioningState", model({ provisioningState: "Updating" })],
  [
    "dynamic-pod-ips",
    "properties.agentPoolProfiles.0.podSubnetID",
    model(pools(pool({ podSubnetID: "/s" }))),
  ],
];

/** The value with an expression at a path. */
function opened(value: ModelValue, [name, ...rest]: readonly string[]): ModelValue {
  if (name === undefined) return open;
  if (Array.isArray(value))
    return value.map((item: ModelValue, i) => (String(i) === name ? opened(item, rest) : item));
  const object = value as ModelObject;
  return { ...object, [name]: opened(object[name] ?? null, rest) };
}

describe("an expression in place of what blocks", () => {
  for (const [id, path, cluster] of blocked) {
    const names = path.split(".");
    it(`leaves ${id} unknown wherever it stands`, () => {
      assert.match(answer(id, cluster).result, /blocks$/);
      for (let length = 1; length <= names.length; length++) {
        const place = names.slice(0, length);
        const changed = { ...cluster, model: opened(cluster.model, place) as ModelObject };
        assert.equal(answer(id, changed).result, "unknown", place.join("."));
      }
    });
  }

  it("keeps the results of other checks, whatever member it replaces", () => {
    const cluster = model();
    const before = new Map(preflight(cluster).map(({ id, result }) => [id, result]));
    for (const name of Object.keys(cluster.model.properties as ModelObject)) {
      const changed = opened(cluster.model, ["properties", name]) as ModelObject;
      for (const { id, result } of preflight({ ...cluster, model: changed }))
        assert.ok(result === before.get(id) || result === "unknown", `${id} by ${name}: ${result}`);
    }
  });
});
