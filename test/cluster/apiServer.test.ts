import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { createApiClient, type ApiClient, type ApiStatus } from "./apiClient.ts";
import { describeWithGo } from "./goToolchain.ts";
import { startCluster, type TestCluster } from "./start.ts";

const buildTime = 40 * 60_000;

const nodePool = `
apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: general }
spec:
  template:
    spec:
      nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: default }
      requirements:
        - { key: karpenter.sh/capacity-type, operator: In, values: [on-demand] }
`;

const nodePools = "/apis/karpenter.sh/v1/nodepools";

describeWithGo("an API server with the provider's CRDs", () => {
  let cluster: TestCluster;
  let client: ApiClient;

  before(async function () {
    this.timeout(buildTime);
    cluster = await startCluster({ parts: "api" });
    client = createApiClient(cluster);
  });

  after(async () => {
    client.close();
    await cluster.stop();
    await cluster.stop();
  });

  it("accepts a valid NodePool as a dry run and stores nothing", async () => {
    const { status } = await client.create(nodePools, nodePool);
    assert.equal(status, 201);
    const { body } = await client.send("GET", nodePools);
    assert.deepEqual((body as { items: unknown[] }).items, []);
  });

  it("names the field that strict decoding does not know", async () => {
    const { status, body } = await client.create(nodePools, `${nodePool}  replica: 1\n`);
    assert.equal(status, 400);
    assert.match((body as ApiStatus).message, /unknown field "spec\.replica"/);
  });

  it("lists the causes of a schema error with their paths", async () => {
    const { status, body } = await client.create(nodePools, nodePool.replace(": In", ": in"));
    assert.equal(status, 422);
    const fields = (body as ApiStatus).details?.causes?.map(({ field }) => field);
    assert.ok(fields?.includes("spec.template.spec.requirements[0].operator"), String(fields));
  });

  it("answers for an update of a stored object with the rule on transitions", async () => {
    await client.send("POST", nodePools, { body: nodePool });
    const stored = await client.send("GET", `${nodePools}/general`);
    const { resourceVersion } = (stored.body as { metadata: { resourceVersion: string } }).metadata;
    const edited = nodePool
      .replace("{ name: general }", `{ name: general, resourceVersion: "${resourceVersion}" }`)
      .replace("spec:\n", "spec:\n  replicas: 1\n");
    const { status, body } = await client.update(`${nodePools}/general`, edited);
    assert.equal(status, 422);
    assert.match((body as ApiStatus).message, /Cannot transition/);
  });

  it("passes on the warning about the deprecated version", async () => {
    const { warnings } = await client.create(
      "/apis/karpenter.azure.com/v1alpha2/aksnodeclasses",
      "{ apiVersion: karpenter.azure.com/v1alpha2, kind: AKSNodeClass, metadata: { name: a } }",
    );
    assert.deepEqual(warnings, ["use v1beta1.AKSNodeClass instead"]);
  });

  it("refuses a user without rights", async () => {
    const kubeconfig = readFileSync(cluster.kubeconfigs.nobody, "utf8");
    const token = /token: (\w+)/.exec(kubeconfig)?.[1] ?? "";
    const nobody = createApiClient({ ...cluster, token });
    assert.equal((await nobody.send("GET", nodePools)).status, 403);
    nobody.close();
  });
});

describeWithGo("the end of a test cluster", () => {
  it("leaves no process, no port and no file behind, also with several at once", async function () {
    this.timeout(buildTime);
    const clusters = await Promise.all([1, 2].map(() => startCluster({ parts: "api" })));
    await Promise.all(clusters.map((cluster) => cluster.stop()));
    for (const { server, kubeconfig } of clusters) {
      await assert.rejects(fetch(server), /fetch failed/);
      assert.equal(existsSync(dirname(kubeconfig)), false);
      assert.deepEqual(processesOf(dirname(kubeconfig)), []);
    }
  });

  it("comes by itself when the process that started it is killed", async function () {
    this.timeout(buildTime);
    const starter = spawnSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `const { startCluster } = await import(${JSON.stringify(`${import.meta.dirname}/start.ts`)});
         console.log((await startCluster({ parts: "api" })).kubeconfig);
         process.kill(process.pid, "SIGKILL");`,
      ],
      { encoding: "utf8" },
    );
    assert.equal(starter.signal, "SIGKILL");
    const directory = dirname(starter.stdout.trim());
    for (let wait = 0; wait < 200 && existsSync(directory); wait += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.deepEqual(processesOf(directory), []);
    assert.equal(existsSync(directory), false);
  });
});

function processesOf(directory: string): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "args"], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(directory));
}
