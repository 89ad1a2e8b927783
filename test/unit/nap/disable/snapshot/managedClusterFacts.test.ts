import assert from "node:assert/strict";
import { managedClusterFacts } from "../../../../../src/nap/disable/snapshot/managedClusterFacts.ts";
import { keptSample } from "../../../../../src/nap/disable/keptSample.ts";
import { manualProblem } from "../../../../../src/nap/disable/manualProblem.ts";
import { freezePlan } from "../../../../../src/nap/disable/changes/otherPlans.ts";
import { takeInventory } from "../../../../../src/nap/disable/snapshot/inventory.ts";
import { previewText } from "../../../../../src/nap/disable/changes/preview.ts";
import { managedCluster, nodePool, snapshot } from "../objects.ts";
import type { DrainSample } from "../../../../../src/nap/disable/drainView.ts";

const id =
  "/subscriptions/s1/resourcegroups/shop/providers/Microsoft.ContainerService/managedClusters/live";

describe("what Azure says of a cluster, for the plan", () => {
  it("has the mode, the pools with their bounds, zones, labels and taints", () => {
    const pool = {
      ...{ name: "fixed", mode: "User", count: 3, vmSize: "Standard_D4s_v5", maxPods: 50 },
      ...{ enableAutoScaling: true, minCount: 1, maxCount: 5, availabilityZones: ["1", "2"] },
      ...{ nodeLabels: { team: "blue" }, nodeTaints: ["team=blue:NoSchedule", "gpu:NoExecute"] },
    };
    const properties = {
      nodeProvisioningProfile: { mode: "Auto" },
      nodeResourceGroup: "MC_shop",
      agentPoolProfiles: [pool],
    };
    assert.deepEqual(managedClusterFacts({ id, name: "live", properties }), {
      ...{ subscriptionId: "s1", resourceGroup: "shop", name: "live", mode: "Auto" },
      nodeResourceGroup: "MC_shop",
      agentPools: [
        {
          ...{ name: "fixed", count: 3, mode: "User", vmSize: "Standard_D4s_v5", maxPods: 50 },
          autoscaling: { minCount: 1, maxCount: 5 },
          zones: ["1", "2"],
          labels: { team: "blue" },
          taints: [
            { key: "team", value: "blue", effect: "NoSchedule" },
            { key: "gpu", effect: "NoExecute" },
          ],
        },
      ],
    });
  });

  it("takes a cluster that never had the mode set for one on Manual, and bounds of a fixed pool for none", () => {
    const pool = { name: "fixed", count: 2, enableAutoScaling: false, minCount: 1, maxCount: 5 };
    const { mode, agentPools, locks } = managedClusterFacts({
      id,
      properties: { agentPoolProfiles: [pool] },
    });
    assert.deepEqual(
      [mode, agentPools, locks],
      ["Manual", [{ name: "fixed", count: 2, taints: [] }], undefined],
    );
  });
});

describe("samples of a drain", () => {
  it("keep the first and the last of a time in which nothing moved", () => {
    const at = (atMs: number, state: string): DrainSample => ({ atMs, nodes: 1, pods: 1, state });
    const all = [at(1, "a"), at(2, "a"), at(3, "a"), at(4, "b"), at(5, "b"), at(6, "b")];
    assert.deepEqual(
      all.reduce<readonly DrainSample[]>(keptSample, []).map(({ atMs }) => atMs),
      [1, 3, 4, 6],
    );
  });
});

describe("a switch to Manual that did not succeed", () => {
  const truth = {
    isKnown: true,
    mode: "Auto",
    defaultNodePools: "",
    provisioningState: "",
  } as const;

  it("is told with what Azure shows, and is none when Azure shows Manual", () => {
    const statement = "It is cancelled.";
    assert.deepEqual(
      [
        manualProblem({ kind: "cancelled", stage: "before", truth, statement }),
        manualProblem({ kind: "unverified", truth, statement }),
        manualProblem({ kind: "already", truth, statement }),
      ],
      [{ kind: "cancelled", words: statement }, { kind: "refused", words: statement }, undefined],
    );
  });
});

describe("the document about changes", () => {
  it("has the exact patch and the command of each, and says that nothing has happened", () => {
    const { changes } = freezePlan(takeInventory(snapshot({ nodePools: [nodePool("default")] })));
    const text = previewText({ title: "Freeze", changes, notes: ["A note."] }, managedCluster());
    const blocks = [...text.matchAll(/````(\w+)\n([^`]*)\n````/g)];
    assert.deepEqual(
      blocks.map(([, language]) => language),
      ["json", "shell"],
    );
    assert.deepEqual(JSON.parse(blocks[0]?.[2] ?? ""), {
      metadata: { annotations: { "nap.aks/limits-before-freeze": "null" } },
      spec: { limits: { cpu: "0" } },
    });
    assert.match(blocks[1]?.[2] ?? "", /^kubectl patch nodepool default /);
    assert.match(text, /^# Freeze\n\nNothing of this has happened yet\.\n\n- A note\.\n/);
  });
});
