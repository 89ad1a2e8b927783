import assert from "node:assert/strict";
import type { ApiClient } from "../apiClient.ts";
import {
  deleteObject,
  listObjects,
  mergePatch,
  waitFor,
  type ClusterObject,
} from "../clusterObjects.ts";
import { describeWithGo } from "../goToolchain.ts";
import {
  applyAll,
  claimsOf,
  cleanUp,
  deployment,
  disruptionBudget,
  nodeClass,
  nodePool,
  runningPods,
} from "../scenario.ts";
import { withControlPlane } from "../withControlPlane.ts";

/** What disabling says of static NodePools, on a real Karpenter: how their nodes go, and how they do not. */
describeWithGo("a static NodePool of a real Karpenter", () => {
  let client: ApiClient;

  withControlPlane("all", async (started) => {
    client = started.client;
    await applyAll(client, nodeClass);
  });

  afterEach(() => cleanUp(client));

  /** A static pool of that many nodes of two vCPUs, once they run, by the names of their NodeClaims. */
  async function staticPool(name: string, replicas: number): Promise<readonly string[]> {
    const small = { key: "karpenter.azure.com/sku-cpu", operator: "Lt", values: ["3"] };
    await applyAll(client, nodePool(name, { requirements: [small], spec: { replicas } }));
    return namesOf(name, replicas);
  }

  /** The names of a pool's NodeClaims once so many of them are on a node, and none is going. */
  function namesOf(pool: string, count: number): Promise<readonly string[]> {
    return waitFor(`${count} nodes of ${pool}`, async () => {
      const claims = await claimsOf(client, pool);
      const running = claims.filter(
        (claim) => claim.metadata.deletionTimestamp === undefined && nodeOf(claim) !== undefined,
      );
      if (claims.length !== count || running.length !== count) return undefined;
      return claims.map(({ metadata }) => metadata.name).sort();
    });
  }

  /** The node of a NodeClaim, which has no status at first. */
  function nodeOf({ status }: ClusterObject): string | undefined {
    return (status as { nodeName?: string } | undefined)?.nodeName;
  }

  function patchSpec(name: string, spec: object): Promise<unknown> {
    return mergePatch(client, { kind: "NodePool", name }, { spec });
  }

  it("gives up all nodes at once when it is scaled to 0, room or not; a PodDisruptionBudget holds its node", async () => {
    await staticPool("fixed-size", 2);
    await applyAll(client, deployment("open", { replicas: 1, pool: "fixed-size" }));
    await applyAll(client, deployment("guarded", { replicas: 1, pool: "fixed-size" }));
    await applyAll(client, disruptionBudget("guarded", 0));
    const [openNode] = (await runningPods(client, "open", 1)).values();
    const [guardedNode] = (await runningPods(client, "guarded", 1)).values();
    assert.notEqual(openNode, guardedNode, "one pod of a CPU fits on two of them");

    await patchSpec("fixed-size", { replicas: 0 });
    await waitFor("both nodes on their way out", async () => {
      const claims = await claimsOf(client, "fixed-size");
      const going = claims.filter(({ metadata }) => metadata.deletionTimestamp);
      return going.length === 2 ? true : undefined;
    });
    const nodesLeft = async () => (await claimsOf(client, "fixed-size")).map(nodeOf);
    await waitFor("the open node gone", async () =>
      (await nodesLeft()).includes(openNode) ? undefined : true,
    );
    assert.deepEqual(await nodesLeft(), [guardedNode]);
    const pods = await listObjects(client, "Pod");
    const open = pods.find(({ metadata }) => metadata.labels?.app === "open");
    assert.equal((open?.status as { phase: string }).phase, "Pending");

    await deleteObject(client, "PodDisruptionBudget", "guarded");
    await waitFor("no node", async () => ((await nodesLeft()).length === 0 ? true : undefined));
  });

  it("replaces drifted nodes instead of giving them up, so that the taint alone empties nothing", async () => {
    const before = await staticPool("drifting", 2);
    const taints = [{ key: "karpenter.azure.com/disable", effect: "NoSchedule" }];
    await patchSpec("drifting", { template: { spec: { taints } } });
    const after = await waitFor("two other nodes", async () => {
      const names = await namesOf("drifting", 2);
      return names.some((name) => before.includes(name)) ? undefined : names;
    });
    assert.equal(after.length, 2);
  });
});
