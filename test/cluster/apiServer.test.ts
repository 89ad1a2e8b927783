import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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

  it("gives each user no more rights than the role says", async () => {
    const rights = await Promise.all(
      Object.entries(cluster.kubeconfigs).map(async ([user, kubeconfig]) => {
        const token = /token: (\w+)/.exec(readFileSync(kubeconfig, "utf8"))?.[1] ?? "";
        const own = createApiClient({ ...cluster, token });
        const read = await own.send("GET", nodePools);
        const pods = await own.send("GET", "/api/v1/pods");
        const write = await own.create(nodePools, nodePool.replace("general", "another"));
        own.close();
        return [user, pods.status, read.status, write.status];
      }),
    );
    assert.deepEqual(rights.sort(), [
      ["admin", 200, 200, 201],
      ["nobody", 403, 403, 403],
      ["reader", 200, 200, 403],
      ["viewer", 200, 403, 403],
      ["writer", 200, 200, 201],
    ]);
  });
});
