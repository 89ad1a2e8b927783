import assert from "node:assert/strict";
import type { ApiClient } from "../apiClient.ts";
import { deleteObject, listObjects, mergePatch, waitFor } from "../clusterObjects.ts";
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

/** The procedure of AKS for switching node auto-provisioning off, by hand and without our code. */
describeWithGo("the way to switch node auto-provisioning off on a real Karpenter", () => {
  let client: ApiClient;
  let control: ControlClient;

  withControlPlane("all", async (started) => {
    ({ client, control } = started);
    await applyAll(client, nodeClass);
  });

  afterEach(async () => {
    await cleanUp(client);
    await control.scalePool("fixed", { count: 0 });
  });

  async function disable(pool: string): Promise<void> {
    await mergePatch(
      client,
      { kind: "NodePool", name: pool },
      {
        spec: {
          limits: { cpu: "0" },
          template: {
            spec: { taints: [{ key: "karpenter.azure.com/disable", effect: "NoSchedule" }] },
          },
        },
      },
    );
  }

  /** Four pods of one CPU on nodes of a pool of that name; answers where each runs. */
  async function startLoad(name: string, annotations?: Record<string, string>) {
    const pods = deployment(name, { replicas: 4, ...(annotations && { annotations }) });
    await applyAll(client, nodePool(name), pods);
    return runningPods(client, name, 4);
  }

  function blocked(pool: string, message: RegExp): Promise<unknown> {
    return eventLike(client, { reason: "DisruptionBlocked", message, about: `${pool}-` });
  }

  function claimsGone(pool: string): Promise<true> {
    return waitFor(`no NodeClaim of ${pool}`, async () => {
      return (await claimsOf(client, pool)).length === 0 ? true : undefined;
    });
  }

  it("drains the nodes onto fixed pools as soon as these have room", async () => {
    await startLoad("dance");
    await disable("dance");
    await blocked(
      "dance",
      /^Not all pods would schedule, default\/dance-.*exceed limits for nodepool \(NodePool=dance\)/,
    );
    for (const claim of await claimsOf(client, "dance")) {
      const { status, reason } = conditionOf(claim, "Drifted") ?? {};
      assert.deepEqual({ status, reason }, { status: "True", reason: "NodePoolDrifted" });
    }

    const fixed = await control.scalePool("fixed", { count: 2 });
    await claimsGone("dance");
    const pods = await runningPods(client, "dance", 4);
    assert.deepEqual(
      [...pods.values()].filter((node) => !fixed.includes(node)),
      [],
    );
    await eventLike(client, {
      reason: "Evicted",
      message: /^Evicted pod: Drifted$/,
      about: "dance-",
    });
    const nodes = await listObjects(client, "Node");
    assert.deepEqual(nodes.map(({ metadata }) => metadata.name).sort(), [...fixed].sort());
  });

  it("stops at a PodDisruptionBudget that lets no pod go, until it is removed", async () => {
    const before = await startLoad("budget");
    await applyAll(client, disruptionBudget("budget", 0));
    await disable("budget");
    await control.scalePool("fixed", { count: 2 });
    await blocked(
      "budget",
      /^Pdb prevents pod evictions \(PodDisruptionBudget=\[default\/budget\]\)$/,
    );
    assert.deepEqual(await runningPods(client, "budget", 4), before);

    await deleteObject(client, "PodDisruptionBudget", "budget");
    await claimsGone("budget");
  });

  it("stops at a pod that must not be disrupted, until its annotation is gone", async () => {
    const before = await startLoad("steady", { "karpenter.sh/do-not-disrupt": "true" });
    await disable("steady");
    await control.scalePool("fixed", { count: 2 });
    await blocked(
      "steady",
      /^Pod has "karpenter.sh\/do-not-disrupt" annotation \(Pod=default\/steady-/,
    );
    assert.deepEqual(await runningPods(client, "steady", 4), before);

    for (const { metadata } of await listObjects(client, "Pod")) {
      const annotations = { "karpenter.sh/do-not-disrupt": null };
      await mergePatch(client, { kind: "Pod", name: metadata.name }, { metadata: { annotations } });
    }
    await claimsGone("steady");
  });
});
