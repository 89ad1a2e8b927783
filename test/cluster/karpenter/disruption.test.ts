import assert from "node:assert/strict";
import type { ApiClient } from "../apiClient.ts";
import {
  deleteObject,
  listObjects,
  mergePatch,
  waitFor,
  type ClusterObject,
} from "../clusterObjects.ts";
import type { ControlClient } from "../controlClient.ts";
import { describeWithGo } from "../goToolchain.ts";
import {
  applyAll,
  claimsOf,
  cleanUp,
  conditionOf,
  deployment,
  disruptionBudget,
  eventLike,
  nodeClass,
  nodePool,
  runningPods,
} from "../scenario.ts";
import { withControlPlane } from "../withControlPlane.ts";

/** A budget that is in force all the time, and one whose time is half a day away. */
const always = { schedule: "@daily", duration: "24h" };
const later = () => ({
  schedule: `0 ${(new Date().getUTCHours() + 12) % 24} * * *`,
  duration: "1h",
});

describeWithGo("the disruptions of a real Karpenter", () => {
  let client: ApiClient;
  let control: ControlClient;

  withControlPlane("all", async (started) => {
    ({ client, control } = started);
    await applyAll(client, nodeClass);
  });

  afterEach(() => cleanUp(client));

  async function podsAppeared(count: number): Promise<void> {
    await waitFor(`${count} pods`, async () =>
      (await listObjects(client, "Pod")).length === count ? true : undefined,
    );
  }

  async function setDisruption(pool: string, disruption: object): Promise<void> {
    await mergePatch(client, { kind: "NodePool", name: pool }, { spec: { disruption } });
  }

  async function nodeOf(name: string): Promise<ClusterObject | undefined> {
    return (await listObjects(client, "Node")).find(({ metadata }) => metadata.name === name);
  }

  async function noClaims(pool: string): Promise<void> {
    await waitFor(`no NodeClaim of ${pool}`, async () =>
      (await claimsOf(client, pool)).length === 0 ? true : undefined,
    );
  }

  /** Waits until a pool has so many nodes, all of that image; answers how many were on their way out at the same time. */
  async function nodesOfImage(pool: string, count: number, image: string): Promise<number> {
    let mostAtOnce = 0;
    const all = async () => {
      const claims = await claimsOf(client, pool);
      mostAtOnce = Math.max(mostAtOnce, claims.filter(isGoing).length);
      const isNew = claims.every(({ status }) =>
        (status as { imageID?: string } | undefined)?.imageID?.endsWith(`/${image}`),
      );
      return claims.length === count && isNew ? true : undefined;
    };
    await waitFor(`${count} nodes of ${pool} with image ${image}`, all, 20 * 60_000);
    return mostAtOnce;
  }

  it("move what is left on a large node onto a smaller one", async () => {
    await applyAll(client, deployment("large", { replicas: 12 }));
    await podsAppeared(12);
    await applyAll(client, nodePool("large"));
    const [first = ""] = (await runningPods(client, "large", 12)).values();
    const size = (node: ClusterObject | undefined) =>
      Number(node?.metadata.labels?.["karpenter.azure.com/sku-cpu"]);
    const before = size(await nodeOf(first));

    await applyAll(client, deployment("large", { replicas: 1 }));
    await setDisruption("large", {
      ...{ consolidationPolicy: "WhenEmptyOrUnderutilized", consolidateAfter: "0s" },
      budgets: [{ nodes: "100%" }],
    });
    const after = await waitFor("another node", async () => {
      const [node = ""] = (await runningPods(client, "large", 1)).values();
      return node === first ? undefined : nodeOf(node);
    });
    assert.ok(size(after) < before, `${size(after)} instead of ${before} vCPUs`);
    await eventLike(client, {
      ...{ reason: "DisruptionTerminating", message: /Underutilized/, about: "large-" },
    });
  });

  it("leave an empty node where the budget is 0, and take it when that is lifted", async () => {
    const held = { consolidationPolicy: "WhenEmpty", consolidateAfter: "0s" };
    const budgets = {
      held: [{ nodes: "0", reasons: ["Empty"] }],
      free: [{ nodes: "0", reasons: ["Drifted"] }],
    };
    for (const pool of ["held", "free"] as const) {
      const disruption = { ...held, budgets: budgets[pool] };
      await applyAll(client, nodePool(pool, { spec: { disruption } }));
      await applyAll(client, deployment(pool, { replicas: 1, pool }));
    }
    for (const pool of ["held", "free"]) await runningPods(client, pool, 1);
    const before = await claimsOf(client, "held");
    for (const pool of ["held", "free"])
      await applyAll(client, deployment(pool, { replicas: 0, pool }));
    await noClaims("free");
    const message = /No allowed disruptions for disruption reason Empty due to blocking budget/;
    await eventLike(client, { reason: "DisruptionBlocked", message, about: "held" });
    assert.deepEqual(namesOf(await claimsOf(client, "held")), namesOf(before));

    await setDisruption("held", { budgets: budgets.free });
    await noClaims("held");
  });

  it("replace drifted nodes when a budget's schedule lets them, never more at once than its percentage", async () => {
    const small = { key: "karpenter.azure.com/sku-cpu", operator: "Lt", values: ["3"] };
    const budgets = (zero: object) => [{ nodes: "0", ...zero }, { nodes: "20%" }];
    const timed = { consolidateAfter: "Never", budgets: budgets(always) };
    await applyAll(
      client,
      nodePool("timed", { requirements: [small], spec: { disruption: timed } }),
      nodePool("free", { requirements: [small] }),
      deployment("timed", { replicas: 3, pool: "timed" }),
      deployment("free", { replicas: 1, pool: "free" }),
    );
    const before = await runningPods(client, "timed", 3);
    assert.equal(new Set(before.values()).size, 3, "one pod of a CPU fits on two of them");
    await runningPods(client, "free", 1);
    const image = "202601.10.0";
    await control.setVersions({ nodeImage: image });
    await nodesOfImage("free", 1, image);
    const message = /No allowed disruptions for disruption reason Drifted due to blocking budget/;
    await eventLike(client, { reason: "DisruptionBlocked", message, about: "timed" });
    assert.deepEqual(await runningPods(client, "timed", 3), before);

    await setDisruption("timed", { budgets: budgets(later()) });
    // A fifth of three, and of four with the replacement, is one, rounded up.
    const mostAtOnce = await nodesOfImage("timed", 3, image);
    assert.ok(mostAtOnce <= 1, `${mostAtOnce} nodes at once`);
    await runningPods(client, "timed", 3);
  });

  it("replace a node of an older Kubernetes by one of the new", async () => {
    await applyAll(client, nodePool("upgraded"), deployment("upgraded", { replicas: 1 }));
    const [first] = (await runningPods(client, "upgraded", 1)).values();
    await control.setVersions({ kubernetes: "1.35.6" });
    const after = await waitFor("another node", async () => {
      const [node = ""] = (await runningPods(client, "upgraded", 1)).values();
      return node === first ? undefined : nodeOf(node);
    });
    const { nodeInfo } = after.status as { nodeInfo: { kubeletVersion: string } };
    assert.equal(nodeInfo.kubeletVersion, "v1.35.6");
  });

  it("end a node that somebody deletes only when its pods may go", async () => {
    await applyAll(client, nodePool("ended"), deployment("ended", { replicas: 1 }));
    const before = await runningPods(client, "ended", 1);
    const [first = ""] = before.values();
    await applyAll(client, disruptionBudget("ended", 0));
    await waitFor("the budget to count its pod", async () => {
      const [budget] = await listObjects(client, "PodDisruptionBudget");
      return (budget?.status as { expectedPods?: number } | undefined)?.expectedPods === 1
        ? true
        : undefined;
    });
    await deleteObject(client, "Node", first);
    // The one about the budget is a duplicate of the one that counts pods, and is dropped.
    const message =
      /^Failed to drain node, (1 pods are waiting to be evicted|evicting pod violates a PDB)/;
    await eventLike(client, { reason: "FailedDraining", message, about: "aks-ended-" });
    const [claim] = await claimsOf(client, "ended");
    assert.ok(claim);
    const { status, reason } = conditionOf(claim, "Drained") ?? {};
    assert.deepEqual({ status, reason }, { status: "Unknown", reason: "Draining" });
    const staying = [...before.keys()];
    const pods = (await listObjects(client, "Pod")).map(({ metadata }) => metadata.name);
    assert.deepEqual(
      staying.filter((name) => !pods.includes(name)),
      [],
    );

    await deleteObject(client, "PodDisruptionBudget", "ended");
    await waitFor(
      "the end of the node",
      async () => (await nodeOf(first)) === undefined || undefined,
    );
    const [node] = (await runningPods(client, "ended", 1)).values();
    assert.notEqual(node, first);
  });
});

const namesOf = (objects: readonly ClusterObject[]) => objects.map(({ metadata }) => metadata.name);

/** Whether a node is on its way out as budgets count: not any more once its machine is being deleted. */
function isGoing(claim: ClusterObject): boolean {
  const isTrue = (type: string) => conditionOf(claim, type)?.status === "True";
  const isMarked = isTrue("DisruptionReason") || claim.metadata.deletionTimestamp !== undefined;
  return isMarked && !isTrue("InstanceTerminating");
}
