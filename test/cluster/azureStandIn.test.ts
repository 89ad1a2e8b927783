import assert from "node:assert/strict";
import { clusterPath, smallCluster, startTestAzure, type TestAzure } from "../emulator/client.ts";
import { asText, at, type Json } from "../emulator/json.ts";
import { defaultSettings, emptyState } from "../emulator/state.ts";
import { testClusterHooks } from "../emulator/testClusterHooks.ts";
import { userKubeconfig } from "../emulator/userKubeconfig.ts";
import { createApiClient, type ApiClient } from "./apiClient.ts";
import { applyManifests, listObjects, mergePatch, waitFor } from "./clusterObjects.ts";
import { describeWithGo } from "./goToolchain.ts";
import { applyAll, cleanUp, deployment, nodeClass, nodePool, runningPods } from "./scenario.ts";
import { startCluster, type TestCluster } from "./start.ts";

describeWithGo("the Azure stand-in before a real control plane", () => {
  const settings = { ...defaultSettings, operationSeconds: 0 };
  const id = `/subscriptions/${emptyState.subscriptions[0]?.subscriptionId ?? ""}/resourcegroups/apps/providers/microsoft.containerservice/managedclusters/live`;
  let cluster: TestCluster;
  let client: ApiClient;
  let azure: TestAzure;
  let hooks: ReturnType<typeof testClusterHooks>;
  let path = "";

  before(async function () {
    this.timeout(40 * 60_000);
    cluster = await startCluster({ parts: "all" });
    client = createApiClient(cluster);
    hooks = testClusterHooks(cluster, id);
    const kubeconfigs = { [id]: userKubeconfig(cluster, id) };
    azure = await startTestAzure({ state: { ...emptyState, settings, kubeconfigs }, hooks });
    path = clusterPath(azure, "live");
    await change(path, mode("Auto"));
  });
  after(async () => {
    hooks.close();
    client.close();
    await azure.stop();
    await cluster.stop();
  });

  function mode(word: string): Json {
    const nodeProvisioningProfile = { mode: word };
    return { ...smallCluster, properties: { ...smallCluster.properties, nodeProvisioningProfile } };
  }

  /** Sends a PUT and waits for its operation, whose end it answers. */
  async function change(to: string, body: Json): Promise<Json | undefined> {
    const put = await azure.send("PUT", to, { body });
    if (put.status >= 300) return at(put.body, "message");
    const poll = put.headers.get("azure-asyncoperation") ?? "";
    return waitFor("the operation to end", async () => {
      const status = at((await azure.send("GET", poll)).body, "status");
      return status === "InProgress" ? undefined : status;
    });
  }

  it("hands out a kubeconfig that leads to it", async () => {
    const { body } = await azure.send("POST", `${path}/listClusterUserCredential`);
    const [first] = at(body, "kubeconfigs") as { value: string }[];
    const text = Buffer.from(first?.value ?? "", "base64").toString("utf8");
    assert.ok(text.includes(`server: ${cluster.server}`));
  });

  it("makes the nodes of a pool that is added and scaled, with their labels and taints", async () => {
    const properties = { vmSize: "Standard_D4s_v5", nodeTaints: ["team=blue:NoSchedule"] };
    const seen: number[] = [];
    for (const count of [1, 2]) {
      const body = { properties: { ...properties, count } };
      assert.equal(await change(`${path}/agentPools/extra`, body), "Succeeded");
      const nodes = await listObjects<{
        metadata: { labels?: Record<string, string> };
        spec: { taints?: { key: string; value?: string }[] };
      }>(client, "Node");
      const own = nodes.filter((node) => node.metadata.labels?.agentpool === "extra");
      seen.push(own.length);
      for (const { spec } of own)
        assert.ok(spec.taints?.some(({ key, value }) => key === "team" && value === "blue"));
    }
    assert.deepEqual(seen, [1, 2]);
  });

  it("makes the nodes of pools that a PUT of the cluster names", async () => {
    const nodeTaints = ["CriticalAddonsOnly=true:NoSchedule"];
    const pools = [{ name: "system", mode: "System", count: 3, nodeTaints }];
    const properties = { agentPoolProfiles: pools, nodeProvisioningProfile: { mode: "Auto" } };
    assert.equal(await change(path, { location: "westeurope", properties }), "Succeeded");
    const nodes = await listObjects(client, "Node");
    const own = nodes.filter(({ metadata }) => metadata.labels?.agentpool === "system");
    assert.equal(own.length, 3);
  });

  it("refuses Manual while a node of Karpenter exists", async () => {
    await applyAll(client, nodeClass, nodePool("busy"), deployment("busy", { replicas: 14 }));
    await runningPods(client, "busy", 14);
    await mergePatch(
      client,
      { kind: "NodePool", name: "busy" },
      { spec: { limits: { cpu: "0" } } },
    );
    const refusal = await change(path, mode("Manual"));
    assert.match(asText(refusal), /cannot be Manual .*in use: \d+ nodes? exists?\.$/);
    await cleanUp(client);
    await waitFor("the node to go", async () => {
      const nodes = await listObjects(client, "Node");
      const isOurs = nodes.some(({ metadata }) => metadata.labels?.["karpenter.sh/nodepool"]);
      return isOurs ? undefined : true;
    });
  });

  it("refuses Manual until the limits of every NodePool are 0", async () => {
    await applyManifests(client, nodeClass);
    await applyManifests(client, nodePool("general"));
    const refusal = await change(path, mode("Manual"));
    assert.match(asText(refusal), /cannot be Manual .*limits\.cpu of NodePool general is not 0/);
    const patch = { spec: { limits: { cpu: "0" } } };
    await mergePatch(client, { kind: "NodePool", name: "general" }, patch);
    assert.equal(await change(path, mode("Manual")), "Succeeded");
  });
});
