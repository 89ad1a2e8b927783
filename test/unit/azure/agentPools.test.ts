import assert from "node:assert/strict";
import {
  addAgentPool,
  changeAgentPool,
  deleteAgentPool,
  listAgentPools,
} from "../../../src/azure/agentPools.ts";
import { AzureError } from "../../../src/azure/azureError.ts";
import { waitForOperation } from "../../../src/azure/operation.ts";
import { endOfRegistration, readFeature } from "../../../src/azure/registrations.ts";
import { runCommand } from "../../../src/azure/runCommand.ts";
import { jsonAt, textAt, type JsonObject } from "../../../src/nap/json.ts";
import type { TestAzure } from "../../emulator/client.ts";
import { accessTo, withCluster } from "./standIn.ts";

describe("agent pools", () => {
  let azure: TestAzure;
  let clusterId: string;
  withCluster((started, cluster) => {
    azure = started;
    clusterId = cluster;
  });

  const settle = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    azure.advance(600);
  };

  async function pool(name: string): Promise<JsonObject | undefined> {
    const pools = await listAgentPools(accessTo(azure), clusterId);
    return pools.find((one) => textAt(one, "name") === name);
  }

  const workers = { count: 2, vmSize: "Standard_D4s_v5", mode: "User" } as const;

  it("are added, scaled and deleted, each as an operation", async () => {
    const access = accessTo(azure);
    const name = { clusterId, pool: "apps" };
    const added = await addAgentPool(access, name, {
      ...workers,
      zones: ["1", "2"],
      labels: { team: "a" },
      taints: [{ key: "k", value: "v", effect: "NoSchedule" }],
    });
    assert.deepEqual(await waitForOperation(access, added), { status: "Succeeded" });
    const made = jsonAt(await pool("apps"), "properties");
    assert.deepEqual(
      ["count", "availabilityZones", "nodeLabels", "nodeTaints", "mode"].map((one) =>
        jsonAt(made, one),
      ),
      [2, ["1", "2"], { team: "a" }, ["k=v:NoSchedule"], "User"],
    );
    const scaled = await changeAgentPool(access, name, { do: "scale", count: 5 });
    assert.deepEqual(await waitForOperation(access, scaled), { status: "Succeeded" });
    assert.equal(jsonAt(await pool("apps"), "properties", "count"), 5);
    const deleted = await deleteAgentPool(access, name);
    assert.deepEqual(await waitForOperation(access, deleted), { status: "Succeeded" });
    assert.equal(await pool("apps"), undefined);
  });

  it("are never overwritten by adding", async () => {
    await assert.rejects(
      addAgentPool(accessTo(azure), { clusterId, pool: "system" }, workers),
      (error: unknown) => error instanceof AzureError && error.failure.kind === "precondition",
    );
  });

  it("keep what nobody asked to change, without the image version", async () => {
    const before = await pool("system");
    await changeAgentPool(
      accessTo(azure),
      { clusterId, pool: "system" },
      { do: "scale", count: 4 },
    );
    const [put] = azure.recorder.requests(/^PUT/);
    assert.ok(put);
    assert.equal(put.headers["if-match"], textAt(before, "properties", "eTag"));
    const body = put.body as JsonObject;
    assert.equal(jsonAt(body, "properties", "nodeImageVersion"), undefined);
    await settle();
    const after = await pool("system");
    const plain = (one: JsonObject | undefined) => ({
      ...(jsonAt(one, "properties") as JsonObject),
      count: 0,
      eTag: "",
    });
    assert.deepEqual(plain(after), plain(before));
  });

  it("lose the cluster autoscaler with the nodes that they have", async () => {
    const access = accessTo(azure);
    const id = `${clusterId}/agentPools/auto`;
    const properties = {
      ...workers,
      count: 3,
      enableAutoScaling: true,
      minCount: 1,
      maxCount: 9,
      osType: "Linux",
      type: "VirtualMachineScaleSets",
    };
    await azure.send("PUT", id, { body: { properties } });
    await settle();
    const name = { clusterId, pool: "auto" };
    await changeAgentPool(access, name, { do: "setBounds", minCount: 2, maxCount: 12 });
    await settle();
    const bounded = jsonAt(await pool("auto"), "properties");
    assert.deepEqual(
      ["minCount", "maxCount", "enableAutoScaling"].map((one) => jsonAt(bounded, one)),
      [2, 12, true],
    );
    await changeAgentPool(access, name, { do: "stopAutoscaler" });
    const put = azure.recorder.requests(/^PUT/).at(-1)?.body as JsonObject;
    assert.deepEqual(
      ["count", "minCount", "maxCount", "enableAutoScaling"].map((one) =>
        jsonAt(put, "properties", one),
      ),
      [3, undefined, undefined, false],
    );
  });

  it("are changed on a new read when somebody was faster", async () => {
    azure.setState((state) => ({
      ...state,
      faults: [{ method: "GET", path: "agentPools/system", times: 1, changeETag: true }],
    }));
    const name = { clusterId, pool: "system" };
    await changeAgentPool(accessTo(azure), name, { do: "scale", count: 4 });
    const statuses = azure.recorder.requests(/^PUT/).map(({ status }) => status);
    assert.ok(statuses.at(-1) === 200 && statuses.length === 2, statuses.join());
  });

  it("may be looked at with a command inside a private cluster", async () => {
    azure.setState((state) => ({
      ...state,
      commands: [{ match: "get nodes", answer: { exitCode: 3, logs: "none\n" } }],
    }));
    const waiting = { wait: async () => settle() };
    assert.deepEqual(await runCommand(accessTo(azure, waiting), clusterId, "kubectl get nodes"), {
      exitCode: 3,
      logs: "none\n",
    });
  });

  it("need features that are registered, waited for, and made known to their provider", async () => {
    const access = accessTo(azure);
    const subscriptionId = azure.subscription.split("/").at(-1) ?? "";
    const namespace = "Microsoft.ContainerService";
    const feature = { subscriptionId, namespace, feature: "AllowClusterAutoscalerAndNAP" };
    assert.equal(await readFeature(access, feature), "NotRegistered");
    const states: string[] = [];
    const end = await endOfRegistration(access, feature, { onState: (one) => states.push(one) });
    assert.deepEqual(end, { kind: "registered" });
    assert.deepEqual([...new Set(states)], ["Registering", "Registered"]);
    const posts = azure.recorder.requests(/^POST/).map(({ url }) => url.split("?")[0]);
    assert.deepEqual(posts, [
      `${azure.subscription}/providers/Microsoft.Features/providers/${namespace}/features/AllowClusterAutoscalerAndNAP/register`,
      `${azure.subscription}/providers/${namespace}/register`,
    ]);
  });
});
