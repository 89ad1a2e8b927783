import assert from "node:assert/strict";
import { roomChanges } from "../../../../../src/nap/disable/room/makeRoom.ts";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import { agentPoolName } from "../../../../../src/nap/disable/room/poolTemplates.ts";
import { claim, fixedNode, managedCluster, napNode, nodePool, pod, snapshot } from "../objects.ts";
import type { Pod } from "../../../../../src/nap/disable/snapshot/podObjects.ts";
import type {
  AgentPoolFacts,
  ClusterSnapshot,
} from "../../../../../src/nap/disable/snapshot/snapshot.ts";

const size = { "node.kubernetes.io/instance-type": "Standard_D4s_v5" };

/** Needs, homeless pods and changes of a cluster with one NAP node of 64 cores. */
function room(
  pods: readonly Pod[],
  parts: Partial<ClusterSnapshot> & { pools?: AgentPoolFacts[] } = {},
) {
  const { pools = [{ name: "fixed", count: 1 }], ...rest } = parts;
  const { inventory, outlook } = stateOf(
    snapshot({
      nodes: [
        napNode("nap", "default", { cpu: "64", memory: "256Gi", labels: size }),
        fixedNode("f1", "fixed", { cpu: "4" }),
      ],
      nodeClaims: [claim("nap")],
      nodePools: [nodePool("default")],
      managedCluster: managedCluster("Auto", pools),
      pods,
      ...rest,
    }),
  );
  const { needs, homeless, moving, fitting, unread, unknown } = outlook.forecast;
  return {
    needs: needs.map(({ template, nodes, byZone }) => [template.pool, nodes, byZone]),
    homeless: homeless.map(({ pod, why }) => `${pod}: ${why}`),
    counts: [fitting, moving],
    unread,
    unknown,
    changes: roomChanges(needs, inventory),
  };
}

const many = (count: number, cpu: string, options: Parameters<typeof pod>[2] = {}) =>
  Array.from({ length: count }, (_, index) => pod(`p${index}`, "nap", { cpu, ...options }));

