import assert from "node:assert/strict";
import { ContainerServiceClient } from "@azure/arm-containerservice";
import type { TokenCredential } from "@azure/identity";
import {
  createCluster,
  fetchToken,
  smallCluster,
  startTestAzure,
  type TestAzure,
} from "./client.ts";
import { defaultSettings, emptyState } from "./state.ts";

const polling = { updateIntervalInMs: 5 };

describe("the Azure SDK against the stand-in", () => {
  let azure: TestAzure;
  let client: ContainerServiceClient;
  before(async () => {
    const state = { ...emptyState, settings: { ...defaultSettings, operationSeconds: 0.05 } };
    azure = await startTestAzure({ state });
    const credential: TokenCredential = {
      getToken: async () => ({
        token: await fetchToken(azure),
        expiresOnTimestamp: Date.now() + 3_600_000,
      }),
    };
    const id = azure.subscription.split("/").at(-1) ?? "";
    client = new ContainerServiceClient(credential, id, {
      endpoint: azure.origin,
      credentials: { scopes: [`${azure.origin}/.default`] },
      retryOptions: { maxRetries: 0 },
    });
  });
  after(() => azure.stop());

  it("creates a cluster, waits for it and reads it", async () => {
    const parameters = { ...smallCluster, properties: undefined, ...smallCluster.properties };
    const made = await client.managedClusters.createOrUpdate(
      "apps",
      "sdk",
      {
        ...parameters,
        agentPoolProfiles: [...smallCluster.properties.agentPoolProfiles],
        nodeProvisioningProfile: { mode: "Auto", defaultNodePools: "None" },
      },
      polling,
    );
    assert.equal(made.provisioningState, "Succeeded");
    const got = await client.managedClusters.get("apps", "sdk");
    assert.deepEqual(got, made);
    assert.deepEqual(got.nodeProvisioningProfile, { mode: "Auto", defaultNodePools: "None" });
    assert.deepEqual(got.networkProfile?.ipFamilies, ["IPv4"]);
  });

  it("switches a cluster to Auto under its eTag, and not under an old one", async () => {
    await createCluster(azure, "switched");
    const cluster = await client.managedClusters.get("apps", "switched");
    const ifMatch = cluster.eTag ?? "";
    const wanted = { ...cluster, nodeProvisioningProfile: { mode: "Auto" } };
    const options = { ...polling, ifMatch };
    const done = await client.managedClusters.createOrUpdate("apps", "switched", wanted, options);
    assert.equal(done.nodeProvisioningProfile?.mode, "Auto");
    await assert.rejects(
      async () => client.managedClusters.createOrUpdate("apps", "switched", wanted, options),
      { statusCode: 412, code: "PreconditionFailed" },
    );
  });

  it("lists clusters over pages", async () => {
    for (const name of ["a", "b", "c"]) await createCluster(azure, name);
    azure.setState((state) => ({ ...state, settings: { ...state.settings, pageSize: 2 } }));
    const names: string[] = [];
    for await (const { name } of client.managedClusters.list()) names.push(name ?? "");
    assert.deepEqual(names, ["sdk", "switched", "a", "b", "c"]);
  });

  it("throws what the operation failed with", async () => {
    await createCluster(azure, "failing");
    const error = { code: "QuotaExceeded", message: "No cores left." };
    azure.setState((state) => ({ ...state, operationFaults: [{ path: "/failing", error }] }));
    const cluster = await client.managedClusters.get("apps", "failing");
    await assert.rejects(
      async () => client.managedClusters.createOrUpdate("apps", "failing", cluster, polling),
      /QuotaExceeded\. No cores left\./,
    );
  });

  it("adds, scales and deletes a pool", async () => {
    await createCluster(azure, "pooled");
    const { agentPools } = client;
    const pool = { count: 1, vmSize: "Standard_D4s_v5", mode: "User" };
    const added = await agentPools.createOrUpdate("apps", "pooled", "extra", pool, {
      ...polling,
      ifNoneMatch: "*",
    });
    assert.equal(added.provisioningState, "Succeeded");
    const scaled = await agentPools.createOrUpdate(
      "apps",
      "pooled",
      "extra",
      { ...added, count: 3 },
      { ...polling, ifMatch: added.eTag ?? "" },
    );
    assert.deepEqual([scaled.count, scaled.provisioningState], [3, "Succeeded"]);
    await agentPools.delete("apps", "pooled", "extra", polling);
    const names: string[] = [];
    for await (const { name } of agentPools.list("apps", "pooled")) names.push(name ?? "");
    assert.deepEqual(names, ["system"]);
  });

  it("deletes a cluster and waits for that", async () => {
    await createCluster(azure, "deleted");
    await client.managedClusters.delete("apps", "deleted", polling);
    await assert.rejects(client.managedClusters.get("apps", "deleted"), {
      statusCode: 404,
      code: "ResourceNotFound",
    });
  });
});
