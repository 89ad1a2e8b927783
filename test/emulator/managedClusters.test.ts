import assert from "node:assert/strict";
import {
  clusterPath,
  createCluster,
  settled,
  smallCluster,
  startTestAzure,
  type Seen,
  type TestAzure,
} from "./client.ts";
import { asObject, asObjects, asText, at, withAt, type JsonObject } from "./json.ts";
import { defaultSettings, emptyState } from "./state.ts";

function withMode(cluster: JsonObject, mode: string): JsonObject {
  return withAt(cluster, ["properties", "nodeProvisioningProfile"], { mode });
}

function stateOf(seen: Seen): unknown {
  return at(seen.body, "properties", "provisioningState");
}

describe("managed clusters of the stand-in", () => {
  let azure: TestAzure;
  let blockers: readonly string[] = [];
  before(async () => {
    azure = await startTestAzure({ hooks: { napInUse: () => Promise.resolve(blockers) } });
  });
  beforeEach(() => {
    blockers = [];
  });
  after(() => azure.stop());

  it("are created with 201, move from Creating to Succeeded, and are polled by a signed URL", async () => {
    const path = clusterPath(azure, "born");
    const put = await azure.send("PUT", path, { body: smallCluster });
    assert.equal(put.status, 201);
    assert.equal(stateOf(put), "Creating");
    assert.equal(put.headers.get("location"), null);
    assert.equal(at(put.body, "eTag"), undefined);
    const poll = put.headers.get("azure-asyncoperation") ?? "";
    assert.ok(poll.length > 3000);
    await settled();
    assert.equal(at((await azure.send("GET", poll)).body, "status"), "InProgress");
    azure.advance(240);
    const ended = asObject((await azure.send("GET", poll)).body);
    assert.deepEqual(Object.keys(ended).sort(), ["endTime", "name", "startTime", "status"]);
    assert.equal(ended.status, "Succeeded");
    const get = await azure.send("GET", path);
    assert.equal(stateOf(get), "Succeeded");
    assert.match(asText(at(get.body, "eTag")), /^[0-9a-f-]{36}$/);
    assert.equal((await azure.send("GET", poll.slice(0, -1))).status, 404);
  });

  it("spell ids and types as the service does, whatever the request wrote", async () => {
    const path = await createCluster(azure, "Cased");
    const { body } = await azure.send("GET", path.toUpperCase());
    const id = `${azure.subscription}/resourcegroups/apps/providers/Microsoft.ContainerService/managedClusters/Cased`;
    assert.equal(at(body, "id"), id);
    assert.equal(at(body, "type"), "Microsoft.ContainerService/ManagedClusters");
    const order = [
      "id",
      "location",
      "name",
      "type",
      "kind",
      "properties",
      "identity",
      "sku",
      "eTag",
    ];
    assert.deepEqual(Object.keys(asObject(body)), order);
  });

  it("keep unknown members and what a PUT leaves out, and ignore read-only ones", async () => {
    const path = await createCluster(azure, "kept", {
      ...smallCluster,
      properties: { ...smallCluster.properties, newThing: { deep: [1] } },
    });
    const body = {
      location: "westeurope",
      properties: { fqdn: "mine", provisioningState: "Failed", disableLocalAccounts: true },
    };
    const before = asObject((await azure.send("GET", path)).body);
    assert.equal((await azure.send("PUT", path, { body })).status, 200);
    azure.advance(600);
    const after = asObject((await azure.send("GET", path)).body);
    const expected = withAt(before, ["properties", "disableLocalAccounts"], true);
    const plain = (cluster: JsonObject) =>
      JSON.parse(
        JSON.stringify(cluster, (name, value: unknown) => (name === "eTag" ? 0 : value)),
      ) as unknown;
    assert.deepEqual(plain(after), plain(expected));
  });

  it("are listed by subscription and by group", async () => {
    const provider = "providers/Microsoft.ContainerService/managedClusters";
    const own = await startTestAzure();
    await createCluster(own, "one");
    const elsewhere = clusterPath(own, "two").replace("/apps/", "/data/");
    await own.send("PUT", elsewhere, { body: smallCluster });
    const names = async (path: string) =>
      asObjects(at((await own.send("GET", path)).body, "value")).map(({ name }) => name);
    assert.deepEqual(await names(`${own.subscription}/${provider}`), ["one", "two"]);
    assert.deepEqual(await names(`${own.subscription}/resourcegroups/APPS/${provider}`), ["one"]);
    await own.stop();
  });

  it("answer 404 in the gateway's words when they do not exist", async () => {
    const { status, body, headers } = await azure.send("GET", clusterPath(azure, "none"));
    assert.equal(status, 404);
    assert.equal(headers.get("x-ms-failure-cause"), "gateway");
    const message =
      "The Resource 'Microsoft.ContainerService/managedClusters/none' under resource group 'apps' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix";
    assert.deepEqual(body, { error: { code: "ResourceNotFound", message } });
  });

  it("judge If-Match and If-None-Match", async () => {
    const path = await createCluster(azure, "tagged");
    const eTag = asText(at((await azure.send("GET", path)).body, "eTag"));
    const put = async (headers: Record<string, string>, to = path) =>
      (await azure.send("PUT", to, { body: smallCluster, headers })).status;
    const absent = clusterPath(azure, "absent");
    assert.equal(await put({ "if-match": "other" }), 412);
    assert.equal(await put({ "if-none-match": "*" }), 412);
    assert.equal(await put({ "if-none-match": "x" }), 400);
    assert.equal(await put({ "if-match": eTag, "if-none-match": "*" }), 400);
    assert.equal(await put({ "if-match": eTag }, absent), 412);
    assert.equal(await put({ "if-match": eTag }), 200);
    azure.advance(600);
    assert.equal(await put({ "if-match": eTag }), 412, "the change gave another eTag");
  });

  it("refuse a change during another one, in the words of three ages", async () => {
    const path = await createCluster(azure, "busy");
    await azure.send("PUT", path, { body: smallCluster });
    const seen: unknown[] = [];
    for (const conflict of ["2025", "2024", "etag"] as const) {
      azure.setState((state) => ({ ...state, settings: { ...state.settings, conflict } }));
      const { status, body } = await azure.send("PUT", path, { body: smallCluster });
      seen.push([status, at(body, "code"), asText(at(body, "message")).slice(0, 72)]);
    }
    assert.deepEqual(seen, [
      [
        409,
        "OperationNotAllowed",
        "Operation is not allowed because there's an in progress update managed c",
      ],
      [
        409,
        "OperationNotAllowed",
        "Operation is not allowed: Another operation (Updating) is in progress, p",
      ],
      [409, "EtagMismatch", "Operation is not allowed: Another operation is in progress"],
    ]);
    azure.setState((state) => ({ ...state, settings: { ...state.settings, conflict: "2025" } }));
  });

  it("take tags by PATCH and nothing else", async () => {
    const path = await createCluster(azure, "patched");
    const body = { tags: { team: "blue" }, properties: { dnsPrefix: "x" } };
    assert.equal((await azure.send("PATCH", path, { body })).status, 200);
    azure.advance(600);
    const get = await azure.send("GET", path);
    assert.deepEqual(at(get.body, "tags"), { team: "blue" });
    assert.equal(at(get.body, "properties", "dnsPrefix"), "demo");
  });

  it("are deleted by an operation with both polling headers", async () => {
    const path = await createCluster(azure, "gone");
    const deleted = await azure.send("DELETE", path);
    assert.equal(deleted.status, 202);
    assert.equal(deleted.body, null);
    const location = deleted.headers.get("location") ?? "";
    assert.match(location, /\/operationresults\//);
    assert.match(deleted.headers.get("azure-asyncoperation") ?? "", /\/operations\//);
    assert.equal(stateOf(await azure.send("GET", path)), "Deleting");
    assert.equal((await azure.send("GET", location)).status, 202);
    azure.advance(600);
    assert.equal((await azure.send("GET", location)).status, 204);
    assert.equal((await azure.send("GET", path)).status, 404);
    assert.equal((await azure.send("DELETE", path)).status, 204);
  });

  it("ask for polls at the pace that is told, as long as the operation runs", async () => {
    const seen: unknown[] = [];
    for (const pace of [{}, { retryAfterSeconds: 7 }]) {
      const settings = { ...defaultSettings, ...pace };
      const own = await startTestAzure({ state: { ...emptyState, settings } });
      const deleted = await own.send("DELETE", await createCluster(own, "paced"));
      const urls = ["azure-asyncoperation", "location"].map((name) => deleted.headers.get(name));
      const polls = () => Promise.all(urls.map((url) => own.send("GET", url ?? "")));
      const running = await polls();
      own.advance(600);
      const answers = [deleted, ...running, ...(await polls())];
      seen.push(answers.map(({ headers }) => headers.get("retry-after")));
      await own.stop();
    }
    assert.deepEqual(seen, [
      [null, null, null, null, null],
      ["7", "7", "7", null, null],
    ]);
  });

  it("fail inside the operation when told to, and keep the new settings", async () => {
    const path = await createCluster(azure, "failing");
    const error = { code: "QuotaExceeded", message: "No cores left.", details: [] };
    azure.setState((state) => ({
      ...state,
      operationFaults: [{ path: "/failing", times: 1, error }],
    }));
    const body = withMode(smallCluster, "Auto");
    const put = await azure.send("PUT", path, { body });
    assert.equal(put.status, 200);
    await settled();
    azure.advance(600);
    const poll = await azure.send("GET", put.headers.get("azure-asyncoperation") ?? "");
    assert.equal(poll.status, 200);
    assert.deepEqual([at(poll.body, "status"), at(poll.body, "error")], ["Failed", error]);
    const get = await azure.send("GET", path);
    assert.equal(stateOf(get), "Failed");
    assert.equal(at(get.body, "properties", "nodeProvisioningProfile", "mode"), "Auto");
  });

  it("show eTags as told: never, in GET only, always", async () => {
    const path = await createCluster(azure, "etags");
    const seen: unknown[] = [];
    for (const eTags of ["none", "get", "always"] as const) {
      azure.setState((state) => ({ ...state, settings: { ...state.settings, eTags } }));
      const put = asText(at((await azure.send("PUT", path, { body: smallCluster })).body, "eTag"));
      azure.advance(600);
      const { body } = await azure.send("GET", path);
      const [pool] = asObjects(at(body, "properties", "agentPoolProfiles"));
      seen.push([put, asText(at(body, "eTag")), asText(pool?.eTag)].map((tag) => tag !== ""));
    }
    assert.deepEqual(seen, [
      [false, false, false],
      [false, true, true],
      [true, true, true],
    ]);
    azure.setState((state) => ({ ...state, settings: { ...state.settings, eTags: "get" } }));
  });

  const auto = ".properties.nodeProvisioningProfile.mode cannot be Auto unless";
  const refusals: [string, JsonObject, string][] = [
    [
      "dual stack",
      { networkProfile: { ipFamilies: ["IPv4", "IPv6"] } },
      `${auto} .properties.networkProfile.ipFamilies is set to one of [IPv4].`,
    ],
    [
      "null instead of address families",
      { networkProfile: { ipFamilies: null } },
      `${auto} .properties.networkProfile.ipFamilies is set to one of [IPv4].`,
    ],
    [
      "no public network access",
      { publicNetworkAccess: "Disabled" },
      `${auto} .properties.publicNetworkAccess is set to one of [Enabled].`,
    ],
    [
      "the cluster autoscaler",
      { agentPoolProfiles: [{ name: "system", enableAutoScaling: true }] },
      `${auto} all AgentPools have property .properties.enableAutoScaling set to one of [false]`,
    ],
    // The texts of the rest are the stand-in's own: no source shows the service's.
    [
      "kubenet",
      { networkProfile: { networkPlugin: "kubenet" } },
      `${auto} .properties.networkProfile.networkPlugin is set to one of [azure none].`,
    ],
    [
      "Calico",
      { networkProfile: { networkPolicy: "calico" } },
      `${auto} .properties.networkProfile.networkPolicy is set to one of [none azure cilium].`,
    ],
    ["RBAC off", { enableRBAC: false }, `${auto} .properties.enableRBAC is set to one of [true].`],
    [
      "a service principal",
      { servicePrincipalProfile: { clientId: "44444444-0000-4000-8000-000000000000" } },
      `${auto} .properties.servicePrincipalProfile is not specified.`,
    ],
  ];
  for (const [what, properties, message] of refusals) {
    it(`refuse mode Auto with ${what}`, async () => {
      const body = withMode(
        {
          ...smallCluster,
          ...(properties.servicePrincipalProfile !== undefined && { identity: { type: "None" } }),
          properties: { ...smallCluster.properties, ...properties },
        },
        "Auto",
      );
      const { status, body: seen } = await azure.send("PUT", clusterPath(azure, "refused"), {
        body,
      });
      assert.equal(status, 400);
      assert.deepEqual(seen, { code: "OperationNotAllowed", details: null, message, subcode: "" });
    });
  }

  it("refuse mode Manual while node auto-provisioning is in use", async () => {
    const path = await createCluster(azure, "inuse", withMode(smallCluster, "Auto"));
    blockers = ["2 nodes exist", "NodePool default has limits.cpu 100"];
    const put = () => azure.send("PUT", path, { body: withMode(smallCluster, "Manual") });
    const refused = await put();
    assert.equal(refused.status, 400);
    assert.match(
      asText(at(refused.body, "message")),
      /cannot be Manual.*2 nodes exist; NodePool default/,
    );
    blockers = [];
    const taken = await put();
    assert.equal(taken.status, 200);
    assert.equal(at(taken.body, "properties", "nodeProvisioningProfile", "mode"), "Manual");
  });

  it("take no new pools through a PUT of the cluster", async () => {
    const path = await createCluster(azure, "pools");
    const body = { ...smallCluster, properties: { agentPoolProfiles: [{ name: "extra" }] } };
    const { status, body: seen } = await azure.send("PUT", path, { body });
    assert.equal(status, 400);
    assert.match(asText(at(seen, "message")), /^A new agent pool was introduced\./);
  });
});
