import assert from "node:assert/strict";
import { lookOf } from "../../../../src/nap/disable/look.ts";
import { takeInventory } from "../../../../src/nap/disable/snapshot/inventory.ts";
import { claim, fixedNode, managedCluster, napNode, nodePool, pod, snapshot } from "./objects.ts";

describe("the look at a cluster", () => {
  const labels = { "node.kubernetes.io/instance-type": "Standard_D4s_v5" };
  const { nodes, nodePools, agentPools } = lookOf(
    takeInventory(
      snapshot({
        nodes: [
          napNode("nap", "default", { labels, zone: "r-1" }),
          fixedNode("f1", "fixed", { labels }),
          fixedNode("f2", "fixed", { ready: false }),
          { metadata: { name: "foreign" } },
        ],
        nodeClaims: [claim("nap")],
        nodePools: [nodePool("default", { limits: { cpu: "8" } }), nodePool("s", { replicas: 0 })],
        pods: [
          pod("p", "nap"),
          pod("n", "nap", { owner: "" }),
          pod("d", "nap", { owner: "DaemonSet" }),
          pod("e", "nap", { phase: "Failed" }),
          pod("q", "f1", { cpu: "1" }),
        ],
        managedCluster: managedCluster("Auto", [
          { name: "fixed", count: 2, vmSize: "Standard_D4s_v5" },
          { name: "empty", count: 0, autoscaling: { minCount: 0, maxCount: 3 } },
        ]),
      }),
    ),
  );

  it("tells what runs on the NAP nodes", () => {
    assert.deepEqual(nodes, [
      {
        node: "nap",
        nodePool: "default",
        vmSize: "Standard_D4s_v5",
        zone: "r-1",
        pods: 2,
        naked: 1,
      },
    ]);
  });

  it("tells what limits the NodePools", () => {
    const common = { isTainted: false, remembered: { unreadable: [] }, owners: [] };
    assert.deepEqual(nodePools, [
      {
        ...common,
        nodePool: "default",
        nodes: 1,
        limits: { cpu: "8" },
        replicas: undefined,
        isStatic: false,
        isFrozen: false,
        allowance: { allowed: 1, disrupting: 0, available: 1 },
      },
      {
        ...common,
        nodePool: "s",
        nodes: 0,
        limits: undefined,
        replicas: 0,
        isStatic: true,
        isFrozen: true,
        allowance: { allowed: 0, disrupting: 0, available: 0 },
      },
    ]);
  });

  it("tells how much is free in the agent pools", () => {
    assert.deepEqual(agentPools, [
      {
        pool: "fixed",
        nodes: 2,
        ready: 1,
        vmSize: "Standard_D4s_v5",
        autoscaling: undefined,
        freeCpu: 3,
        freeMemoryBytes: 16 * 2 ** 30,
      },
      {
        pool: "empty",
        nodes: 0,
        ready: 0,
        vmSize: undefined,
        autoscaling: { minCount: 0, maxCount: 3 },
        freeCpu: 0,
        freeMemoryBytes: 0,
      },
    ]);
  });
});
