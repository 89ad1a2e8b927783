import assert from "node:assert/strict";
import { createApiClient, type ApiClient } from "./apiClient.ts";
import { listObjects, type ClusterObject } from "./clusterObjects.ts";
import { createControlClient, type ControlClient } from "./controlClient.ts";
import { describeWithGo } from "./goToolchain.ts";
import { startCluster, type TestCluster } from "./start.ts";

/** Versions, refused VMs, silent kubelets and a stopped Karpenter are tried in karpenter/provisioning.test.ts. */
describeWithGo("the control endpoint of a test cluster", () => {
  let cluster: TestCluster;
  let client: ApiClient;
  let control: ControlClient;

  before(async () => {
    const start = performance.now();
    cluster = await startCluster({ parts: "all" });
    console.log(`      READY after ${((performance.now() - start) / 1000).toFixed(1)} s`);
    client = createApiClient(cluster);
    control = createControlClient(cluster);
  });
  after(async () => {
    client.close();
    await cluster.stop();
  });

  async function nodesOf(pool: string): Promise<readonly ClusterObject[]> {
    const nodes = await listObjects(client, "Node");
    return nodes.filter(({ metadata }) => metadata.labels?.agentpool === pool);
  }

  it("adds, scales and removes agent pools as nodes, the newest first", async () => {
    const seen: unknown[] = [];
    for (const count of [1, 3, 2, 0]) {
      const told = await control.scalePool("fixed", { count });
      const names = (await nodesOf("fixed")).map(({ metadata }) => metadata.name).sort();
      assert.deepEqual([...told].sort(), names);
      seen.push(names.map((name) => name.replace(/^aks-fixed-\d{8}-vmss/, "")));
    }
    const [a, b, c] = ["000000", "000001", "000002"];
    assert.deepEqual(seen, [[a], [a, b, c], [a, b], []]);
  });

  it("gives them the labels of AKS, and the pool's own labels, taints and zones", async () => {
    const taints = [{ key: "team", value: "blue", effect: "NoSchedule" }];
    const own = { mode: "System", labels: { team: "blue" }, taints, zones: ["1", "2"] } as const;
    await control.scalePool("labelled", { count: 2, vmSize: "Standard_D8s_v5", ...own });
    const nodes = await nodesOf("labelled");
    assert.deepEqual(
      nodes.map(({ metadata }) => metadata.labels?.["topology.kubernetes.io/zone"]).sort(),
      ["southcentralus-1", "southcentralus-2"],
    );
    const [node] = nodes;
    assert.deepEqual(pick(node?.metadata.labels, Object.keys(expected)), expected);
    // A new node carries taints of Kubernetes' own until the controllers have seen it.
    const { taints: found = [] } = node?.spec as { taints?: readonly { key: string }[] };
    assert.deepEqual(
      found.filter(({ key }) => !key.startsWith("node.kubernetes.io/")),
      taints,
    );
    await control.scalePool("labelled", { count: 0 });
  });

  it("says what it cannot do", async () => {
    const refused = [
      control.scalePool("fixed", { count: 1, vmSize: "Standard_Nothing" }),
      control.failVms([{ kind: "gremlins" as "allocation" }]),
      control.setVersions({ kernel: "6" } as object),
    ];
    const reasons = await Promise.allSettled(refused);
    assert.deepEqual(
      reasons.map(
        (one) => one.status === "rejected" && /unknown [a-zA-Z ]+/.exec(String(one.reason))?.[0],
      ),
      ["unknown VM size ", "unknown kind ", "unknown field "],
    );
  });

  it("answers nobody without its token", async () => {
    const foreign = createControlClient({ ...cluster, controlToken: "guessed" });
    await assert.rejects(foreign.scalePool("fixed", { count: 1 }), /wrong or no token/);
    assert.deepEqual(await nodesOf("fixed"), []);
  });
});

/** What AKS writes on a System node of this size with an overlay network. */
const expected = {
  agentpool: "labelled",
  "kubernetes.azure.com/agentpool": "labelled",
  "kubernetes.azure.com/mode": "system",
  "kubernetes.azure.com/nodepool-type": "VirtualMachineScaleSets",
  "kubernetes.azure.com/os-sku": "Ubuntu",
  "kubernetes.azure.com/role": "agent",
  "kubernetes.io/arch": "amd64",
  "kubernetes.io/os": "linux",
  "kubernetes.io/role": "agent",
  "node.kubernetes.io/instance-type": "Standard_D8s_v5",
  team: "blue",
  "topology.kubernetes.io/region": "southcentralus",
};

function pick(
  labels: Readonly<Record<string, string>> = {},
  keys: readonly string[],
): Record<string, string | undefined> {
  return Object.fromEntries(keys.map((key) => [key, labels[key]]));
}
