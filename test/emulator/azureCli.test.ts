import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { AzureCliCredential } from "@azure/identity";
import { azureCliPath } from "../../scripts/host/azureCli.ts";
import { CannotRunError } from "../../scripts/host/cacheFolder.ts";
import { createCluster, smallCluster, startTestAzure, type TestAzure } from "./client.ts";
import { defaultSettings, emptyState } from "./state.ts";

const clusterOf = (name: string) => ["-g", "apps", "-n", name];
const ofCluster = ["-g", "apps", "--cluster-name", "pools"];

/** The az to test with; undefined where this machine cannot have one, which is a failure in CI. */
async function findAz(): Promise<string | undefined> {
  try {
    return await azureCliPath();
  } catch (error) {
    if (!(error instanceof CannotRunError) || process.env.CI) throw error;
    return undefined;
  }
}

describe("the real az against the stand-in", function () {
  this.timeout(10 * 60_000);
  let az = "";
  let azure: TestAzure | undefined;
  let folder = "";
  let env: NodeJS.ProcessEnv = {};

  async function run(...words: readonly string[]): Promise<unknown> {
    const { stdout } = await promisify(execFile)(az, [...words, "-o", "json"], { env });
    return stdout.trim() === "" ? undefined : JSON.parse(stdout);
  }

  before(async function () {
    this.timeout(15 * 60_000);
    const found = await findAz();
    if (found === undefined) return this.skip();
    az = found;
    const settings = {
      ...defaultSettings,
      operationSeconds: 0.05,
      retryAfterSeconds: 1,
      registerSeconds: 0,
    };
    azure = await startTestAzure({ state: { ...emptyState, settings } });
    for (const name of ["modes", "pools"]) await createCluster(azure, name);
    await createCluster(azure, "dual", {
      ...smallCluster,
      properties: {
        ...smallCluster.properties,
        networkProfile: { ipFamilies: ["IPv4", "IPv6"] },
      },
    });
    folder = mkdtempSync(join(tmpdir(), "az-"));
    writeFileSync(join(folder, "authority.pem"), azure.certificate);
    env = {
      ...process.env,
      AZURE_CONFIG_DIR: folder,
      AZURE_CORE_COLLECT_TELEMETRY: "no",
      REQUESTS_CA_BUNDLE: join(folder, "authority.pem"),
      IDENTITY_ENDPOINT: azure.identityEndpoint,
      IDENTITY_HEADER: "x",
    };
    await run("cloud", "register", "-n", "StandIn", "--endpoint-resource-manager", azure.origin);
    await run("cloud", "set", "-n", "StandIn");
    await run("login", "--identity");
  });
  after(async () => {
    await azure?.stop();
    if (folder !== "") rmSync(folder, { recursive: true });
  });

  it("lists and shows clusters", async () => {
    const [names, mode] = await Promise.all([
      run("aks", "list", "--query", "sort([].name)"),
      run("aks", "show", ...clusterOf("dual"), "--query", "nodeProvisioningProfile.mode"),
    ]);
    assert.deepEqual([names, mode], [["dual", "modes", "pools"], "Manual"]);
  });

  it("switches node auto-provisioning to Auto and back to Manual", async () => {
    const query = "[provisioningState, nodeProvisioningProfile.mode]";
    for (const mode of ["Auto", "Manual"]) {
      const words = ["--node-provisioning-mode", mode, "--query", query];
      const seen = await run("aks", "update", ...clusterOf("modes"), ...words);
      assert.deepEqual(seen, ["Succeeded", mode]);
    }
  });

  it("prints the refusal of node auto-provisioning in the service's words", async () => {
    const words = [...clusterOf("dual"), "--node-provisioning-mode", "Auto"];
    await assert.rejects(
      run("aks", "update", ...words),
      /\(OperationNotAllowed\) .*ipFamilies is set to one of \[IPv4\]/,
    );
  });

  it("adds, scales and lists pools, and plans maintenance", async () => {
    const pool = ["-n", "extra", "--node-count", "1", "--node-vm-size", "Standard_D4s_v5"];
    await run("aks", "nodepool", "add", ...ofCluster, ...pool);
    await run("aks", "nodepool", "scale", ...ofCluster, "-n", "extra", "--node-count", "3");
    const name = "aksManagedNodeOSUpgradeSchedule";
    const maintenance = ["aks", "maintenanceconfiguration"];
    const when = "--schedule-type Weekly --day-of-week Friday --interval-weeks 1 --duration 8";
    const times = ["--utc-offset", "+00:00", "--start-time", "00:00"];
    await run(...maintenance, "add", ...ofCluster, "-n", name, ...when.split(" "), ...times);
    const listed = await Promise.all([
      run("aks", "nodepool", "list", ...ofCluster, "--query", "[].[name, count]"),
      run(...maintenance, "list", ...ofCluster, "--query", "[].name"),
    ]);
    const pools = [
      ["system", 2],
      ["extra", 3],
    ];
    assert.deepEqual(listed, [pools, [name]]);
  });

  it("registers a feature", async () => {
    const feature = ["--namespace", "Microsoft.ContainerService", "--name", "Some"];
    await run("feature", "register", ...feature);
    const state = await run("feature", "show", ...feature, "--query", "properties.state");
    assert.equal(state, "Registered");
  });

  it("gives tokens that @azure/identity takes from it", async () => {
    const before = { ...process.env };
    Object.assign(process.env, env, { PATH: `${dirname(az)}${delimiter}${env.PATH ?? ""}` });
    try {
      const credential = new AzureCliCredential();
      const { token } = await credential.getToken(`${azure?.origin ?? ""}/.default`);
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${azure?.origin ?? ""}/subscriptions`, { headers });
      assert.equal(answer.status, 200);
    } finally {
      process.env = before;
    }
  });
});
