import assert from "node:assert/strict";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import {
  claim,
  fixedNode,
  managedCluster,
  napNode,
  nodePool,
  pod,
  podDisruptionBudget,
  snapshot,
  takenAt,
} from "../objects.ts";
import type { PodOptions } from "../objects.ts";
import type { NodePoolBudget } from "../../../../../src/nap/disable/snapshot/karpenterObjects.ts";
import type { Lock } from "../../../../../src/nap/lock.ts";
import type { ClusterSnapshot } from "../../../../../src/nap/disable/snapshot/snapshot.ts";

/** Blockers as `effect kind: words`, with a NAP node `nap` and room enough. */
function blockers(parts: Partial<ClusterSnapshot> = {}): readonly string[] {
  const state = stateOf(
    snapshot({
      nodes: [napNode("nap"), fixedNode("fixed", "fixed", { cpu: "64" })],
      nodeClaims: [claim("nap")],
      nodePools: [nodePool("default")],
      ...parts,
    }),
  );
  return state.outlook.blockers.map(({ effect, kind, words }) => `${effect} ${kind}: ${words}`);
}

function podBlockers(options: PodOptions, parts: Partial<ClusterSnapshot> = {}) {
  return blockers({ pods: [pod("p", "nap", options)], ...parts });
}

const app = { labels: { app: "a" } };
const selector = { matchLabels: { app: "a" } };
const budgets = (...list: NodePoolBudget[]) => ({
  nodePools: [nodePool("default", { disruption: { budgets: list } })],
});
const graceful = {
  nodeClaims: [claim("nap", "default", { Initialized: "True" }, { terminationGracePeriod: "1h" })],
};
const doNotDisrupt = (value: string) => ({ annotations: { "karpenter.sh/do-not-disrupt": value } });

