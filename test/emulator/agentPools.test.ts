import assert from "node:assert/strict";
import { createCluster, settled, startTestAzure, type TestAzure } from "./client.ts";
import { asObjects, asText, at, type Json, type JsonObject } from "./json.ts";

describe("agent pools of the stand-in", () => {
  let azure: TestAzure;
  let scaled: (readonly [string, string, Json | undefined])[] = [];
  let nodes: () => Promise<void>;
  before(async () => {
    azure = await startTestAzure({
      hooks: {
        scalePool: (cluster, pool, { count }) => {
          scaled.push([cluster, pool, count]);
          return nodes();
        },
      },
    });
  });
  beforeEach(() => {
    scaled = [];
    nodes = () => Promise.resolve();
  });
  after(() => azure.stop());

  function put(path: string, properties: Json, headers: Record<string, string> = {}) {
    return azure.send("PUT", path, { body: { properties }, headers });
  }

  async function stateOf(path: string): Promise<Json | undefined> {
    return at((await azure.send("GET", path)).body, "properties", "provisioningState");
  }

  it("are added, scaled, changed and deleted, each with its own state and status", async () => {
    const path = `${await createCluster(azure, "pooled")}/agentPools/extra`;
    scaled = [];
    const seen: unknown[] = [];
    for (const [method, body] of [
      ["PUT", { properties: { count: 1, nodeTaints: [], scaleSetPriority: "Regular" } }],
      ["PUT", { properties: { count: 3 } }],
      ["PUT", { properties: { count: 3, nodeLabels: { a: "b" } } }],
      ["DELETE", undefined],
    ] as const) {
      const more = body === undefined ? {} : { body };
      const { status, headers } = await azure.send(method, path, more);
      seen.push([status, await stateOf(path), headers.has("location")]);
      await settled();
      azure.advance(600);
    }
    assert.deepEqual(seen, [
      [201, "Creating", false],
      [200, "Scaling", false],
      [200, "Updating", false],
      [202, "Deleting", true],
    ]);
    assert.equal((await azure.send("GET", path)).status, 404);
    assert.deepEqual(
      scaled.map(([, pool, count]) => [pool, count]),
      [
        ["extra", 1],
        ["extra", 3],
        ["extra", 3],
        ["extra", 0],
      ],
    );
  });

  it("become nodes when a PUT of the cluster names or changes them", async () => {
    const path = await createCluster(azure, "whole");
    const change = async (pool: JsonObject) => {
      const pools = [{ name: "system", mode: "System", ...pool }];
      const body = { location: "westeurope", properties: { agentPoolProfiles: pools } };
      assert.equal((await azure.send("PUT", path, { body })).status, 200);
      await settled();
      azure.advance(600);
    };
    await change({ count: 2 });
    await change({ count: 5 });
    await change({ tags: { a: "b" } });
    assert.deepEqual(
      scaled.map(([, pool, count]) => [pool, count]),
      [
        ["system", 2],
        ["system", 5],
      ],
    );
    assert.equal(await stateOf(path), "Succeeded");
  });

  it("have ids and types of their own, and drop what is default", async () => {
    const cluster = await createCluster(azure, "spelled");
    await put(`${cluster}/agentPools/extra`, { spotMaxPrice: -1, nodeTaints: [] });
    const { body } = await azure.send("GET", `${cluster}/agentPools`);
    const pool = asObjects(at(body, "value"))[1];
    assert.match(
      asText(pool?.id),
      /\/resourcegroups\/apps\/.*\/managedClusters\/spelled\/agentPools\/extra$/,
    );
    assert.equal(pool?.type, "Microsoft.ContainerService/managedClusters/agentPools");
    assert.equal(at(pool, "properties", "spotMaxPrice"), undefined);
    assert.equal(at(pool, "properties", "nodeTaints"), undefined);
    assert.equal(at(pool, "properties", "maxPods"), 250);
  });

  it("change no eTag but their own", async () => {
    const cluster = await createCluster(azure, "tags");
    const tags = async () => {
      const { body } = await azure.send("GET", cluster);
      const pools = asObjects(at(body, "properties", "agentPoolProfiles"));
      return [at(body, "eTag"), ...pools.map(({ eTag }) => eTag)];
    };
    await put(`${cluster}/agentPools/extra`, { count: 1 });
    azure.advance(600);
    const before = await tags();
    const headers = { "if-match": asText(before[1]) };
    assert.equal((await put(`${cluster}/agentPools/extra`, { count: 2 }, headers)).status, 412);
    assert.equal((await put(`${cluster}/agentPools/system`, { count: 5 }, headers)).status, 200);
    azure.advance(600);
    const after = await tags();
    assert.deepEqual(
      after.map((tag, index) => tag === before[index]),
      [true, false, true],
    );
  });

  it("wait for the nodes, and fail when they do not come", async () => {
    const cluster = await createCluster(azure, "waiting");
    const path = `${cluster}/agentPools/system`;
    let come: (() => void) | undefined;
    nodes = () => new Promise((resolve) => (come = resolve));
    await put(path, { count: 3 });
    azure.advance(6000);
    assert.equal(await stateOf(path), "Scaling");
    come?.();
    await settled();
    assert.equal(await stateOf(path), "Succeeded");
    nodes = () => Promise.reject(new Error("no cores"));
    const refused = await put(path, { count: 9 });
    await settled();
    azure.advance(6000);
    const poll = refused.headers.get("azure-asyncoperation") ?? "";
    const { body } = await azure.send("GET", poll);
    assert.deepEqual([at(body, "status"), at(body, "error", "message")], ["Failed", "no cores"]);
    assert.equal(await stateOf(path), "Failed");
  });

  it("refuse a change of a busy pool in its own words, and let another pool pass", async () => {
    const cluster = await createCluster(azure, "busy");
    await put(`${cluster}/agentPools/extra`, { count: 1 });
    const { status, body } = await put(`${cluster}/agentPools/extra`, { count: 2 });
    assert.equal(status, 409);
    assert.match(
      asText(at(body, "message")),
      /in progress create node pool operation \(operation ID: .*\) on the agent pool extra started on UTC .*'az aks nodepool operation-abort/,
    );
    assert.equal((await put(`${cluster}/agentPools/system`, { count: 3 })).status, 200);
    assert.equal((await azure.send("PUT", cluster, { body: { location: "x" } })).status, 409);
  });

  it("take no cluster autoscaler beside node auto-provisioning, unless the feature is registered", async () => {
    const body = {
      location: "uksouth",
      properties: {
        nodeProvisioningProfile: { mode: "Auto" },
        agentPoolProfiles: [{ name: "system", mode: "System" }],
      },
    };
    const path = `${await createCluster(azure, "auto", body)}/agentPools/extra`;
    const scaler = { enableAutoScaling: true, minCount: 1, maxCount: 3 };
    const { status, body: seen } = await put(path, scaler);
    assert.deepEqual(
      [status, at(seen, "message")],
      [
        400,
        ".properties.nodeProvisioningProfile.mode cannot be Auto unless all AgentPools have property .properties.enableAutoScaling set to one of [false]",
      ],
    );
    const feature = "Microsoft.ContainerService/features/AllowClusterAutoscalerAndNAP";
    const features = `${azure.subscription}/providers/Microsoft.Features/providers`;
    await azure.send("POST", `${features}/${feature}/register`);
    assert.equal((await put(path, scaler)).status, 400, "not registered yet");
    azure.advance(600);
    assert.equal((await put(path, scaler)).status, 201);
  });
});
