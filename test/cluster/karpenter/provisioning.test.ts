import assert from "node:assert/strict";
import type { ApiClient } from "../apiClient.ts";
import {
  deleteObject,
  listObjects,
  mergePatch,
  waitFor,
  type ClusterObject,
} from "../clusterObjects.ts";
import type { ControlClient, VmFailureKind } from "../controlClient.ts";
import { describeWithGo } from "../goToolchain.ts";
import {
  applyAll,
  claimsOf,
  cleanUp,
  conditionOf,
  deployment,
  eventLike,
  eventsAbout,
  nodeClass,
  nodePool,
  runningPods,
} from "../scenario.ts";
import { withControlPlane } from "../withControlPlane.ts";

describeWithGo("the Azure Karpenter of the test cluster", () => {
  let client: ApiClient;
  let control: ControlClient;

  withControlPlane("all", async (started) => {
    ({ client, control } = started);
    await applyAll(client, nodeClass);
  });

  afterEach(async () => {
    await control.setKarpenter(true);
    await control.failVms([]);
    await cleanUp(client);
  });

  function driftedClaim(pool: string, reason: string): Promise<ClusterObject> {
    return waitFor(`${reason} in ${pool}`, async () => {
      const claims = await claimsOf(client, pool);
      return claims.find((claim) => conditionOf(claim, "Drifted")?.reason === reason);
    });
  }

  it("launches one node of the wanted family for pending pods and runs them", async () => {
    // All pods are there before the pool is: Karpenter gives one that comes late a node of its own.
    await applyAll(client, deployment("launch", { replicas: 3 }));
    await waitFor("three pending pods", async () =>
      (await listObjects(client, "Pod")).length === 3 ? true : undefined,
    );
    await applyAll(client, nodePool("launch"));
    const pods = await runningPods(client, "launch", 3);
    assert.equal(new Set(pods.values()).size, 1);
    const [claim] = await claimsOf(client, "launch");
    assert.match(claim?.metadata.labels?.["node.kubernetes.io/instance-type"] ?? "", /^Standard_D/);
  });

  it("removes a node that became empty", async () => {
    const consolidated = {
      disruption: { consolidateAfter: "0s", consolidationPolicy: "WhenEmpty" },
    };
    await applyAll(client, nodePool("empty", { spec: consolidated }));
    await applyAll(client, deployment("empty", { replicas: 1 }));
    await runningPods(client, "empty", 1);
    await applyAll(client, deployment("empty", { replicas: 0 }));
    await eventLike(client, { reason: "DisruptionTerminating", message: /Empty/, about: "empty-" });
  });

  it("keeps as many nodes as a static pool asks for, without any pod, and refuses CPU limits on it", async () => {
    const consolidated = { disruption: { consolidateAfter: "0s" } };
    await applyAll(client, nodePool("static", { spec: { ...consolidated, replicas: 2 } }));
    const nodes = (count: number) =>
      waitFor(`${count} nodes of the static pool`, async () => {
        const claims = await claimsOf(client, "static");
        const isReady = (claim: ClusterObject) =>
          conditionOf(claim, "Initialized")?.status === "True" && !claim.metadata.deletionTimestamp;
        return claims.length === count && claims.every(isReady) ? claims : undefined;
      });
    const [deleted] = await nodes(2);
    assert.ok(deleted);
    await deleteObject(client, "NodeClaim", deleted.metadata.name);
    await waitFor("another node in its place", async () => {
      const names = (await nodes(2)).map(({ metadata }) => metadata.name);
      return names.includes(deleted.metadata.name) ? undefined : true;
    });
    await mergePatch(client, { kind: "NodePool", name: "static" }, { spec: { replicas: 1 } });
    await nodes(1);
    await assert.rejects(
      mergePatch(client, { kind: "NodePool", name: "static" }, { spec: { limits: { cpu: "1" } } }),
      /only 'limits.nodes' is supported on static NodePools/,
    );
  });

  it("replaces a node when its time has come", async () => {
    await applyAll(client, nodePool("expired", { expireAfter: "60s" }));
    await applyAll(client, deployment("expired", { replicas: 1 }));
    const [first] = (await runningPods(client, "expired", 1)).values();
    await waitFor("another node", async () => {
      const nodes = [...(await runningPods(client, "expired", 1)).values()];
      return nodes[0] !== first ? true : undefined;
    });
  });

  it("finds nodes of an older node image and of an older Kubernetes drifted", async () => {
    const held = { disruption: { consolidateAfter: "Never", budgets: [{ nodes: "0" }] } };
    await applyAll(client, nodePool("old", { spec: held }), deployment("old", { replicas: 1 }));
    await runningPods(client, "old", 1);
    await control.setVersions({ nodeImage: "202601.10.0" });
    await driftedClaim("old", "ImageDrift");
    await control.setVersions({ kubernetes: "1.35.6" });
    await driftedClaim("old", "K8sVersionDrift");
    const message = /No allowed disruptions.*Drifted.*blocking budget/;
    await eventLike(client, { reason: "DisruptionBlocked", message, about: "old" });
  });

  it("loses a node whose kubelet went silent and gets it back", async () => {
    await applyAll(client, nodePool("silent"), deployment("silent", { replicas: 1 }));
    const [node = ""] = (await runningPods(client, "silent", 1)).values();
    const ready = (status: string) =>
      waitFor(`Ready=${status} of ${node}`, async () => {
        const found = (await listObjects(client, "Node")).find((o) => o.metadata.name === node);
        return found && conditionOf(found, "Ready")?.status === status ? true : undefined;
      });
    await control.setSilent(node, true);
    await ready("Unknown");
    await control.setSilent(node, false);
    await ready("True");
  });

  it("provisions nothing while Karpenter is stopped", async () => {
    await control.setKarpenter(false);
    await applyAll(client, nodePool("manual"), deployment("manual", { replicas: 1 }));
    const message = /no nodes available|0\/\d+ nodes are available/;
    await eventLike(client, { reason: "FailedScheduling", message, about: "manual-" });
    assert.deepEqual(await claimsOf(client, "manual"), []);
    await control.setKarpenter(true);
    await runningPods(client, "manual", 1);
  });

  const messages: Record<VmFailureKind, RegExp> = {
    allocation: /unable to allocate resources with selected VM size/,
    familyQuota: /subscription level on-demand vCPU quota for .* has been reached/,
    noFamilyQuota: /subscription level on-demand vCPU quota for .* has been reached/,
    overconstrainedAllocation: /unable to allocate resources in all zones with on-demand/,
    overconstrainedZoneAllocation: /unable to allocate resources in the selected zone .* on-demand/,
    regionalQuota: /regional .* vCPU quota limit for subscription has been reached/,
    skuNotAvailable: /the requested SKU is unavailable for instance type/,
    spotQuota: /regional vCPU quota for spot/,
    subnetFull: /SubnetIsFull/,
    zonalAllocation: /unable to allocate resources in the selected zone/,
  };

  for (const [kind, message] of Object.entries(messages)) {
    it(`says why Azure refused a VM: ${kind}`, async () => {
      await control.failVms([{ kind: kind as VmFailureKind }]);
      const size = {
        key: "karpenter.azure.com/sku-name",
        operator: "In",
        values: ["Standard_D4s_v5"],
      };
      const name = kind.toLowerCase();
      await applyAll(client, nodePool(name, { requirements: [size] }));
      await applyAll(client, deployment(name, { replicas: 1 }));
      await waitFor(`a claim or an event with ${String(message)}`, async () => {
        const events = await eventsAbout(client, name);
        const launched = (await claimsOf(client, name)).map((c) => conditionOf(c, "Launched"));
        const said = [...events, ...launched].map((one) => one?.message ?? "");
        return said.find((text) => message.test(text));
      });
    });
  }
});
