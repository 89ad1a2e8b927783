import assert from "node:assert/strict";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import {
  claim,
  fixedNode,
  managedCluster,
  napNode,
  pod,
  podDisruptionBudget,
  snapshot,
} from "../objects.ts";
import type { Lock } from "../../../../../src/nap/lock.ts";
import { app, blockers, budgets, doNotDisrupt, selector } from "./judged.ts";

describe("blockers of a drain", () => {
  it("name that mode Manual is not to be had on AKS Automatic", () => {
    const words =
      "AKS Automatic: node auto-provisioning is always on in such a cluster and, as Azure documents, cannot be switched off. Freezing and undoing work; expect mode Manual to be refused.";
    assert.deepEqual(blockers({ managedCluster: { ...managedCluster(), sku: "Automatic" } }), [
      `blocks alwaysOn: ${words}`,
    ]);
    assert.deepEqual(blockers({ managedCluster: { ...managedCluster(), sku: "Base" } }), []);
  });

  it("name locks that are in the way of the drain, by what Azure refuses", () => {
    const cluster = { ...managedCluster(), nodeResourceGroup: "MC_g" };
    const subscription = `/subscriptions/${cluster.subscriptionId}`;
    const nodes = `${subscription}/resourceGroups/mc_G`;
    const group = `${subscription}/resourceGroups/group`;
    const lock = (scope: string, level: Lock["level"]): Lock => {
      const name = scope.split("/").at(-1) ?? "";
      return {
        id: `${scope}/providers/Microsoft.Authorization/locks/${name}`,
        name,
        level,
      };
    };
    const self = `${group}/providers/Microsoft.ContainerService/managedClusters/cluster`;
    const locks = [
      lock(subscription, "CanNotDelete"),
      lock(nodes, "ReadOnly"),
      lock(`${nodes}/providers/Microsoft.Compute/virtualMachines/vm`, "CanNotDelete"),
      lock(`${nodes}/providers/Microsoft.Network/virtualNetworks/net`, "ReadOnly"),
      lock(group, "ReadOnly"),
      lock(self, "ReadOnly"),
      lock(group, "CanNotDelete"),
      lock(self, "CanNotDelete"),
      lock(`${group}/providers/Microsoft.Storage/storageAccounts/s`, "ReadOnly"),
    ];
    const machines = "Azure refuses to delete machines there.";
    const changes = "Azure refuses to change agent pools and the mode.";
    assert.deepEqual(blockers({ managedCluster: { ...cluster, locks } }), [
      `blocks lock: Lock ${cluster.subscriptionId} (CanNotDelete) on ${subscription}: ${machines}`,
      `blocks lock: Lock mc_G (ReadOnly) on ${nodes}: ${machines}`,
      `blocks lock: Lock vm (CanNotDelete) on ${nodes}/providers/Microsoft.Compute/virtualMachines/vm: Azure refuses to delete it.`,
      `blocks lock: Lock group (ReadOnly) on ${group}: ${changes}`,
      `blocks lock: Lock cluster (ReadOnly) on ${self}: ${changes}`,
    ]);
  });

  it("are all named, not only the first of a node", () => {
    const zero = podDisruptionBudget("b", { selector, maxUnavailable: 0 });
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    const state = stateOf(
      snapshot({
        nodes: [
          napNode("nap", "default", { annotations }),
          fixedNode("fixed", "fixed", { cpu: "64" }),
        ],
        nodeClaims: [claim("nap", "default", { Initialized: "False" })],
        ...budgets({ nodes: "0" }),
        podDisruptionBudgets: [zero],
        pods: [
          pod("a", "nap", app),
          pod("b", "nap", app),
          pod("c", "nap", { ...doNotDisrupt("true"), owner: "" }),
        ],
      }),
    );
    assert.deepEqual(
      state.outlook.blockers.map(({ kind, pod, node }) => [kind, node, pod]),
      [
        ["disruptionBudget", undefined, undefined],
        ["uninitialised", "nap", undefined],
        ["doNotDisruptNode", "nap", undefined],
        ["podDisruptionBudget", "nap", "default/a"],
        ["podDisruptionBudget", "nap", "default/b"],
        ["doNotDisruptPod", "nap", "default/c"],
        ["nakedPod", "nap", "default/c"],
      ],
    );
  });

  it("carry remedies that name their objects", () => {
    const zero = podDisruptionBudget("b", { selector, maxUnavailable: 0 });
    const { outlook } = stateOf(
      snapshot({
        nodes: [napNode("nap"), fixedNode("fixed")],
        nodeClaims: [claim("nap")],
        ...budgets({ nodes: "0", schedule: "0 8 * * *", duration: "10h" }),
        podDisruptionBudgets: [zero],
        pods: [pod("a", "nap", app), pod("b", "nap", doNotDisrupt("true"))],
      }),
    );
    assert.deepEqual(
      outlook.blockers.map(({ remedies }) => remedies),
      [
        [
          { kind: "wait", untilMs: Date.parse("2026-11-22T18:00:00Z") },
          { kind: "widenBudgets", nodePool: "default" },
        ],
        [{ kind: "openBudget", budget: "default/b" }],
        [{ kind: "removeDoNotDisrupt", on: "Pod", name: "default/b" }],
      ],
    );
  });

  it("say what cannot be told because it was not read", () => {
    const unread = [
      { list: "podDisruptionBudgets", reason: "forbidden", message: "403" },
      { list: "nodeClaims", reason: "failed", message: "cut" },
      { list: "nodePools", reason: "failed", message: "cut" },
      { list: "events", reason: "failed", message: "cut" },
    ] as const;
    assert.deepEqual(blockers({ unread, nodeClaims: [], nodePools: [] }), [
      "unknown podDisruptionBudget: It cannot be told which PodDisruptionBudgets stop a drain: podDisruptionBudgets could not be read (403).",
      "unknown withoutClaim: It cannot be told which nodes belong to Karpenter: nodeClaims could not be read (cut).",
      "unknown withoutClaim: It cannot be told which budgets apply: nodePools could not be read (cut).",
    ]);
  });
});