describe("blockers of a drain", () => {
  it("are none where everything can move", () => {
    assert.deepEqual(podBlockers({}), []);
  });

  it("name PodDisruptionBudgets that let none go, with the numbers", () => {
    const zero = podDisruptionBudget("b", { selector, maxUnavailable: 0 });
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [zero] }), [
      "blocks podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b never lets one go (maxUnavailable 0).",
    ]);
    const all = podDisruptionBudget("b", { selector, minAvailable: "100%" });
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [all] }), [
      "blocks podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b never lets one go (minAvailable 100%).",
    ]);
    const status = { disruptionsAllowed: 0, currentHealthy: 2, desiredHealthy: 2, expectedPods: 2 };
    const tight = podDisruptionBudget("b", { selector, minAvailable: 2 }, status);
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [tight] }), [
      "blocks podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b lets none go (2 of 2 healthy, 2 needed).",
    ]);
    const healing = podDisruptionBudget(
      "b",
      { selector, minAvailable: 2 },
      { ...status, expectedPods: 3 },
    );
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [healing] }), [
      "waits podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b lets none go until more are healthy (2 of 3 healthy, 2 needed).",
    ]);
    const silent = podDisruptionBudget("b", { selector, minAvailable: 2 }, {});
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [silent] }), [
      "blocks podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b lets none go now.",
    ]);
  });

  it("pass PodDisruptionBudgets that let one go, or none but the unhealthy, or are of others", () => {
    const open = podDisruptionBudget(
      "b",
      { selector, maxUnavailable: 1 },
      { disruptionsAllowed: 1 },
    );
    const spec = { selector, maxUnavailable: 0, unhealthyPodEvictionPolicy: "AlwaysAllow" };
    const lenient = podDisruptionBudget("b", spec);
    const elsewhere = podDisruptionBudget("b", { selector, maxUnavailable: 0 });
    const foreign = { ...elsewhere, metadata: { name: "b", namespace: "other" } };
    const everything = podDisruptionBudget("b", { selector: {}, maxUnavailable: 0 });
    const nothing = podDisruptionBudget("b", { maxUnavailable: 0 });
    const sick = { ...app, ready: false };
    const count = (options: PodOptions, budget: typeof open) =>
      podBlockers(options, { podDisruptionBudgets: [budget] }).length;
    assert.deepEqual(
      [
        count(app, open),
        count(sick, lenient),
        count(app, lenient),
        count(app, foreign),
        count({}, elsewhere),
        count({}, everything),
        count(app, nothing),
        count({ ...app, owner: "Node" }, elsewhere),
        count({ ...app, phase: "Succeeded" }, elsewhere),
        count({ ...app, tolerations: [{ operator: "Exists" }] }, elsewhere),
      ],
      [0, 0, 1, 0, 0, 1, 0, 0, 0, 0],
    );
  });

  it("name all PodDisruptionBudgets over one pod, however open they are", () => {
    const open = (name: string) =>
      podDisruptionBudget(name, { selector }, { disruptionsAllowed: 5 });
    assert.deepEqual(podBlockers(app, { podDisruptionBudgets: [open("a"), open("b")] }), [
      "blocks severalPodDisruptionBudgets: Pod default/p is under several PodDisruptionBudgets (default/a, default/b); the eviction API refuses such pods, however open they are: leave one.",
    ]);
  });

  it("name do-not-disrupt annotations of pods, with their time", () => {
    const startTime = "2026-11-22T08:30:00Z";
    assert.deepEqual(
      [
        podBlockers(doNotDisrupt("true")),
        podBlockers({ ...doNotDisrupt("1h"), startTime }),
        podBlockers({ ...doNotDisrupt("20m"), startTime }),
        podBlockers(doNotDisrupt("1h")),
        podBlockers(doNotDisrupt("yes")),
        podBlockers(doNotDisrupt("-5m")),
        podBlockers({ ...doNotDisrupt("true"), owner: "DaemonSet" }),
        podBlockers({ ...doNotDisrupt("true"), phase: "Succeeded" }),
      ].map((list) => list.map((line) => line.replace(/\.$/, ""))),
      [
        [
          "blocks doNotDisruptPod: Pod default/p must not be disrupted (annotation karpenter.sh/do-not-disrupt)",
        ],
        ["waits doNotDisruptPod: Pod default/p must not be disrupted until 2026-11-22 09:30 UTC"],
        [],
        [
          "blocks doNotDisruptPod: Pod default/p must not be disrupted (annotation karpenter.sh/do-not-disrupt)",
        ],
        [
          'info doNotDisruptPod: Pod default/p has a do-not-disrupt annotation that Karpenter ignores: "yes" is neither true nor a duration',
        ],
        [
          'info doNotDisruptPod: Pod default/p has a do-not-disrupt annotation that Karpenter ignores: "-5m" is neither true nor a duration',
        ],
        [
          "blocks doNotDisruptPod: Pod default/p must not be disrupted (annotation karpenter.sh/do-not-disrupt)",
        ],
        [],
      ],
    );
  });

  it("turn into losses where the node has a terminationGracePeriod", () => {
    const zero = podDisruptionBudget("b", { selector, maxUnavailable: 0 });
    assert.deepEqual(podBlockers({ ...app, ...doNotDisrupt("true") }, graceful), [
      "loses doNotDisruptPod: Pod default/p asks not to be disrupted, but the node's terminationGracePeriod of 1h ends that: the pod is deleted when it is over.",
    ]);
    assert.deepEqual(podBlockers(app, { ...graceful, podDisruptionBudgets: [zero] }), [
      "loses podDisruptionBudget: Pod default/p: PodDisruptionBudget default/b never lets one go (maxUnavailable 0). After the node's terminationGracePeriod of 1h the pod is deleted all the same.",
    ]);
  });

  it("name annotations of nodes and templates", () => {
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    const template = nodePool("default").spec.template;
    assert.deepEqual(
      blockers({
        nodes: [napNode("nap", "default", { annotations })],
        nodePools: [nodePool("default", { template: { ...template, metadata: { annotations } } })],
      }),
      [
        "info doNotDisruptTemplate: NodePool default puts karpenter.sh/do-not-disrupt on every node that it makes; each of its nodes has to be freed on its own.",
        "blocks doNotDisruptNode: Node nap must not be disrupted (annotation karpenter.sh/do-not-disrupt).",
      ],
    );
  });

  it("tell when closed budgets open, and which never do", () => {
    const daytime = { nodes: "0", schedule: "0 8 * * *", duration: "10h" };
    assert.deepEqual(blockers(budgets(daytime)), [
      "waits disruptionBudget: NodePool default: its budgets let no node drift now; they open at 2026-11-22 18:00 UTC.",
    ]);
    assert.deepEqual(blockers(budgets({ nodes: "0" })), [
      "blocks disruptionBudget: NodePool default: its budgets never let a node drift.",
    ]);
    assert.deepEqual(blockers(budgets({ nodes: "0", schedule: "bad", duration: "1h" })), [
      "blocks disruptionBudget: NodePool default: its budgets never let a node drift.",
    ]);
    assert.deepEqual(blockers(budgets({ nodes: "0", reasons: ["Underutilized", "Empty"] })), []);
    assert.deepEqual(blockers(budgets()), []);
    assert.deepEqual(blockers({ ...budgets({ nodes: "0" }), nodes: [], nodeClaims: [] }), []);
  });

  it("tell when nodes that are leaving or not Ready use a budget up", () => {
    const parts = {
      nodes: [napNode("a", "default", { ready: false }), napNode("b")],
      nodeClaims: [claim("a"), claim("b")],
    };
    assert.deepEqual(blockers({ ...parts, ...budgets({ nodes: "1" }) }), [
      "waits disruptionBudget: NodePool default: its budget of 1 for reason Drifted is used up by nodes that are leaving or not Ready (1).",
    ]);
    assert.deepEqual(blockers({ ...parts, ...budgets({ nodes: "2" }) }), []);
  });

  it("hold the nodes of pools whose budgets never open in the rehearsal", () => {
    const { outlook } = stateOf(
      snapshot({ nodes: [napNode("nap")], nodeClaims: [claim("nap")], ...budgets({ nodes: "0" }) }),
    );
    assert.deepEqual(outlook.rehearsal.nodes, [
      { node: "nap", nodePool: "default", outcome: "held", isCertain: true },
    ]);
  });

  it("name pods that are lost and data that goes with the node", () => {
    const volumes = [
      { name: "scratch", emptyDir: {} },
      { name: "memory", emptyDir: { medium: "Memory" } },
    ];
    const host = [{ name: "logs", hostPath: { path: "/var/log" } }];
    assert.deepEqual(
      [
        podBlockers({ owner: "" }),
        podBlockers({ volumes }),
        podBlockers({ volumes: host }),
        podBlockers({ volumes: host, owner: "DaemonSet" }),
      ],
      [
        [
          "loses nakedPod: Pod default/p has no controller: once evicted it is gone, nothing starts it again.",
        ],
        [
          "info localData: Pod default/p writes to the node's own disk (scratch); that is gone with the node.",
        ],
        [
          "loses localData: Pod default/p writes to the node's own disk (logs); that is gone with the node.",
        ],
        [],
      ],
    );
    const local = (options: PodOptions) =>
      podBlockers(
        { volumes: [{ name: "d", ephemeral: { volumeClaimTemplate: {} } }], ...options },
        {
          persistentVolumes: [{ metadata: { name: "v" }, spec: { local: {} } }],
          persistentVolumeClaims: [
            { metadata: { name: "p-d", namespace: "default" }, spec: { volumeName: "v" } },
          ],
        },
      );
    assert.deepEqual(local({}), [
      "loses localVolume: Pod default/p keeps data in volume v on the node's own disk: the pod cannot start elsewhere and the data goes with the node.",
    ]);
    assert.deepEqual(local({ phase: "Succeeded" }), []);
  });

  it("name nodes that Karpenter cannot take: uninitialised, without NodeClaim, without NodePool", () => {
    const waiting = claim("nap", "default", { Initialized: "Unknown" });
    assert.deepEqual(blockers({ nodeClaims: [waiting] }), [
      "waits uninitialised: Node nap is not initialized yet.",
    ]);
    const conditions = [{ type: "Initialized", status: "False", message: "StartupTaintsExist" }];
    assert.deepEqual(
      blockers({ nodeClaims: [{ ...waiting, status: { nodeName: "nap", conditions } }] }),
      ["waits uninitialised: Node nap is not initialized yet (StartupTaintsExist)."],
    );
    assert.deepEqual(blockers({ nodeClaims: [], nodePools: [] }), [
      "blocks withoutClaim: Node nap carries the label of a NodePool but belongs to no NodeClaim: Karpenter does not look after it.",
      "blocks withoutNodePool: Node nap names NodePool default, which does not exist.",
    ]);
    const node = napNode("nap");
    const scaleSet =
      "azure:///subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/aks-pool-1-vmss/virtualMachines/0";
    const labelled = { ...node, spec: { ...node.spec, providerID: scaleSet } };
    assert.deepEqual(blockers({ nodes: [labelled], nodeClaims: [], nodePools: [] }), [
      "blocks withoutClaim: Node nap is a machine of an agent pool's scale set, which Karpenter never makes, and carries the label karpenter.sh/nodepool: it counts as one of Karpenter's.",
    ]);
  });

  it("name static pools", () => {
    assert.deepEqual(blockers({ nodePools: [nodePool("default", { replicas: 2 })] }), [
      "waits staticPool: NodePool default is static: the API server takes no limits.cpu for it and drift replaces its nodes. The plan scales it to 0, which deletes all of its nodes at once, whether or not their pods have another place; the pool itself may have to be deleted.",
    ]);
  });

  it("do not name on nodes of static pools what only stops Karpenter from choosing them", () => {
    const unready = claim("nap", "default", { Initialized: "False" });
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    const fixed = fixedNode("fixed", "fixed", { cpu: "1" });
    const zero = podDisruptionBudget("b", { selector, maxUnavailable: 0 });
    assert.deepEqual(
      blockers({
        nodes: [napNode("nap", "default", { annotations }), fixed],
        nodeClaims: [unready],
        nodePools: [
          nodePool("default", { replicas: 0, disruption: { budgets: [{ nodes: "0" }] } }),
        ],
        aksNodeClasses: [],
        pods: [pod("p", "nap", { cpu: "3" }), pod("q", "nap", app)],
        podDisruptionBudgets: [zero],
      }),
      [
        "info doNotDisruptNode: Node nap goes in spite of its annotation karpenter.sh/do-not-disrupt: nothing asks for it where a node is deleted or a static NodePool scaled to 0.",
        "blocks podDisruptionBudget: Pod default/q: PodDisruptionBudget default/b never lets one go (maxUnavailable 0).",
      ],
    );
  });

  it("name nodes that no waiting mends: not initialized for long, not drifted, of an AKSNodeClass that is gone", () => {
    const old = claim("nap", "default", { Initialized: "False" });
    const made = (creationTimestamp: string) => ({
      nodeClaims: [{ ...old, metadata: { ...old.metadata, creationTimestamp } }],
    });
    assert.deepEqual(
      ["2026-11-22T08:50:00Z", "2026-11-22T08:30:00Z"].flatMap((time) => blockers(made(time))),
      [
        "waits uninitialised: Node nap is not initialized yet.",
        "blocks uninitialised: Node nap is not initialized, though its NodeClaim is of 2026-11-22 08:30 UTC: Karpenter takes no such node.",
      ],
    );
    const gone = { metadata: { name: "default", deletionTimestamp: takenAt } };
    assert.deepEqual(
      [[], [gone]].flatMap((aksNodeClasses) => blockers({ aksNodeClasses })),
      [
        "blocks withoutNodeClass: NodePool default names AKSNodeClass default, which does not exist: Karpenter takes none of its nodes.",
        "blocks withoutNodeClass: NodePool default names AKSNodeClass default, which is being deleted: Karpenter takes none of its nodes.",
      ],
    );
    const unread = [{ list: "aksNodeClasses", reason: "forbidden", message: "403" }] as const;
    assert.deepEqual(blockers({ aksNodeClasses: [], unread }), []);
    const { outlook } = stateOf(
      snapshot({
        nodes: [napNode("nap"), fixedNode("fixed")],
        nodeClaims: [claim("nap")],
        nodePools: [nodePool("default")],
        aksNodeClasses: [],
      }),
    );
    assert.deepEqual(
      outlook.rehearsal.nodes.map(({ outcome }) => outcome),
      ["held"],
    );
  });

  it("name nodes that have not drifted long after the taint", () => {
    const taints = [{ key: "karpenter.azure.com/disable", effect: "NoSchedule" }];
    const plain = nodePool("default");
    const spec = { ...plain.spec.template.spec, taints };
    const tainted = (time: string) => ({
      nodePools: [
        {
          ...nodePool("default", { template: { spec } }),
          metadata: {
            ...plain.metadata,
            managedFields: [
              { time, fieldsV1: { "f:spec": { "f:template": { "f:spec": { "f:taints": {} } } } } },
            ],
          },
        },
      ],
    });
    const long = tainted("2026-11-22T08:40:00Z");
    assert.deepEqual(blockers(long), [
      "unknown notDrifting: Node nap has not drifted since the taint of 2026-11-22 08:40 UTC: Karpenter does not look at it, or does not run.",
    ]);
    assert.deepEqual(blockers(tainted("2026-11-22T08:55:00Z")), []);
    const drifted = [claim("nap", "default", { Initialized: "True", Drifted: "True" })];
    assert.deepEqual(blockers({ ...long, nodeClaims: drifted }), []);
  });

  it("name what a node hangs on once its pods are gone, when it takes long", () => {
    const hanging = (status: Record<string, string>, deletionTimestamp?: string) => {
      const one = claim("nap", "default", { Initialized: "True", ...status });
      const metadata = { ...one.metadata, ...(deletionTimestamp && { deletionTimestamp }) };
      return { ...one, metadata };
    };
    const drained = { Drained: "True", VolumesDetached: "Unknown" };
    const all = [
      { nodeClaims: [hanging(drained)] },
      { nodeClaims: [hanging(drained)], takenAt: "2026-11-22T08:10:00Z" },
      { nodeClaims: [hanging({ ...drained, VolumesDetached: "False" })] },
      { nodeClaims: [hanging({ ...drained, InstanceTerminating: "True" })] },
      { nodes: [], nodeClaims: [hanging({}, "2026-11-22T08:50:00Z")] },
      { nodes: [], nodeClaims: [hanging({}, "2026-11-22T08:40:00Z")] },
      { nodes: [], nodeClaims: [hanging({})] },
    ];
    assert.deepEqual(
      all.map((parts) => blockers(parts)),
      [
        [
          "unknown attachedVolumes: Node nap is drained, but its disks have not been detached since 2026-11-22 08:00 UTC: Karpenter waits until its VolumeAttachments are gone.",
        ],
        [],
        [],
        [
          "unknown machineRemains: Node nap: Azure has not deleted its machine since 2026-11-22 08:00 UTC.",
        ],
        [],
        [
          "waits machineRemains: NodeClaim nap has been deleted since 2026-11-22 08:40 UTC and is still there: Karpenter keeps it until Azure has deleted its machine.",
        ],
        [],
      ],
    );
  });

  it("name pods of a leaving node that take long to end", () => {
    const taints = [{ key: "karpenter.sh/disrupted", effect: "NoSchedule" }];
    const nodes = [napNode("nap", "default", { taints }), fixedNode("fixed")];
    const ends = (deletionTimestamp: string) => podBlockers({ deletionTimestamp }, { nodes });
    assert.deepEqual(
      ["2026-11-22T09:01:30Z", "2026-11-22T09:45:00Z"].flatMap((time) =>
        ends(time).filter((one) => one.includes("Pod")),
      ),
      ["waits endingPod: Pod default/p is ending and may take until 2026-11-22 09:45 UTC."],
    );
  });

  it("name that mode Manual is not to be had on AKS Automatic", () => {
    const words =
      "AKS Automatic: node auto-provisioning is always on in such a cluster and, as Azure documents, cannot be switched off. Freezing and undoing work; expect mode Manual to be refused.";
    assert.deepEqual(blockers({ managedCluster: { ...managedCluster(), sku: "Automatic" } }), [
      `blocks alwaysOn: ${words}`,
    ]);
    assert.deepEqual(blockers({ managedCluster: { ...managedCluster(), sku: "Base" } }), []);
  });

  it("tell budgets that nodes use up which will not be Ready by themselves", () => {
    const since = (lastTransitionTime: string) => {
      const node = napNode("nap", "default", { ready: false });
      const conditions = [{ type: "Ready", status: "Unknown", lastTransitionTime }];
      const ill = { ...node, status: { ...node.status, conditions } };
      return blockers({ nodes: [ill, fixedNode("fixed", "fixed", { cpu: "64" })] });
    };
    assert.deepEqual(["2026-11-22T08:58:00Z", "2026-11-22T08:00:00Z"].flatMap(since), [
      "waits disruptionBudget: NodePool default: its budget of 1 for reason Drifted is used up by nodes that are leaving or not Ready (1).",
      "blocks disruptionBudget: NodePool default: its budget of 1 for reason Drifted is used up by nodes that are not Ready (nap), and stays so until they are Ready or gone.",
    ]);
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

  it("name pods that fit no other node and why", () => {
    const nodes = [
      napNode("nap"),
      fixedNode("a", "fixed", { cpu: "1" }),
      fixedNode("b", "fixed", { cpu: "1" }),
    ];
    assert.deepEqual(podBlockers({ cpu: "2" }, { nodes }), [
      "blocks noRoom: Pod default/p fits no other node: cpu lacks 1 cores (2 nodes).",
    ]);
    assert.deepEqual(
      podBlockers({ nodeSelector: { "karpenter.sh/nodepool": "default" } }, { nodes }),
      [
        "blocks onlyNapNodes: Pod default/p fits no other node: node selector or affinity does not match (2 nodes).",
      ],
    );
    assert.deepEqual(podBlockers({}, { nodes: [napNode("nap")] }), [
      "blocks noRoom: Pod default/p fits no other node: there is no fixed node.",
    ]);
  });

  it("name the lack of room of a node that something else holds, too", () => {
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    const held =
      "blocks doNotDisruptNode: Node nap must not be disrupted (annotation karpenter.sh/do-not-disrupt).";
    const nodes = [
      napNode("nap", "default", { annotations }),
      fixedNode("f", "fixed", { cpu: "1" }),
    ];
    assert.deepEqual(podBlockers({ cpu: "2" }, { nodes }), [
      held,
      "blocks noRoom: Pod default/p fits no other node: cpu lacks 1 cores (1 node).",
    ]);
    assert.deepEqual(podBlockers({ cpu: "1" }, { nodes }), [held]);
  });

  it("call room that hangs on the order of nodes uncertain, and what no order gives certain", () => {
    const sizes = Object.entries({ a: "2", b: "2", c: "8" });
    const found = blockers({
      nodes: [
        ...sizes.map(([name, cpu]) => napNode(name, "default", { cpu })),
        fixedNode("f", "fixed", { cpu: "2" }),
      ],
      nodeClaims: sizes.map(([name]) => claim(name)),
      pods: sizes.map(([name, cpu]) => pod(`p-${name}`, name, { cpu })),
    });
    const hangs =
      "That hangs on which nodes go first, and Karpenter takes those that drift together in no certain order.";
    assert.deepEqual(found, [
      "blocks noRoom: Pod default/p-c fits no other node: cpu lacks 8 cores (1 node).",
      `unknown tightRoom: Pod default/p-b may fit no other node: cpu lacks 2 cores (1 node). ${hangs}`,
      `unknown tightRoom: Pod default/p-a may fit no other node: cpu lacks 2 cores (1 node). ${hangs}`,
    ]);
  });

  it("name volumes that keep a pod in a zone without fixed nodes", () => {
    const terms = [
      {
        matchExpressions: [{ key: "topology.kubernetes.io/zone", operator: "In", values: ["r-2"] }],
      },
    ];
    const found = podBlockers(
      { volumes: [{ name: "d", persistentVolumeClaim: { claimName: "c" } }] },
      {
        nodes: [
          napNode("nap", "default", { zone: "r-2" }),
          fixedNode("f", "fixed", { zone: "r-1" }),
        ],
        persistentVolumes: [
          {
            metadata: { name: "v" },
            spec: { nodeAffinity: { required: { nodeSelectorTerms: terms } } },
          },
        ],
        persistentVolumeClaims: [
          { metadata: { name: "c", namespace: "default" }, spec: { volumeName: "v" } },
        ],
      },
    );
    assert.deepEqual(found, [
      "blocks zonalVolume: Pod default/p fits no other node: a volume cannot be used there (1 node).",
    ]);
  });

  it("name pods that only fit when the big ones come first", () => {
    const nodes = [
      napNode("nap"),
      fixedNode("a", "fixed", { cpu: "2" }),
      fixedNode("b", "fixed", { cpu: "2" }),
    ];
    const pods = [
      pod("big", "nap", { cpu: "2" }),
      pod("small1", "nap", { cpu: "1" }),
      pod("small2", "nap", { cpu: "1" }),
    ];
    assert.deepEqual(blockers({ nodes, pods }), [
      "info tightRoom: Pod default/big may be left pending: room is so tight that it hangs on the order in which pods are started.",
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

  it("offer to evict a pod that must not be disrupted where it does not come back to the node", () => {
    const taints = [{ key: "karpenter.sh/disrupted", effect: "NoSchedule" }];
    const offered = (options: PodOptions, isClosed: boolean) => {
      const nodes = [
        napNode("nap", "default", isClosed ? { taints } : {}),
        fixedNode("fixed", "fixed", { cpu: "64" }),
      ];
      const pods = [pod("p", "nap", { startTime: takenAt, ...options })];
      const parts = { nodes, nodeClaims: [claim("nap")], nodePools: [nodePool("default")], pods };
      const found = stateOf(snapshot(parts)).outlook.blockers.find(
        ({ kind }) => kind === "doNotDisruptPod",
      );
      return found?.remedies.map(({ kind }) => kind);
    };
    const remove = "removeDoNotDisrupt";
    assert.deepEqual(offered(doNotDisrupt("true"), false), [remove]);
    assert.deepEqual(offered(doNotDisrupt("true"), true), [remove, "evictPod"]);
    assert.deepEqual(offered(doNotDisrupt("30m"), true), ["wait", remove, "evictPod"]);
    assert.deepEqual(offered({ ...doNotDisrupt("true"), owner: "" }, true), [remove]);
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

  it("tell when a leaving node ends all protection, and which pods are overdue", () => {
    const leaving = claim(
      "nap",
      "default",
      { Initialized: "True" },
      { terminationGracePeriod: "1h" },
    );
    const metadata = {
      ...leaving.metadata,
      deletionTimestamp: takenAt,
      annotations: { "karpenter.sh/nodeclaim-termination-timestamp": "2026-11-22T10:00:00Z" },
    };
    const overdue = pod("p", "nap", { deletionTimestamp: "2026-11-22T08:50:00Z" });
    const stuck = { ...overdue, metadata: { ...overdue.metadata, finalizers: ["x/y"] } };
    const fresh = pod("q", "nap", { deletionTimestamp: "2026-11-22T08:59:30Z" });
    assert.deepEqual(blockers({ nodeClaims: [{ ...leaving, metadata }], pods: [stuck, fresh] }), [
      "waits disruptionBudget: NodePool default: its budget of 1 for reason Drifted is used up by nodes that are leaving or not Ready (1).",
      "info terminationGracePeriod: Node nap: all of its pods are deleted by 2026-11-22 10:00 UTC, whatever protects them.",
      "info stuckTerminating: Pod default/p should have ended at 2026-11-22 08:50 UTC. It has finalizers: x/y.",
    ]);
  });
});
