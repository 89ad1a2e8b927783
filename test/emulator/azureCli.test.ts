import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createCluster, startTestAzure, type TestAzure } from "./client.ts";
import { defaultSettings, emptyState } from "./state.ts";

/** The az to run; AZ_CLI names one that is not on the path. */
const az = process.env.AZ_CLI ?? "az";
const isThere = spawnSync(az, ["--help"], { stdio: "ignore" }).status === 0;
const cluster = ["-g", "apps", "-n", "demo"];
const ofCluster = ["-g", "apps", "--cluster-name", "demo"];

describe("the real az against the stand-in (needs az or AZ_CLI)", function () {
  this.timeout(120_000);
  let azure: TestAzure | undefined;
  let folder = "";

  async function run(...words: readonly string[]): Promise<unknown> {
    const env = {
      ...process.env,
      AZURE_CONFIG_DIR: folder,
      AZURE_CORE_COLLECT_TELEMETRY: "no",
      REQUESTS_CA_BUNDLE: join(folder, "authority.pem"),
      IDENTITY_ENDPOINT: azure?.identityEndpoint,
      IDENTITY_HEADER: "x",
    };
    const { stdout } = await promisify(execFile)(az, [...words, "-o", "json"], { env });
    return stdout.trim() === "" ? undefined : JSON.parse(stdout);
  }

  before(async function () {
    if (!isThere) this.skip();
    const settings = {
      ...defaultSettings,
      operationSeconds: 0.2,
      retryAfterSeconds: 1,
      registerSeconds: 0,
    };
    azure = await startTestAzure({ state: { ...emptyState, settings } });
    await createCluster(azure, "demo");
    folder = mkdtempSync(join(tmpdir(), "az-"));
    writeFileSync(join(folder, "authority.pem"), azure.certificate);
    await run("cloud", "register", "-n", "StandIn", "--endpoint-resource-manager", azure.origin);
    await run("cloud", "set", "-n", "StandIn");
    await run("login", "--identity");
  });
  after(async () => {
    await azure?.stop();
    if (folder !== "") rmSync(folder, { recursive: true });
  });

  it("lists and shows clusters", async () => {
    assert.deepEqual(await run("aks", "list", "--query", "[].name"), ["demo"]);
    const query = "nodeProvisioningProfile.mode";
    assert.equal(await run("aks", "show", ...cluster, "--query", query), "Manual");
  });

  for (const mode of ["Auto", "Manual"]) {
    it(`switches node auto-provisioning to ${mode}`, async () => {
      const query = "[provisioningState, nodeProvisioningProfile.mode]";
      const words = ["--node-provisioning-mode", mode, "--query", query];
      assert.deepEqual(await run("aks", "update", ...cluster, ...words), ["Succeeded", mode]);
    });
  }

  it("adds, scales and lists pools", async () => {
    const pool = ["-n", "extra", "--node-count", "1", "--node-vm-size", "Standard_D4s_v5"];
    await run("aks", "nodepool", "add", ...ofCluster, ...pool);
    await run("aks", "nodepool", "scale", ...ofCluster, "-n", "extra", "--node-count", "3");
    const listed = await run(
      "aks",
      "nodepool",
      "list",
      ...ofCluster,
      "--query",
      "[].[name, count]",
    );
    assert.deepEqual(listed, [
      ["system", 2],
      ["extra", 3],
    ]);
  });

  it("plans maintenance", async () => {
    const name = "aksManagedNodeOSUpgradeSchedule";
    const words = "--schedule-type Weekly --day-of-week Friday --interval-weeks 1 --duration 8";
    const times = ["--utc-offset", "+00:00", "--start-time", "00:00"];
    const command = ["aks", "maintenanceconfiguration"];
    await run(...command, "add", ...ofCluster, "-n", name, ...words.split(" "), ...times);
    assert.deepEqual(await run(...command, "list", ...ofCluster, "--query", "[].name"), [name]);
  });

  it("registers a feature", async () => {
    const feature = ["--namespace", "Microsoft.ContainerService", "--name", "Some"];
    await run("feature", "register", ...feature);
    const state = await run("feature", "show", ...feature, "--query", "properties.state");
    assert.equal(state, "Registered");
  });
});
