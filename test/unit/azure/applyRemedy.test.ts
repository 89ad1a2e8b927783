import assert from "node:assert/strict";
import { applyRemedy } from "../../../src/azure/applyRemedy.ts";
import { getCluster } from "../../../src/azure/managedClusters.ts";
import { endOfRegistration } from "../../../src/azure/registrations.ts";
import { readSurroundings } from "../../../src/azure/readSurroundings.ts";
import type { Action } from "../../../src/nap/preflight/check.ts";
import { differences } from "../../../src/nap/jsonEdit.ts";
import { jsonAt, objectsAt, textAt, type Json } from "../../../src/nap/json.ts";
import type { TestAzure } from "../../emulator/client.ts";
import { withAt } from "../../emulator/json.ts";
import { accessTo, withCluster } from "./standIn.ts";

describe("the remedy of a preflight check", () => {
  let azure: TestAzure;
  let id: string;
  withCluster((started, cluster) => {
    azure = started;
    id = cluster;
  });

  function setProperty(path: readonly string[], value: Json): void {
    const key = id.toLowerCase();
    azure.setState((state) => ({
      ...state,
      clusters: {
        ...state.clusters,
        [key]: withAt(state.clusters[key] ?? {}, ["properties", ...path], value),
      },
    }));
  }

  async function apply(action: Exclude<Action, { do: "registerFeature" }>) {
    const access = accessTo(azure, {
      wait: async (milliseconds) => {
        await new Promise((resolve) => setImmediate(resolve));
        azure.advance(milliseconds / 1000);
      },
    });
    const { json } = await getCluster(access, id);
    const end = await applyRemedy(access, { cluster: json, action });
    return { end, before: json, after: (await getCluster(access, id)).json };
  }

  it("sets one property and nothing else", async () => {
    setProperty(["publicNetworkAccess"], "Disabled");
    setProperty(["networkProfile", "ipFamilies"], null);
    const access = await apply({ do: "setPublicNetworkAccess", value: "Enabled" });
    assert.deepEqual(access.end, { done: ["publicNetworkAccess"], untouched: [] });
    const families = await apply({ do: "setIpFamilies", ipFamilies: ["IPv4"] });
    const changed = differences(access.before, families.after)
      .map(({ path }) => path.join("."))
      .filter((path) => !path.endsWith("eTag"));
    assert.deepEqual(changed.sort(), [
      "properties.networkProfile.ipFamilies",
      "properties.publicNetworkAccess",
    ]);
    azure.recorder.clear();
    await apply({ do: "setIpFamilies", ipFamilies: ["IPv4"] });
    assert.deepEqual(azure.recorder.requests(/^PUT/), []);
  });

  it("switches the cluster autoscaler off on the pools that have it", async () => {
    const pool = { mode: "User", count: 2, enableAutoScaling: true, minCount: 1, maxCount: 5 };
    const system = { name: "system", mode: "System", count: 1 };
    setProperty(
      ["agentPoolProfiles"],
      [system, { name: "one", ...pool }, { name: "two", ...pool }],
    );
    const { end, after } = await apply({ do: "disableAutoscaler", pools: ["one", "two"] });
    assert.deepEqual(end, { done: ["pool one", "pool two"], untouched: [] });
    assert.deepEqual(
      objectsAt(after, "properties", "agentPoolProfiles").map((one) => [
        textAt(one, "name"),
        jsonAt(one, "count"),
        jsonAt(one, "enableAutoScaling") ?? false,
      ]),
      [
        ["system", 1, false],
        ["one", 2, false],
        ["two", 2, false],
      ],
    );
  });

  it("tells which pools are done when one of several is refused", async () => {
    const pool = { mode: "User", count: 2, enableAutoScaling: true, minCount: 1, maxCount: 5 };
    const names = ["one", "two", "three"];
    setProperty(
      ["agentPoolProfiles"],
      names.map((name) => ({ name, ...pool })),
    );
    const error = { code: "AuthorizationFailed", message: "No right to write." };
    const fault = { method: "PUT", path: "agentPools/two", status: 403, body: { error } };
    azure.setState((state) => ({ ...state, faults: [fault] }));
    const { end, after } = await apply({ do: "disableAutoscaler", pools: names });
    assert.deepEqual(
      [end.done, end.failed?.what, end.failed?.how, end.untouched],
      [["pool one"], "pool two", "refused", ["pool three"]],
    );
    assert.deepEqual(
      objectsAt(after, "properties", "agentPoolProfiles").map((one) =>
        jsonAt(one, "enableAutoScaling"),
      ),
      [false, true, true],
    );
  });

  it("starts a stopped cluster", async () => {
    setProperty(["powerState"], { code: "Stopped" });
    const { end, after } = await apply({ do: "startCluster" });
    assert.deepEqual(end, { done: ["the start of the cluster"], untouched: [] });
    assert.equal(textAt(after, "properties", "powerState", "code"), "Running");
  });

  it("registers a feature, and the preflight sees it", async () => {
    const feature = "Microsoft.ContainerService/AllowClusterAutoscalerAndNAP";
    const { json } = await getCluster(accessTo(azure), id);
    const seen = async () => (await readSurroundings(accessTo(azure), json)).features;
    const preview = { "Microsoft.ContainerService/NodeAutoProvisioningPreview": "NotRegistered" };
    assert.deepEqual(await seen(), { [feature]: "NotRegistered", ...preview });
    const name = { subscriptionId: azure.subscription.split("/")[2] ?? "" };
    const [namespace = "", own = ""] = feature.split("/");
    const end = await endOfRegistration(accessTo(azure), { ...name, namespace, feature: own });
    assert.deepEqual(end, { kind: "registered" });
    assert.deepEqual(await seen(), { [feature]: "Registered", ...preview });
  });

  it("gives the cluster's identity a role on a subnet, and the preflight sees it", async () => {
    const subnetId = `${azure.subscription}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/s`;
    setProperty(
      ["agentPoolProfiles"],
      [{ name: "system", mode: "System", count: 1, vnetSubnetID: subnetId }],
    );
    const { json } = await getCluster(accessTo(azure), id);
    const rights = async () => (await readSurroundings(accessTo(azure), json)).subnetRights;
    assert.deepEqual(await rights(), [{ subnetId, isGranted: false }]);
    const action = { do: "assignRole", role: "Network Contributor", scopes: [subnetId] } as const;
    const expected = { done: ["Network Contributor on v/subnets/s"], untouched: [] };
    assert.deepEqual((await apply(action)).end, expected);
    assert.deepEqual(await rights(), [{ subnetId, isGranted: true }]);
  });

  it("leaves unknown what may not be read, and names the right that is missing", async () => {
    const subnetId = `${azure.subscription}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/s`;
    const system = { name: "system", mode: "System", count: 1, vnetSubnetID: subnetId };
    setProperty(["agentPoolProfiles"], [system]);
    setProperty(
      ["diskEncryptionSetID"],
      `${azure.subscription}/resourceGroups/net/providers/Microsoft.Compute/diskEncryptionSets/d`,
    );
    const body = { error: { code: "AuthorizationFailed", message: "No." } };
    const path = "Authorization|/usages|/features/|/loadBalancers";
    const faults = [{ path, status: 403, body }];
    azure.setState((state) => ({ ...state, faults }));
    const { json } = await getCluster(accessTo(azure), id);
    const around = await readSurroundings(accessTo(azure), json);
    const missing = (action: string) => `the right ${action} is missing`;
    const roles = missing("Microsoft.Authorization/roleAssignments/read");
    const feature = missing("Microsoft.Features/providers/features/read");
    assert.deepEqual(around, {
      unread: {
        features: feature,
        previewFeature: feature,
        subnetRights: roles,
        readsDiskEncryptionSet: roles,
        locks: missing("Microsoft.Authorization/locks/read"),
        quotas: missing("Microsoft.Compute/locations/usages/read"),
        loadBalancers: missing("Microsoft.Network/loadBalancers/read"),
      },
    });
  });

  it("sees the outbound load balancers of the node resource group", async () => {
    const { json } = await getCluster(accessTo(azure), id);
    const group = `${azure.subscription}/resourceGroups/${textAt(json, "properties", "nodeResourceGroup")}`;
    const names = ["kubernetes", "kubernetes-internal", "team"];
    const resources = names.map((name) => {
      const key = `${group}/providers/Microsoft.Network/loadBalancers/${name}`.toLowerCase();
      return [key, { id: key, name }] as const;
    });
    azure.setState((state) => ({
      ...state,
      resources: { ...state.resources, ...Object.fromEntries(resources) },
    }));
    const { loadBalancers, unread } = await readSurroundings(accessTo(azure), json);
    assert.deepEqual([loadBalancers, unread], [["kubernetes", "team"], undefined]);
  });
});