describe("the room that fixed pools lack", () => {
  it("is none when everything fits", () => {
    assert.deepEqual(room(many(4, "1")), {
      needs: [],
      homeless: [],
      counts: [4, 4],
      unread: [],
      unknown: [],
      changes: [],
    });
  });

  it("is counted in whole nodes of the pool that is there", () => {
    const { needs, changes } = room(many(10, "1500m"));
    // Two fit on the node that is there, two on each new one.
    assert.deepEqual(needs, [["fixed", 4, {}]]);
    assert.deepEqual(changes, [{ do: "scaleAgentPool", pool: "fixed", from: 1, to: 5 }]);
  });

  it("is made by a pool without nodes, where a node of its size tells what one of them holds", () => {
    const empty = { name: "spare", count: 0, mode: "User", vmSize: "standard_d4s_v5" };
    const nodes = [
      napNode("nap", "default", { cpu: "4", labels: size, zone: "westeurope-1" }),
      fixedNode("f1", "fixed", { cpu: "0" }),
    ];
    const asked = (pool: Partial<AgentPoolFacts>, more: Parameters<typeof pod>[2] = {}) =>
      room(many(2, "3", more), { nodes, pools: [{ ...empty, ...pool }] }).changes.map((change) =>
        change.do === "scaleAgentPool"
          ? `${change.pool} ${change.from} -> ${change.to}`
          : change.do,
      );
    const grows = ["spare 0 -> 2"];
    assert.deepEqual(asked({ maxPods: 110 }), grows);
    assert.deepEqual(asked({ maxPods: 30, zones: ["1", "2"] }), grows);
    assert.deepEqual(asked({ maxPods: 30, autoscaling: { minCount: 0, maxCount: 5 } }), [
      "raiseAutoscaler",
    ]);
    const labels = { labels: { team: "blue" }, taints: [] };
    assert.deepEqual(asked({ maxPods: 30, ...labels }, { nodeSelector: { team: "blue" } }), grows);
    // Pods whose place cannot be told get a pool of their own.
    const ofItsOwn = ["addAgentPool"];
    assert.deepEqual(asked({ maxPods: 250 }), ofItsOwn);
    assert.deepEqual(asked({}), ofItsOwn);
    assert.deepEqual(asked({ maxPods: 30, vmSize: "Standard_D8s_v5" }), ofItsOwn);
    const taints = [{ key: "gpu", effect: "NoSchedule" }];
    assert.deepEqual(asked({ maxPods: 30, taints }), ofItsOwn);
  });

  it("leaves to DaemonSets what they take of new nodes", () => {
    const template = { spec: { containers: [{ resources: { requests: { cpu: "2" } } }] } };
    const daemonSets = [{ metadata: { name: "d", namespace: "default" }, spec: { template } }];
    assert.deepEqual(room(many(3, "2"), { daemonSets }).needs, [["fixed", 2, {}]]);
  });

  it("counts pods that are pending or have no controller, and none that ends with its node", () => {
    const pods = [
      pod("a", undefined, { cpu: "4", phase: "Pending" }),
      pod("b", "nap", { cpu: "4" }),
      pod("c", "nap", { cpu: "4", owner: "" }),
      pod("d", "nap", { cpu: "4", owner: "DaemonSet" }),
    ];
    assert.deepEqual(room(pods).needs, [["fixed", 2, {}]]);
  });

  it("prefers User pools to System pools, and those to autoscaled ones", () => {
    const nodes = [
      napNode("nap", "default", { cpu: "64" }),
      fixedNode("s", "system", { cpu: "4" }),
      fixedNode("u", "user", { cpu: "4" }),
      fixedNode("a", "auto", { cpu: "4" }),
    ];
    const pools = [
      { name: "system", count: 1, mode: "System" },
      { name: "user", count: 1, mode: "User" },
      { name: "auto", count: 1, autoscaling: { minCount: 1, maxCount: 2 } },
    ];
    const pods = many(4, "4");
    assert.deepEqual(room(pods, { nodes, pools }).changes, [
      { do: "scaleAgentPool", pool: "user", from: 1, to: 2 },
    ]);
    const onlyAuto = nodes.filter(({ metadata }) => ["nap", "a"].includes(metadata.name));
    assert.deepEqual(room(pods, { nodes: onlyAuto, pools }).changes, [
      {
        do: "raiseAutoscaler",
        pool: "auto",
        minCount: { from: 1, to: 4 },
        maxCount: { from: 2, to: 4 },
      },
    ]);
  });

  it("adds as many nodes in every zone as the neediest zone lacks", () => {
    const nodes = [
      napNode("nap", "default", { cpu: "64", zone: "r-1" }),
      ...[1, 2, 3].map((zone) => fixedNode(`f${zone}`, "fixed", { cpu: "4", zone: `r-${zone}` })),
    ];
    const pools = [{ name: "fixed", count: 3, zones: ["1", "2", "3"] }];
    const nodeSelector = { "topology.kubernetes.io/zone": "r-2" };
    const { needs, changes } = room(many(3, "4", { nodeSelector }), { nodes, pools });
    assert.deepEqual(needs, [["fixed", 2, { "r-2": 2 }]]);
    assert.deepEqual(changes, [{ do: "scaleAgentPool", pool: "fixed", from: 3, to: 9 }]);
    const spread = room(many(6, "4"), { nodes, pools });
    assert.deepEqual(spread.needs, [["fixed", 3, { "r-1": 1, "r-2": 1, "r-3": 1 }]]);
    assert.deepEqual(spread.changes, [{ do: "scaleAgentPool", pool: "fixed", from: 3, to: 6 }]);
  });

  it("makes a new pool in zones that its NodePool may use, and of nodes that run as many pods", () => {
    const asked = (values: readonly string[], maxPods: number) => {
      const requirements = [{ key: "topology.kubernetes.io/zone", operator: "In", values }];
      const { template } = nodePool("default").spec;
      const { changes } = room([pod("p", "nap", { nodeSelector: { workload: "batch" } })], {
        nodes: [
          napNode("nap", "default", { labels: { ...size, workload: "batch" }, zone: "r-1" }),
          fixedNode("f1", "fixed", { zone: "r-1" }),
        ],
        nodePools: [
          nodePool("default", { template: { spec: { ...template.spec, requirements } } }),
        ],
        pools: [{ name: "fixed", count: 1, maxPods }],
      });
      return changes.map((change) => {
        assert.ok(change.do === "addAgentPool");
        return [change.pool.zones, change.pool.maxPods];
      });
    };
    assert.deepEqual(
      [asked(["r-1", "r-3"], 110), asked(["r-2"], 30)],
      [[[["1", "3"], undefined]], [[["1", "2"], 110]]],
    );
  });

  it("asks for a pool of its own where no pool takes the pods, made after their NodePool", () => {
    const labels = {
      ...size,
      workload: "batch",
      "karpenter.sh/capacity-type": "spot",
      "kubernetes.azure.com/mode": "user",
    };
    const taints = [
      { key: "batch", effect: "NoSchedule" },
      { key: "karpenter.azure.com/disable", effect: "NoSchedule" },
    ];
    const { template } = nodePool("batch").spec;
    const { needs, changes } = room(
      [
        pod("p", "nap", {
          nodeSelector: { workload: "batch" },
          tolerations: [{ operator: "Exists" }],
        }),
      ],
      {
        nodes: [
          napNode("nap", "batch", { labels, zone: "r-1" }),
          fixedNode("f1", "fixed", { zone: "r-1" }),
        ],
        nodeClaims: [claim("nap", "batch")],
        nodePools: [nodePool("batch", { template: { spec: { ...template.spec, taints } } })],
      },
    );
    assert.deepEqual(needs, [["nbatch", 1, { "r-1": 1 }]]);
    assert.deepEqual(changes, [
      {
        do: "addAgentPool",
        pool: {
          name: "nbatch",
          count: 1,
          vmSize: "Standard_D4s_v5",
          mode: "User",
          zones: ["1", "2", "3"],
          labels: { workload: "batch" },
          taints: [{ key: "batch", effect: "NoSchedule" }],
        },
      },
    ]);
  });

  it("makes a new pool in the zones that the pods are bound to, and in no others", () => {
    const bound = { nodeSelector: { "topology.kubernetes.io/zone": "r-2" } };
    const nodes = [napNode("nap", "default", { cpu: "16", labels: size, zone: "r-1" })];
    const { needs, changes } = room(many(2, "16", bound), { nodes, pools: [] });
    assert.deepEqual(needs, [["ndefault", 2, { "r-2": 2 }]]);
    assert.deepEqual(
      changes.map(
        (change) => change.do === "addAgentPool" && [change.pool.count, change.pool.zones],
      ),
      [[2, ["2"]]],
    );
  });

  it("finds no pool for pods that ask for what only Karpenter's nodes have", () => {
    const nodeSelector = { "karpenter.sh/nodepool": "default" };
    assert.deepEqual(room([pod("p", "nap", { nodeSelector })]), {
      needs: [],
      homeless: ["default/p: node selector or affinity does not match"],
      counts: [0, 1],
      unread: [],
      unknown: [],
      changes: [],
    });
  });

  it("finds no pool for pods whose data is on a node's disk", () => {
    const volumes = [{ name: "d", persistentVolumeClaim: { claimName: "c" } }];
    const found = room([pod("p", "nap", { volumes })], {
      persistentVolumes: [{ metadata: { name: "v" }, spec: { hostPath: {} } }],
      persistentVolumeClaims: [
        { metadata: { name: "c", namespace: "default" }, spec: { volumeName: "v" } },
      ],
    });
    assert.deepEqual(found.homeless, ["default/p: its volume is on a node's own disk"]);
  });

  it("puts bigger pods into a pool of bigger nodes", () => {
    assert.deepEqual(room(many(1, "16")).needs, [["ndefault", 1, {}]]);
  });

  it("leaves spot, Windows and stopped pools alone, and those that have no number of nodes to raise", () => {
    const facts = [
      { priority: "Spot" },
      { osType: "Windows" },
      { powerState: "Stopped" },
      { type: "VirtualMachines" },
      { mode: "Gateway" },
      { mode: "ManagedSystem" },
    ];
    for (const fact of facts) {
      const pools = [{ name: "fixed", count: 1, ...fact }];
      assert.deepEqual(room(many(3, "4"), { pools }).needs, [["ndefault", 1, {}]]);
    }
  });

  it("says what it could not count in", () => {
    const unread = [{ list: "daemonSets", reason: "forbidden", message: "403" }] as const;
    const pods = [
      pod("a", "nap", { volumes: [{ name: "d", persistentVolumeClaim: { claimName: "c" } }] }),
      pod("b", "nap", { resourceClaims: [{}] }),
    ];
    const forecast = room(pods, { unread });
    assert.deepEqual(forecast.unread, ["daemonSets could not be read: 403"]);
    assert.deepEqual(forecast.unknown, [
      "1 pod with volumes that were not found: default/a",
      "1 pod with devices by resource claims: default/b",
    ]);
  });

  it("names new pools as Azure takes them", () => {
    assert.deepEqual(
      [
        agentPoolName("system-surge", new Set()),
        agentPoolName("GPU", new Set(["ngpu", "ngpu2"])),
        agentPoolName("a-very-long-name-indeed", new Set()),
      ],
      ["nsystemsur", "ngpu3", "naverylong"],
    );
  });
});
