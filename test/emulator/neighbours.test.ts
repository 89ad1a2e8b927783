import assert from "node:assert/strict";
import { createCluster, settled, smallCluster, startTestAzure, type TestAzure } from "./client.ts";
import { asObjects, asText, at, type Json } from "./json.ts";
import { emptyState } from "./state.ts";

const tables = [{ name: "PrimaryResult", columns: [{ name: "n", type: "long" }], rows: [[3]] }];

describe("what surrounds the clusters of the stand-in", () => {
  let azure: TestAzure;
  let path = "";
  before(async () => {
    const state = {
      ...emptyState,
      skus: [
        { name: "Standard_D4s_v5", resourceType: "virtualMachines", locations: ["westeurope"] },
        { name: "Standard_D8s_v5", resourceType: "virtualMachines", locations: ["uksouth"] },
      ],
      usages: { uksouth: [{ currentValue: 4, limit: 10, name: { value: "cores" } }] },
      commands: [{ match: "get nodepools", answer: { exitCode: 0, logs: "default\n" } }],
      logs: [{ match: "karpenter-events", answer: { tables } }],
    };
    azure = await startTestAzure({ state });
    path = await createCluster(azure, "centre");
  });
  after(() => azure.stop());

  async function names(collection: string): Promise<readonly (Json | undefined)[]> {
    const { body } = await azure.send("GET", collection);
    return asObjects(at(body, "value")).map(({ name }) => name);
  }

  it("stores planned maintenance, with 200 from the first PUT on", async () => {
    const one = `${path}/maintenanceConfigurations/aksManagedNodeOSUpgradeSchedule`;
    const weekly = { intervalWeeks: 1, dayOfWeek: "Sunday" };
    const window = { schedule: { weekly }, durationHours: 4, startTime: "01:00" };
    const body = { properties: { maintenanceWindow: window } };
    const put = await azure.send("PUT", one, { body });
    assert.equal(put.status, 200);
    assert.deepEqual(Object.keys(put.body ?? {}).sort(), ["id", "name", "properties"]);
    assert.match(
      asText(at(put.body, "properties", "maintenanceWindow", "startDate")),
      /^\d{4}-\d\d-\d\d$/,
    );
    assert.deepEqual(await names(`${path}/maintenanceConfigurations`), [
      "aksManagedNodeOSUpgradeSchedule",
    ]);
    assert.equal(
      (await azure.send("PUT", `${path}/maintenanceConfigurations/x`, { body })).status,
      400,
    );
    const deleted = await azure.send("DELETE", one);
    assert.deepEqual([deleted.status, deleted.body], [200, null]);
    assert.equal((await azure.send("GET", one)).status, 404);
  });

  it("stores role assignments on every scope and diagnostic settings on a cluster", async () => {
    const role = { properties: { principalId: "p", roleDefinitionId: "r" } };
    const scopes = [azure.subscription, `${azure.subscription}/resourceGroups/apps`, path];
    for (const [index, scope] of scopes.entries()) {
      const collection = `${scope}/providers/Microsoft.Authorization/roleAssignments`;
      assert.equal(
        (await azure.send("PUT", `${collection}/a${index}`, { body: role })).status,
        201,
      );
      const expected = ["a0", "a1", "a2"].slice(0, index + 1);
      assert.deepEqual(await names(collection), expected);
    }
    const settings = `${path}/providers/Microsoft.Insights/diagnosticSettings`;
    const body = { properties: { logs: [{ category: "karpenter-events", enabled: true }] } };
    assert.equal((await azure.send("PUT", `${settings}/nap`, { body })).status, 200);
    const { body: stored } = await azure.send("GET", `${settings}/nap`);
    assert.deepEqual(at(stored, "properties"), body.properties);
  });

  it("hands out the kubeconfig that the state holds", async () => {
    const list = `${path}/listClusterUserCredential`;
    assert.equal((await azure.send("POST", list)).status, 404);
    const kubeconfigs = { [path.toLowerCase()]: "kind: Config\n" };
    azure.setState((state) => ({ ...state, kubeconfigs }));
    const value = Buffer.from("kind: Config\n").toString("base64");
    const { status, body } = await azure.send("POST", list);
    assert.deepEqual([status, body], [200, { kubeconfigs: [{ name: "clusterUser", value }] }]);
  });

  it("hands out no admin's kubeconfig where local accounts are off", async () => {
    const properties = { ...smallCluster.properties, disableLocalAccounts: true };
    const closed = await createCluster(azure, "closed", { ...smallCluster, properties });
    const { status, body } = await azure.send("POST", `${closed}/listClusterAdminCredential`);
    assert.deepEqual(
      [status, at(body, "message")],
      [
        400,
        "Getting static credential isn't allowed because this cluster is set to disable local accounts.",
      ],
    );
  });

  it("runs a command: 202 with a Location, 202 while it runs, then exit code and logs", async () => {
    const body = { command: "kubectl get nodepools" };
    const started = await azure.send("POST", `${path}/runCommand`, { body });
    const location = started.headers.get("location") ?? "";
    assert.match(location, /\/commandResults\/[0-9a-f]{32}\?api-version=2026-05-01$/);
    assert.equal(started.headers.get("azure-asyncoperation"), null);
    await settled();
    const running = await azure.send("GET", location);
    assert.deepEqual(
      [started.status, running.status, at(running.body, "properties")],
      [202, 202, { provisioningState: "Running" }],
    );
    azure.advance(600);
    const { status, body: result } = await azure.send("GET", location);
    const { provisioningState, exitCode, logs } = (result as { properties: Record<string, Json> })
      .properties;
    assert.deepEqual(
      [status, provisioningState, exitCode, logs],
      [200, "Succeeded", 0, "default\n"],
    );
  });

  it("registers features and providers after a while", async () => {
    const feature = `${azure.subscription}/providers/Microsoft.Features/providers/Microsoft.ContainerService/features/NodeAutoProvisioningPreview`;
    const state = async () => at((await azure.send("GET", feature)).body, "properties", "state");
    const seen = [await state()];
    seen.push(at((await azure.send("POST", `${feature}/register`)).body, "properties", "state"));
    azure.advance(60);
    seen.push(await state());
    azure.advance(60);
    seen.push(await state());
    await azure.send("POST", `${feature}/unregister`);
    seen.push(await state());
    azure.advance(120);
    seen.push(await state());
    assert.deepEqual(seen, [
      "NotRegistered",
      "Registering",
      "Registering",
      "Registered",
      "Unregistering",
      "NotRegistered",
    ]);
  });

  it("creates no cluster in a subscription where AKS is not registered", async () => {
    const own = await startTestAzure();
    const key = `${own.subscription.split("/").at(-1) ?? ""}/microsoft.containerservice`;
    const off = { readyAt: "2020-01-01T00:00:00Z", to: "Unregistered" } as const;
    own.setState((state) => ({ ...state, registrations: { [key]: off } }));
    await assert.rejects(createCluster(own, "early"), /409/);
    const provider = `${own.subscription}/providers/Microsoft.ContainerService`;
    const { body } = await own.send("POST", `${provider}/register`);
    assert.equal(at(body, "registrationState"), "Registering");
    own.advance(600);
    await createCluster(own, "later");
    await own.stop();
  });

  it("lists sizes by region, and usages", async () => {
    const compute = `${azure.subscription}/providers/Microsoft.Compute`;
    const filter = encodeURIComponent("location eq 'uksouth'");
    assert.deepEqual(await names(`${compute}/skus?$filter=${filter}`), ["Standard_D8s_v5"]);
    const { body } = await azure.send("GET", `${compute}/locations/uksouth/usages`);
    assert.equal(asObjects(at(body, "value"))[0]?.limit, 10);
  });

  it("answers log queries that the state foresees, and refuses others", async () => {
    const query = (text: string) =>
      azure.send("POST", "/v1/workspaces/w/query", { body: { query: text } });
    const { body } = await query('AKSControlPlane | where Category == "karpenter-events"');
    assert.deepEqual(body, { tables });
    assert.equal((await query("Heartbeat")).status, 400);
  });

  it("stops and starts a cluster, and stops none with mode Auto", async () => {
    const own = await createCluster(azure, "sleepy");
    const power = async () =>
      at((await azure.send("GET", own)).body, "properties", "powerState", "code");
    assert.equal((await azure.send("POST", `${own}/stop`)).status, 202);
    azure.advance(600);
    assert.equal(await power(), "Stopped");
    const refused = await azure.send("PUT", own, { body: smallCluster });
    assert.match(
      asText(at(refused.body, "message")),
      /is in stopped state, no operations except for start/,
    );
    assert.equal((await azure.send("POST", `${own}/start`)).status, 202);
    azure.advance(600);
    assert.equal(await power(), "Running");
    const properties = { nodeProvisioningProfile: { mode: "Auto" } };
    await azure.send("PUT", own, { body: { location: "westeurope", properties } });
    await settled();
    azure.advance(600);
    const stop = await azure.send("POST", `${own}/stop`);
    const message =
      "Unable to perform 'stopping' operation since the cluster enables .properties.nodeProvisioningProfile.mode 'Auto'";
    assert.deepEqual([stop.status, at(stop.body, "message")], [400, message]);
  });

  it("aborts what is in progress", async () => {
    const own = await createCluster(azure, "aborted");
    const put = await azure.send("PUT", own, { body: smallCluster });
    const aborted = await azure.send("POST", `${own}/abort`);
    assert.deepEqual(
      [aborted.status, at(aborted.body, "properties", "provisioningState")],
      [202, "Updating"],
    );
    azure.advance(600);
    const poll = await azure.send("GET", put.headers.get("azure-asyncoperation") ?? "");
    assert.equal(at(poll.body, "status"), "Canceled");
    const { body } = await azure.send("GET", own);
    assert.equal(at(body, "properties", "provisioningState"), "Canceled");
  });
});
