import assert from "node:assert/strict";
import { createCluster, smallCluster, settled, startTestAzure, type TestAzure } from "./client.ts";
import { computeOf } from "./computeOf.ts";
import { asObjects, asText, at, type Json } from "./json.ts";
import { emptyState } from "./state.ts";

const authorization = "providers/Microsoft.Authorization";

describe("what surrounds the resources of the stand-in", () => {
  let azure: TestAzure;
  let group = "";
  let cluster = "";
  before(async () => {
    azure = await startTestAzure({
      state: { ...emptyState, ...computeOf(["uksouth", "westeurope"]) },
    });
    cluster = await createCluster(azure, "centre");
    group = `${azure.subscription}/resourceGroups/apps`;
  });
  after(() => azure.stop());

  async function get(path: string): Promise<Json> {
    return (await azure.send("GET", path)).body;
  }

  async function names(path: string): Promise<readonly string[]> {
    return asObjects(at(await get(path), "value")).map(({ name }) => asText(name));
  }

  it("are resource groups: implied by what is in them, or created, with HEAD, tags and deletion", async () => {
    const own = `${azure.subscription}/resourceGroups/own`;
    const body = { location: "uksouth", tags: { a: "b" } };
    const head = async () => (await azure.send("HEAD", own)).status;
    assert.equal(await head(), 404);
    const statuses = [
      await azure.send("PUT", own, { body }),
      await azure.send("PUT", own, { body }),
    ];
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [201, 200],
    );
    assert.deepEqual(await names(`${azure.subscription}/resourceGroups`), ["apps", "own"]);
    assert.equal(at(await get(group), "location"), "westeurope");
    assert.equal(await head(), 204);
    const gone = await azure.send("DELETE", own);
    const result = gone.headers.get("location") ?? "";
    assert.deepEqual([gone.status, gone.headers.get("retry-after")], [202, "15"]);
    assert.equal((await azure.send("GET", result)).status, 202);
    azure.advance(15);
    assert.equal((await azure.send("GET", result)).status, 200);
    const { status, body: error } = await azure.send("GET", own);
    assert.deepEqual([status, at(error, "error", "code")], [404, "ResourceGroupNotFound"]);
  });

  it("are networks and subnets, by subscription, group and name", async () => {
    const network = `${group}/providers/Microsoft.Network/virtualNetworks/main`;
    const prefix = { properties: { addressPrefix: "10.1.0.0/24" } };
    const body = {
      location: "westeurope",
      properties: { subnets: [{ name: "nodes", ...prefix }] },
    };
    await azure.send("PUT", network, { body });
    await azure.send("PUT", `${network}/subnets/pods`, { body: prefix });
    const everywhere = `${azure.subscription}/providers/Microsoft.Network/virtualNetworks`;
    const [listed] = asObjects(at(await get(everywhere), "value"));
    assert.equal(listed?.location, "westeurope");
    const subnets = asObjects(at(listed, "properties", "subnets"));
    assert.deepEqual(
      subnets.map(({ id }) => asText(id).split("/").slice(-3).join("/")),
      ["main/subnets/nodes", "main/subnets/pods"],
    );
    assert.deepEqual(await names(`${network}/subnets`), ["nodes", "pods"]);
    const one = await get(`${network}/subnets/NODES`);
    assert.equal(at(one, "properties", "addressPrefix"), "10.1.0.0/24");
    assert.equal((await azure.send("GET", `${network}/subnets/none`)).status, 404);
  });

  it("are user-assigned identities, with the principal that roles are given to", async () => {
    const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/joiner`;
    const { status, body } = await azure.send("PUT", identity, {
      body: { location: "westeurope" },
    });
    assert.equal(status, 201);
    const everywhere = `${azure.subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
    assert.deepEqual(at(await get(everywhere), "value"), [body]);
    assert.match(asText(at(body, "properties", "principalId")), /^[0-9a-f-]{36}$/);
    assert.notEqual(at(body, "properties", "principalId"), at(body, "properties", "clientId"));
    assert.equal((await azure.send("GET", `${identity}s`)).status, 404);
  });

  it("are rights: assignments of a scope, above it and below it, roles, and what one may do", async () => {
    const assignment = (scope: string) => `${scope}/${authorization}/roleAssignments`;
    const given = { properties: { principalId: "me", roleDefinitionId: "r" } };
    await azure.send("PUT", `${assignment(azure.subscription)}/above`, { body: given });
    await azure.send("PUT", `${assignment(cluster)}/below`, {
      body: { properties: { principalId: "you" } },
    });
    const own = assignment(group);
    assert.deepEqual(await names(own), ["above", "below"]);
    assert.deepEqual(await names(`${own}?$filter=atScope()`), ["above"]);
    assert.deepEqual(await names(`${own}?$filter=principalId eq 'you'`), ["below"]);
    const roles = `${azure.subscription}/${authorization}/roleDefinitions`;
    const [network] = asObjects(
      at(await get(`${roles}?$filter=roleName eq 'Network Contributor'`), "value"),
    );
    const id = asText(network?.name);
    assert.equal(at(await get(`${roles}/${id}`), "properties", "roleName"), "Network Contributor");
    const permissions = async () =>
      at(await get(`${cluster}/${authorization}/permissions`), "value");
    assert.deepEqual(await permissions(), [{ actions: ["*"], notActions: [] }]);
    const reader = { actions: ["*/read"], notActions: [] };
    azure.setState((state) => ({ ...state, permissions: { [group.toLowerCase()]: [reader] } }));
    assert.deepEqual(await permissions(), [reader]);
  });

  it("are locks, which are listed with those above and forbid what they forbid", async () => {
    const lock = (scope: string, name: string) => `${scope}/${authorization}/locks/${name}`;
    const level = (word: string) => ({ body: { properties: { level: word } } });
    await azure.send("PUT", lock(group, "keep"), level("CanNotDelete"));
    assert.deepEqual(await names(`${cluster}/${authorization}/locks`), ["keep"]);
    assert.deepEqual(
      await names(`${azure.subscription}/${authorization}/locks?$filter=atScope()`),
      [],
    );
    const deleted = await azure.send("DELETE", cluster);
    assert.deepEqual([deleted.status, at(deleted.body, "error", "code")], [409, "ScopeLocked"]);
    assert.equal((await azure.send("PATCH", cluster, { body: { tags: {} } })).status, 200);
    azure.advance(600);
    await azure.send("PUT", lock(cluster, "freeze"), level("ReadOnly"));
    const put = await azure.send("PUT", cluster, { body: smallCluster });
    assert.match(asText(at(put.body, "error", "message")), /cannot perform write operation/);
    for (const path of [lock(cluster, "freeze"), lock(group, "keep")])
      assert.equal((await azure.send("DELETE", path)).status, 200);
    assert.equal((await azure.send("PUT", cluster, { body: smallCluster })).status, 200);
    await settled();
    azure.advance(600);
  });

  it("are Kubernetes versions: of a region, for a cluster and for its pools", async () => {
    const region = `${azure.subscription}/providers/Microsoft.ContainerService/locations/uksouth`;
    const versions = asObjects(at(await get(`${region}/kubernetesVersions`), "values"));
    assert.deepEqual(
      versions.map(({ version, isDefault, isPreview }) => [version, isDefault, isPreview]),
      [
        ["1.33", undefined, null],
        ["1.34", true, null],
        ["1.35", undefined, null],
        ["1.36", undefined, true],
      ],
    );
    const profile = await get(`${cluster}/upgradeProfiles/default`);
    const upgrades = asObjects(at(profile, "properties", "controlPlaneProfile", "upgrades"));
    assert.deepEqual(
      upgrades.map(({ kubernetesVersion }) => kubernetesVersion),
      ["1.36.0"],
    );
    const pool = await get(`${cluster}/agentPools/system/upgradeProfiles/default`);
    assert.match(asText(at(pool, "properties", "latestNodeImageVersion")), /^AKSUbuntu-/);
    const available = await get(`${cluster}/availableAgentPoolVersions`);
    const patches = asObjects(at(available, "properties", "agentPoolVersions"));
    assert.deepEqual(patches.at(-1), { kubernetesVersion: "1.35.4", default: true });
  });

  it("are regions, and the sizes and quotas of two of them", async () => {
    assert.deepEqual(await names(`${azure.subscription}/locations`), ["uksouth", "westeurope"]);
    const compute = `${azure.subscription}/providers/Microsoft.Compute`;
    for (const region of ["uksouth", "westeurope"]) {
      const skus = await get(`${compute}/skus?$filter=location eq '${region}'`);
      const found = asObjects(at(skus, "value"));
      assert.ok(found.length > 900, String(found.length));
      const size = found.find(({ name }) => name === "Standard_D4s_v5");
      const vcpus = asObjects(size?.capabilities).find(({ name }) => name === "vCPUs");
      assert.equal(vcpus?.value, "4");
      assert.deepEqual(at(size?.locationInfo, "zones") ?? asObjects(size?.locationInfo)[0]?.zones, [
        "1",
        "2",
        "3",
      ]);
      const usages = asObjects(at(await get(`${compute}/locations/${region}/usages`), "value"));
      const quotas = usages.map((usage) => at(usage, "name", "value"));
      assert.ok(
        quotas.includes("cores") && quotas.includes(size?.family),
        JSON.stringify(size?.family),
      );
    }
  });
});
